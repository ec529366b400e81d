using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The inside of the dialog that shows what posting would do and posts. It closes with what became of the stocktake.</summary>
public sealed partial class PostCountForm(DialogService dialogs, CountPosting posting, CurrentStaff current)
{
    private const int PerPage = 100;

    private readonly Guid operation = Guid.NewGuid();
    private PostPreview? plan;
    private Refusal? refusal;
    private int shown = PerPage;
    private bool accepts;
    private bool busy;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    private int Rest => plan!.Progress.Left - plan.Progress.Recounts;

    private int More => plan!.Lines.Sum(line => Math.Max(0, line.Difference));

    private int Less => plan!.Lines.Sum(line => Math.Min(0, line.Difference));

    private string Act => busy ? "Posting…"
        : plan!.NeedsSecondAdmin ? "Ask for approval"
        : plan.Lines.Count == 0 ? "Close the stocktake"
        : plan.Lines.Count == 1 ? "Post 1 difference"
        : $"Post {plan.Lines.Count:N0} differences";

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var read = await current.TryAsync(by => posting.PreviewAsync(Id, by, CancellationToken.None), Role.Admin);
        if (read.Is(out var found, out refusal)) plan = found;
    }

    private async Task PostAsync()
    {
        if (busy) return;
        busy = true;

        // The button says so before the work begins, which may take some seconds.
        await Task.Yield();
        var wanted = new PostCount(Id, plan!.Seen, accepts, operation);
        var posted = await current.TryAsync(by => posting.PostAsync(wanted, by, CancellationToken.None), Role.Admin);
        busy = false;
        if (posted.Is(out var count, out refusal)) dialogs.Close(count.Status);
    }
}
