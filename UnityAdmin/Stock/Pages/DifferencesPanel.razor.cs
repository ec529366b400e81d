using Microsoft.AspNetCore.Components;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>What was counted against what the books said then; for managers to look at, for admins to have counted again.</summary>
public sealed partial class DifferencesPanel(CountLines lines, Counting counting, CurrentStaff current, Notices notices)
{
    private readonly HashSet<int> chosen = [];
    private List<CountLineRow>? rows;
    private Refusal? refused;
    private int lastTick;
    private bool mayBeMore;
    private bool busy;

    [Parameter, EditorRequired]
    public required CountSheetHead Head { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>Another number means that lines may have changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    private bool MayAsk => Head.Count.Status == StockCountStatus.Counting && Me.Is(Role.Admin);

    protected override async Task OnParametersSetAsync()
    {
        if (Tick == lastTick) return;
        lastTick = Tick;
        var read = await current.TryAsync(by => ReadAsync(rows?.Count ?? 0, by));
        if (read.Is(out var found, out refused)) rows = found;
        chosen.IntersectWith(rows?.Select(row => row.Id) ?? []);
    }

    private async Task<Result<List<CountLineRow>>> ReadAsync(int atLeast, Actor by)
    {
        var all = new List<CountLineRow>();
        do
        {
            if (!(await PageAsync(all.LastOrDefault(), by)).Is(out var page, out var no)) return no;
            all.AddRange(page);
            mayBeMore = page.Count == CountLines.PageSize;
        }
        while (mayBeMore && all.Count < atLeast);
        return all;
    }

    private Task<Result<List<CountLineRow>>> PageAsync(CountLineRow? after, Actor by) =>
        lines.ReadAsync(Head.Count.Id, CountShow.Differences, null, after, by, CancellationToken.None);

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { Count: > 0 } shown) return;
        busy = true;
        if ((await current.TryAsync(by => PageAsync(shown[^1], by))).Is(out var page, out refused)) shown.AddRange(page);
        mayBeMore = page?.Count == CountLines.PageSize;
        busy = false;
    }

    private void Choose(int id)
    {
        if (!chosen.Remove(id)) _ = chosen.Add(id);
    }

    private void ChooseAll()
    {
        if (chosen.Count == rows!.Count) chosen.Clear();
        else chosen.UnionWith(rows.Select(row => row.Id));
    }

    private async Task RecountAsync()
    {
        if (busy) return;
        busy = true;
        var asked = chosen.Count;
        if (await current.TryAsync(by => counting.RecountAsync(Head.Count.Id, chosen, by, CancellationToken.None), Role.Admin) is { } no)
        {
            notices.Refused(no);
        }
        else
        {
            chosen.Clear();
            notices.Done($"{CountWords.Products(asked)} to be counted again.");
        }

        busy = false;
        await OnChanged.InvokeAsync();
    }
}
