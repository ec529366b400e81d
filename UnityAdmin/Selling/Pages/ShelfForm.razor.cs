using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling.Pages;

/// <summary>Asks what each kept item is in the catalogue's words, as the sell form's suggest it, and puts all of them into stock.</summary>
public sealed partial class ShelfForm(Intake intake, CurrentStaff current, Notices notices)
{
    private Draft? draft;
    private IReadOnlyList<ShelfFields> fields = [];
    private bool busy;
    private Refusal? refused;

    [Parameter, EditorRequired]
    public required SubmissionReview Review { get; set; }

    [Parameter, EditorRequired]
    public int SeenVersion { get; set; }

    [Parameter]
    public string? Strangers { get; set; }

    [Parameter]
    public EventCallback OnSeen { get; set; }

    [Parameter]
    public EventCallback OnStale { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    // Photos of several items lie in one pile, and nobody has said which shows which: then each starts with none.
    protected override void OnInitialized()
    {
        var kept = Review.Inspections.Where(found => found.Outcome != InspectionOutcome.Returned).ToDictionary(found => found.ItemId);
        var photos = Review.Submission.ItemCount == 1 ? Review.Photos : [];
        fields = [.. Review.Submission.Items.Where(item => kept.ContainsKey(item.Id))
            .Select(item => new ShelfFields(item, kept[item.Id], photos))];
    }

    private static string Named(string field, ShelfFields one) => $"{field}-{one.Item.Id}";

    private string? Wrong(string field, ShelfFields one) => refused?.Fields.ContainsKey(Named(field, one)) == true ? "true" : null;

    private Task SeeAsync()
    {
        refused = null;
        return OnSeen.InvokeAsync();
    }

    private async Task ShelveAsync()
    {
        if (busy) return;
        busy = true;
        var shelf = fields.Select(one => one.Shelved(Review.Photos)).ToList();
        refused = await current.TryAsync(by => intake.CompleteAsync(Review.Submission.Id, SeenVersion, shelf, by, CancellationToken.None));
        busy = false;
        if (refused is not null) return;
        if (draft is not null) await draft.ClearAsync();
        notices.Done(shelf.Count == 1 ? "One product on the shelf" : $"{shelf.Count} products on the shelf");
        await OnClose.InvokeAsync();
    }
}
