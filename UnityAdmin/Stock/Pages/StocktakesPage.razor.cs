using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Radzen;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>Every stocktake, the newest first, kept up to date while it is looked at.</summary>
public sealed partial class StocktakesPage(
    Stocktakes stocktakes, CurrentStaff current, ChangeFeed feed, TimeProvider clock, NavigationManager navigation, DialogService dialogs,
    ILogger<StocktakesPage> log) : AddressedPage(navigation, log, CountWords.List, "stocktakes")
{
    private CalmWatch? watch;
    private List<CountRow>? rows;
    private Actor? me;
    private Refusal? refused;
    private bool mayBeMore;
    private StockCountStatus? chosen;

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("All", CountWords.List, Current: chosen is null),
        .. Enum.GetValues<StockCountStatus>().Select(status => new TabLink(
            status == StockCountStatus.Waiting ? "Waiting" : status.ToString(),
            $"{CountWords.List}?status={Conventions.SnakeCase(status.ToString())}",
            Current: chosen == status)),
    ];

    private string NothingHere => chosen switch
    {
        null => "No stocktake yet",
        StockCountStatus.Counting => "No stocktake is being counted",
        { } status => $"No stocktake is {CountWords.Look(status).Word.ToLowerInvariant()}",
    };

    protected override void ReadAddress(string query) =>
        chosen = Conventions.FromWord<StockCountStatus>(QueryHelpers.ParseQuery(query).GetValueOrDefault("status"));

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = new CalmWatch(feed, clock, change => change.Document.Table == StockCount.Table, InvokeAsync, ReloadAsync);
    }

    protected override async Task ReadAsync(CancellationToken stop)
    {
        var read = await current.TryAsync(by =>
        {
            me = by;
            return ReadAsync(Math.Max(1, rows?.Count ?? 0), by, stop);
        });
        if (!stop.IsCancellationRequested && read.Is(out var found, out refused)) rows = found;
    }

    protected override void Dispose(bool disposing)
    {
        watch?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // As many as stood there before, so that nothing vanishes from under a reader's eyes.
    private async Task<Result<List<CountRow>>> ReadAsync(int atLeast, Actor by, CancellationToken stop)
    {
        var all = new List<CountRow>();
        do
        {
            var before = all.Count == 0 ? (int?)null : all[^1].Count.Id;
            if (!(await stocktakes.ListAsync(chosen, before, by, stop)).Is(out var page, out var no)) return no;
            all.AddRange(page);
            mayBeMore = page.Count == Stocktakes.PageSize;
        }
        while (mayBeMore && all.Count < atLeast);
        return all;
    }

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var shown = rows!;
        var read = await current.TryAsync(by => stocktakes.ListAsync(chosen, shown[^1].Count.Id, by, stop));
        if (shown != rows || stop.IsCancellationRequested) return;
        if (read.Is(out var page, out refused)) shown.AddRange(page);
        mayBeMore = page?.Count == Stocktakes.PageSize;
    });

    private async Task OpenAsync()
    {
        var opened = await dialogs.OpenAsync<OpenCountForm>("New stocktake", null, CountDialogs.Small);
        if (opened is int id) Navigation.NavigateTo(CountWords.Href(id));
    }
}
