using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace UnityAdmin.Shell;

/// <summary>Asks before typing is lost, on the way to another page or out of the tab. After a save clear Dirty first.</summary>
public sealed partial class UnsavedGuard(Confirm confirm)
{
    [Parameter, EditorRequired]
    public bool Dirty { get; set; }

    private async Task AskAsync(LocationChangingContext leaving)
    {
        if (!Dirty) return;
        var leave = await confirm.AskAsync(
            "Leave without saving?", "What you changed on this page has not been saved and will be gone.", "Leave", destructive: true);
        if (!leave) leaving.PreventNavigation();
    }
}
