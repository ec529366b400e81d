using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>The products of a stocktake in the order of the shelf, without a word of what the books say.</summary>
public sealed partial class CountList(CountLines lines, CurrentStaff current, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private List<CountLineRow>? rows;
    private (CountShow, string?) asked;
    private Refusal? refused;
    private int lastTick;
    private bool mayBeMore;
    private bool busy;

    [Parameter, EditorRequired]
    public required CountSheetHead Head { get; set; }

    [Parameter]
    public CountShow Show { get; set; }

    [Parameter]
    public string? Search { get; set; }

    /// <summary>Another number means that lines may have changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    private IEnumerable<(CountShow Show, string Word)> Choices =>
    [
        (CountShow.ToCount, $"To count {Head.Progress.Left:N0}"),
        (CountShow.Counted, $"Counted {Head.Progress.Counted:N0}"),
        (CountShow.All, $"All {Head.Progress.Lines:N0}"),
    ];

    protected override async Task OnParametersSetAsync()
    {
        var (wanted, tick) = ((Show, Search), Tick);
        if (wanted == asked && tick == lastTick) return;
        var before = wanted == asked ? rows?.Count ?? 0 : 0;
        (asked, lastTick) = (wanted, tick);
        var read = await current.TryAsync(by => ReadAsync(wanted, before, by));
        if (wanted != asked || gone.IsCancellationRequested) return;
        if (read.Is(out var found, out refused)) rows = found;
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    // As many as stood there before, so that nothing vanishes from under a reader's eyes.
    private async Task<Result<List<CountLineRow>>> ReadAsync((CountShow Show, string? Search) wanted, int atLeast, Actor by)
    {
        var all = new List<CountLineRow>();
        do
        {
            var read = await lines.ReadAsync(Head.Count.Id, wanted.Show, wanted.Search, all.LastOrDefault(), by, CancellationToken.None);
            if (!read.Is(out var page, out var no)) return no;
            all.AddRange(page);
            mayBeMore = page.Count == CountLines.PageSize;
        }
        while (mayBeMore && all.Count < atLeast);
        return all;
    }

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { Count: > 0 } shown) return;
        busy = true;
        var read = await current.TryAsync(by => lines.ReadAsync(Head.Count.Id, Show, Search, shown[^1], by, CancellationToken.None));
        if (read.Is(out var page, out refused)) shown.AddRange(page);
        mayBeMore = page?.Count == CountLines.PageSize;
        busy = false;
    }

    private void Find(string? text) => navigation.NavigateTo(Address(Show, text), replace: Search is not null && text is not null);

    private string Address(CountShow show, string? search)
    {
        var address = CountWords.Href(Head.Count.Id, show);
        return search is null ? address : QueryHelpers.AddQueryString(address, "q", search);
    }
}
