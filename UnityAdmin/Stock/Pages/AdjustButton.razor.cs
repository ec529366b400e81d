using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>Corrects one product's stock in a dialog. Shows itself to admins alone; the verb refuses everyone else too.</summary>
public sealed partial class AdjustButton(CurrentStaff current, DialogService dialogs, Notices notices)
{
    private bool isAdmin;

    [Parameter, EditorRequired]
    public required int ProductId { get; set; }

    /// <summary>Raised once a correction was entered, posted or not.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    protected override async Task OnInitializedAsync() => isAdmin = (await current.ActAsync(Role.Admin)).Refused is null;

    private async Task AskAsync()
    {
        var answer = await dialogs.OpenAsync<AdjustForm>(
            "Adjust stock",
            new Dictionary<string, object?> { [nameof(AdjustForm.ProductId)] = ProductId },
            new DialogOptions { Width = "560px", CloseDialogOnEsc = true, CloseAriaLabel = "Close" });
        if (answer is not StockCorrection done) return;
        notices.Done(CorrectionWords.Entered(done));
        await OnDone.InvokeAsync();
    }
}
