using Microsoft.AspNetCore.Components;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Orders.Pages;

/// <summary>What is kept for whom, and until when. All of its state but how far it was read is in its address.</summary>
public sealed partial class ReservationsPage : AddressedPage
{
    private static readonly Shortcut[] Keys = [new("/", "Search reservations")];

    /// <summary>How long one that ended while it was looked at stays in sight.</summary>
    private static readonly TimeSpan StaysInSight = TimeSpan.FromMinutes(2);

    private readonly HoldBook book;
    private readonly CurrentStaff current;
    private readonly ChangeFeed feed;
    private readonly MinuteTicker ticker;
    private readonly TimeProvider clock;
    private readonly HoldActs acts;
    private HashSet<int> marked = [];
    private HoldFilter filter = new();
    private HoldCounts? counts;
    private List<HoldRow>? rows;
    private HoldCursor? next;
    private SearchBox? box;
    private CalmWatch? watch;
    private Refusal? refused;

    public ReservationsPage(
        HoldBook book, Reservations reservations, CurrentStaff current, NavigationManager navigation, Confirm confirm, Notices notices,
        ChangeFeed feed, MinuteTicker ticker, TimeProvider clock, ILogger<ReservationsPage> log)
        : base(navigation, log, HoldWords.Page, "reservations")
    {
        (this.book, this.current, this.feed, this.ticker, this.clock) = (book, current, feed, ticker, clock);
        acts = new HoldActs(reservations, current, confirm, notices, ReloadAsync, Gone);
    }

    private List<TabLink> Tabs =>
    [
        .. Enum.GetValues<ReservationStatus>().Select(tab => new TabLink(
            HoldWords.Look(tab).Word,
            new HoldFilter { Tab = tab, Search = filter.Search }.Href(),
            tab == ReservationStatus.Pending ? counts?.Running : null,
            !filter.IsPointing && tab == filter.Tab)),
    ];

    private string Order => filter.IsPointing ? "Reservations"
        : filter.Tab == ReservationStatus.Pending ? "Running reservations, soonest to expire first"
        : $"{HoldWords.Look(filter.Tab).Word} reservations, newest first";

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = new CalmWatch(feed, clock, change => change.Document.Table == Reservation.Table, InvokeAsync, ReloadAsync);
        ticker.Ticked += Tick;
    }

    protected override void ReadAddress(string query) => filter = HoldFilter.Parse(query);

    protected override Task MoveOnAsync()
    {
        (rows, marked) = (null, []);
        return base.MoveOnAsync();
    }

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await current.ActAsync(Role.Staff, stop)).Is(out _, out refused)) return;
        var (wanted, shown) = (filter, rows);
        var read = await book.ReadAsync(wanted, null, Math.Max(HoldBook.PageSize, shown?.Count ?? 0), stop);
        var left = await LeftAsync(shown, read.Rows, stop);
        var counted = await book.CountAsync(stop);
        if (stop.IsCancellationRequested) return;
        (rows, next, counts) = (Merged(read.Rows, left), read.Next, counted);
        marked = [.. rows.Where(row => shown?.Find(old => old.Id == row.Id) is { } old && old.Hold.Version != row.Hold.Version)
            .Select(row => row.Id)];
    }

    protected override void Dispose(bool disposing)
    {
        ticker.Ticked -= Tick;
        watch?.Dispose();
        base.Dispose(disposing);
    }

    // The minute may have been somebody's last: the rows are drawn as they are now.
    private void Tick() => _ = InvokeAsync(StateHasChanged);

    private void Search(string? text) => Search(
        new HoldFilter { Tab = filter.Tab, Search = text }.Href(), filter.Search is not null && text is not null);

    private Task PressAsync(string key) => box?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    /// <summary>What was shown as running and has just ended: it stays where it was for a moment, saying what has become of it.</summary>
    private async Task<List<HoldRow>> LeftAsync(List<HoldRow>? shown, IReadOnlyList<HoldRow> read, CancellationToken stop)
    {
        if (shown is null || filter.IsPointing || filter.Tab != ReservationStatus.Pending) return [];
        var ids = shown.Select(row => row.Id).Except(read.Select(row => row.Id)).ToList();
        if (ids.Count == 0) return [];
        var now = clock.NowUtc();
        return [.. (await book.ReadAsync(ids, stop)).Where(row => !row.Hold.HoldsAt(now)
            && (acts.HasAnswer(row) || now - (row.Hold.EndedAt ?? row.Hold.ExpiresAt) < StaysInSight))];
    }

    private static List<HoldRow> Merged(IReadOnlyList<HoldRow> read, List<HoldRow> left) => left.Count == 0
        ? [.. read]
        : [.. read.Concat(left).OrderBy(row => row.Hold.ExpiresAt).ThenBy(row => row.Id)];

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var open = rows!;
        var more = await book.ReadAsync(filter, next, HoldBook.PageSize, stop);
        if (open != rows || stop.IsCancellationRequested) return;
        open.AddRange(more.Rows.ExceptBy(open.Select(row => row.Id), row => row.Id));
        next = more.Next;
    });
}
