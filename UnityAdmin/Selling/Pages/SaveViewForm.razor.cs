using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The inside of the dialog that names a view; it closes with the name once it is kept.</summary>
public sealed partial class SaveViewForm(DialogService dialogs, SavedViews views, CurrentStaff staff)
{
    private string name = "";
    private bool shared;
    private bool busy;
    private Refusal? refusal;

    [Parameter, EditorRequired]
    public required string Query { get; set; }

    /// <summary>The names of one's own views.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Taken { get; set; }

    private async Task SaveAsync()
    {
        if (busy) return;
        busy = true;
        var admitted = await staff.ActAsync(Role.Staff);
        refusal = admitted.Is(out var actor, out var no)
            ? (await views.SaveAsync(QueueLinks.Page, new NewView(name, Query, shared), actor, CancellationToken.None)).Refused
            : no;
        busy = false;
        if (refusal is null) dialogs.Close(name.Trim());
    }
}
