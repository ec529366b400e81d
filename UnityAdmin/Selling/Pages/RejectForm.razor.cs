using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>The inside of the dialog that asks why and rejects. It closes with the outcome; while refused it keeps the text.</summary>
public sealed partial class RejectForm(DialogService dialogs, Submissions submissions, CurrentStaff staff)
{
    private string reason = "";
    private Refusal? refusal;
    private bool busy;

    [Parameter, EditorRequired]
    public required IReadOnlyList<QueueRow> Rows { get; set; }

    private string Shown => string.IsNullOrWhiteSpace(reason) ? "…" : reason.Trim();

    private async Task RejectAsync()
    {
        if (busy) return;
        busy = true;
        var outcome = await AskAsync();
        busy = false;
        refusal = outcome.Refused;
        if (refusal is null) dialogs.Close(outcome.Value);
    }

    private async Task<Result<BulkOutcome>> AskAsync()
    {
        if (string.IsNullOrWhiteSpace(reason)) return SellingRefusals.ReasonMissing;
        if (!(await staff.ActAsync(Role.Staff)).Is(out var actor, out var refused)) return refused;
        return await BulkWork.RunAsync(Rows, ids => submissions.RejectAsync(ids, reason, actor, CancellationToken.None));
    }
}
