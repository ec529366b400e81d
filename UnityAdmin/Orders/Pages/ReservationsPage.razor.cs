using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Orders.Pages;

/// <summary>What is kept for whom, and until when. All of its state but how far it was read is in its address.</summary>
public sealed partial class ReservationsPage : IDisposable
{
    private static readonly Shortcut[] Keys = [new("/", "Search reservations")];

    /// <summary>How long one that ended while it was looked at stays in sight.</summary>
    private static readonly TimeSpan StaysInSight = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource gone = new();
    private readonly HoldBook book;
    private readonly CurrentStaff current;
    private readonly NavigationManager navigation;
    private readonly ChangeFeed feed;
    private readonly MinuteTicker ticker;
    private readonly TimeProvider clock;
    private readonly ILogger<ReservationsPage> log;
    private readonly HoldActs acts;
    private CancellationTokenSource loading = new();
    private HashSet<int> marked = [];
    private HoldFilter filter = new();
    private HoldCounts? counts;
    private List<HoldRow>? rows;
    private HoldCursor? next;
    private SearchBox? box;
    private CalmWatch? watch;
    private Refusal? refused;
    private string? failure;
    private bool busy;

    public ReservationsPage(
        HoldBook book, Reservations reservations, CurrentStaff current, NavigationManager navigation, Confirm confirm, Notices notices,
        ChangeFeed feed, MinuteTicker ticker, TimeProvider clock, ILogger<ReservationsPage> log)
    {
        (this.book, this.current, this.navigation) = (book, current, navigation);
        (this.feed, this.ticker, this.clock, this.log) = (feed, ticker, clock, log);
        acts = new HoldActs(reservations, current, confirm, notices, ReloadAsync, gone.Token);
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

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        filter = FilterInAddress();
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        watch = new CalmWatch(feed, clock, change => change.Document.Table == Reservation.Table, InvokeAsync, ReloadAsync);
        ticker.Ticked += Tick;
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        ticker.Ticked -= Tick;
        watch?.Dispose();
        loading.Cancel();
        loading.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private HoldFilter FilterInAddress() => HoldFilter.Parse(new Uri(navigation.Uri).Query);

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == HoldWords.Page) _ = InvokeAsync(ReopenAsync);
    }

    // The minute may have been somebody's last: the rows are drawn as they are now.
    private void Tick() => _ = InvokeAsync(StateHasChanged);

    // A search that is being typed on is one step of the way back, not one for each key.
    private void Search(string? text) => navigation.NavigateTo(
        new HoldFilter { Tab = filter.Tab, Search = text }.Href(), replace: filter.Search is not null && text is not null);

    private Task PressAsync(string key) => box?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReopenAsync()
    {
        filter = FilterInAddress();
        (rows, marked) = (null, []);
        StateHasChanged();
        await LoadAsync();
        StateHasChanged();
    }

    private async Task ReloadAsync()
    {
        if (gone.IsCancellationRequested) return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        await loading.CancelAsync();
        loading.Dispose();
        loading = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var stop = loading.Token;
        try
        {
            if (!(await current.ActAsync(Role.Staff, stop)).Is(out _, out refused)) return;
            var (wanted, shown) = (filter, rows);
            var read = await book.ReadAsync(wanted, null, Math.Max(HoldBook.PageSize, shown?.Count ?? 0), stop);
            var left = await LeftAsync(shown, read.Rows, stop);
            var counted = await book.CountAsync(stop);
            if (stop.IsCancellationRequested) return;
            (rows, next, counts, failure) = (Merged(read.Rows, left), read.Next, counted, null);
            marked = [.. rows.Where(row => shown?.Find(old => old.Id == row.Id) is { } old && old.Hold.Version != row.Hold.Version)
                .Select(row => row.Id)];
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Something newer was asked for; whatever this one ended with no longer matters.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
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

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { } open) return;
        busy = true;
        try
        {
            var more = await book.ReadAsync(filter, next, HoldBook.PageSize, gone.Token);
            if (open != rows) return;
            open.AddRange(more.Rows.ExceptBy(open.Select(row => row.Id), row => row.Id));
            next = more.Next;
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception broken)
        {
            Fail(broken);
        }
        finally
        {
            busy = false;
        }
    }

    private void Fail(Exception broken)
    {
        failure = Failures.NewReference();
        log.LogError(broken, "The reservations could not be read, reference {Reference}", failure);
    }
}
