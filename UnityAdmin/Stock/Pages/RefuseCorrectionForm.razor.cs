using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The inside of the dialog that asks why and refuses. It closes with true; while refused itself it keeps the text.</summary>
public sealed partial class RefuseCorrectionForm(Corrections corrections, CurrentStaff current, DialogService dialogs)
{
    private Refusal? refusal;
    private string note = "";
    private bool busy;

    [Parameter, EditorRequired]
    public required int Id { get; set; }

    private async Task RefuseAsync()
    {
        if (busy) return;
        busy = true;
        refusal = (await current.TryAsync(by => corrections.RefuseAsync(Id, note, by, CancellationToken.None), Role.Admin)).Refused;
        busy = false;
        if (refusal is null) dialogs.Close(true);
    }
}
