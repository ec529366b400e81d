using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>
/// The inside of the dialog that shows what taking moves back would do, and does it. It closes with the correction; while refused it
/// keeps the note and shows the plan as it is now.
/// </summary>
public sealed partial class ReverseForm(Corrections corrections, CurrentStaff current, DialogService dialogs)
{
    private readonly Guid operation = Guid.NewGuid();
    private ReversalPlan? plan;
    private List<ReversalLine> taken = [];
    private List<ReversalLine> left = [];
    private Refusal? refusal;
    private string note = "";
    private bool leaveOut;
    private bool busy;

    [Parameter, EditorRequired]
    public required IReadOnlyList<long> MoveIds { get; set; }

    private bool IsWhole => left.Count == 0 || leaveOut;

    private bool IsNoteWrong => refusal?.Fields.ContainsKey("note") == true;

    protected override Task OnInitializedAsync() => PlanAsync();

    private async Task PlanAsync()
    {
        plan = await corrections.PlanReversalAsync(MoveIds, CancellationToken.None);
        taken = [.. plan.Lines.Where(line => line.Refused is null)];
        left = [.. plan.Lines.Where(line => line.Refused is not null)];
    }

    private async Task ReverseAsync()
    {
        if (busy || taken.Count == 0 || !IsWhole) return;
        busy = true;
        var ids = taken.ConvertAll(line => line.Move.Id);
        var outcome = await current.TryAsync(
            by => corrections.ReverseAsync(ids, note, operation, by, CancellationToken.None), Role.Admin);
        busy = false;
        if (outcome.Is(out var done, out refusal))
        {
            dialogs.Close(done);
            return;
        }

        // Stock may have moved since the plan was made: what is left out must be agreed to again.
        var before = left.Count;
        await PlanAsync();
        if (left.Count != before) leaveOut = false;
    }
}
