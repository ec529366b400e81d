using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>Every stocktake, the newest first, kept up to date while it is looked at.</summary>
public sealed partial class StocktakesPage(
    Stocktakes stocktakes, CurrentStaff current, ChangeFeed feed, TimeProvider clock, NavigationManager navigation, DialogService dialogs,
    ILogger<StocktakesPage> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private CalmWatch? watch;
    private List<CountRow>? rows;
    private Actor? me;
    private Refusal? refused;
    private string? failure;
    private bool mayBeMore;
    private bool busy;

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusWord { get; set; }

    private StockCountStatus? Status => Conventions.FromWord<StockCountStatus>(StatusWord);

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("All", CountWords.List, Current: Status is null),
        .. Enum.GetValues<StockCountStatus>().Select(status => new TabLink(
            status == StockCountStatus.Waiting ? "Waiting" : status.ToString(),
            $"{CountWords.List}?status={Conventions.SnakeCase(status.ToString())}",
            Current: Status == status)),
    ];

    private string NothingHere => Status switch
    {
        null => "No stocktake yet",
        StockCountStatus.Counting => "No stocktake is being counted",
        { } status => $"No stocktake is {CountWords.Look(status).Word.ToLowerInvariant()}",
    };

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = new CalmWatch(feed, clock, change => change.Document.Table == StockCount.Table, InvokeAsync, ReloadAsync);
    }

    public void Dispose()
    {
        watch?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            var wanted = Status;
            var read = await current.TryAsync(async by =>
            {
                me = by;
                return await ReadAsync(wanted, Math.Max(1, rows?.Count ?? 0), by);
            });
            if (wanted != Status) return;
            failure = null;
            if (read.Is(out var found, out refused)) rows = found;
        }
        catch (Exception broken) when (!gone.IsCancellationRequested)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "The stocktakes could not be read, reference {Reference}", failure);
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    // As many as stood there before, so that nothing vanishes from under a reader's eyes.
    private async Task<Result<List<CountRow>>> ReadAsync(StockCountStatus? status, int atLeast, Actor by)
    {
        var all = new List<CountRow>();
        do
        {
            var before = all.Count == 0 ? (int?)null : all[^1].Count.Id;
            if (!(await stocktakes.ListAsync(status, before, by, gone.Token)).Is(out var page, out var no)) return no;
            all.AddRange(page);
            mayBeMore = page.Count == Stocktakes.PageSize;
        }
        while (mayBeMore && all.Count < atLeast);
        return all;
    }

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { Count: > 0 } shown) return;
        busy = true;
        var read = await current.TryAsync(by => stocktakes.ListAsync(Status, shown[^1].Count.Id, by, gone.Token));
        if (read.Is(out var page, out refused)) shown.AddRange(page);
        mayBeMore = page?.Count == Stocktakes.PageSize;
        busy = false;
    }

    private async Task OpenAsync()
    {
        var opened = await dialogs.OpenAsync<OpenCountForm>("New stocktake", null, CountDialogs.Small);
        if (opened is int id) navigation.NavigateTo(CountWords.Href(id));
    }
}
