using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>One stocktake: counting, its differences, its end. Kept up to date, calmly, while others count.</summary>
public sealed partial class StocktakeDesk(
    Stocktakes stocktakes, Counting counting, CurrentStaff current, ChangeFeed feed, TimeProvider clock, Notices notices, Confirm confirm,
    DialogService dialogs, ILogger<StocktakeDesk> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private CalmWatch? watch;
    private CountSheetHead? head;
    private Actor? me;
    private Refusal? refused;
    private string? failure;
    private int ticks;
    private bool busy;

    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>Null shows what is to be done next: counting, or once that is over the differences.</summary>
    [Parameter]
    public CountShow? Show { get; set; }

    [Parameter]
    public string? Search { get; set; }

    private bool IsOpen => head!.Count.Status == StockCountStatus.Counting;

    private CountShow Shown => !head!.ShowsBooks && Show == CountShow.Differences ? CountShow.All
        : Show ?? (IsOpen ? CountShow.ToCount : head.ShowsBooks ? CountShow.Differences : CountShow.All);

    private IReadOnlyList<TabLink> Tabs
    {
        get
        {
            var lines = new TabLink(
                IsOpen ? "Count" : "All lines",
                CountWords.Href(Id, IsOpen ? CountShow.ToCount : CountShow.All),
                Current: Shown != CountShow.Differences);
            var differences = new TabLink(
                "Differences", CountWords.Href(Id, CountShow.Differences), head!.Differences, Shown == CountShow.Differences);
            return IsOpen ? [lines, differences] : [differences, lines];
        }
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        var mine = new DocumentId(StockCount.Table, Id);
        watch = new CalmWatch(feed, clock, change => change.Document == mine, InvokeAsync, LoadAsync);
    }

    public void Dispose()
    {
        watch?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            var read = await current.TryAsync(async by =>
            {
                me = by;
                return await stocktakes.FindAsync(Id, by, gone.Token);
            });
            failure = null;
            if (read.Is(out var found, out refused)) (head, ticks) = (found, ticks + 1);
            StateHasChanged();
        }
        catch (Exception broken) when (!gone.IsCancellationRequested)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "Stocktake {Id} could not be read, reference {Reference}", Id, failure);
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    private async Task PostAsync()
    {
        var posted = await dialogs.OpenAsync<PostCountForm>(
            "Post the stocktake", new Dictionary<string, object?> { [nameof(PostCountForm.Id)] = Id }, CountDialogs.Large);
        if (posted is StockCountStatus.Posted) notices.Done("The stocktake is posted.");
        else if (posted is StockCountStatus.Waiting) notices.Told("The differences wait for another admin.");
        await LoadAsync();
    }

    private async Task ZeroAsync()
    {
        var left = head!.Progress.Left - head.Progress.Recounts;
        var sure = await confirm.AskAsync(
            $"Count {CountWords.Products(left)} as 0?",
            "Whatever the books hold of them is taken away when you post. Until then, counting one again mends it.",
            "Count as 0",
            destructive: true);
        if (sure) await DoAsync(by => counting.CountRestAsZeroAsync(Id, by, gone.Token), $"{CountWords.Products(left)} counted as 0.");
    }

    private async Task CancelAsync()
    {
        var sure = await confirm.AskAsync(
            "Cancel the stocktake?",
            $"{CountWords.Products(head!.Progress.Counted)} counted so far: none of it moves stock, and counting cannot go on.",
            "Cancel the stocktake",
            destructive: true);
        if (sure) await DoAsync(by => stocktakes.CancelAsync(Id, by, gone.Token), "The stocktake is cancelled. No stock moved.");
    }

    private async Task DoAsync(Func<Actor, Task<Result>> verb, string done)
    {
        if (busy) return;
        busy = true;
        if (await current.TryAsync(verb, Role.Admin) is { } no) notices.Refused(no);
        else notices.Done(done);
        busy = false;
        await LoadAsync();
    }
}
