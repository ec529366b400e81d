using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Customers.Pages;

/// <summary>The inside of the dialog that forgets a person: what goes, what stays, and a few words to type. It closes with true.</summary>
public sealed partial class EraseForm(Erasure erasure, CustomerFiles files, CurrentStaff current, DialogService dialogs)
{
    private CustomerFile? file;
    private Refusal? refused;
    private string typed = "";
    private bool busy;

    [Parameter, EditorRequired]
    public required int Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        file = await files.FindAsync(Id, 0, CancellationToken.None);
        if (file is null) dialogs.Close(null);
    }

    private async Task EraseAsync()
    {
        if (busy || file is not { } seen) return;
        busy = true;
        refused = await current.TryAsync(
            by => erasure.EraseAsync(Id, seen.Customer.Version, typed, by, CancellationToken.None), Role.Admin);
        busy = false;
        if (refused is null) dialogs.Close(true);
        else if (refused.Kind == RefusalKind.Conflict) await OnInitializedAsync();
    }
}
