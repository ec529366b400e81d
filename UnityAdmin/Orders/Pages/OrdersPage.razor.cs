using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Staff;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Orders.Pages;

/// <summary>
/// The orders, newest first. All of its state but how far it was read is in its address; rows that others change are marked where they
/// stand.
/// </summary>
public sealed partial class OrdersPage(
    OrderList list, CurrentStaff staff, NavigationManager navigation, ChangeFeed feed, TimeProvider clock, ILogger<OrdersPage> log)
    : IDisposable
{
    private static readonly Shortcut[] Keys = [new("/", "Search orders")];

    private readonly CancellationTokenSource gone = new();
    private CancellationTokenSource loading = new();
    private Dictionary<OrderTab, int> counts = [];
    private HashSet<int> changed = [];
    private OrderToolbar? toolbar;
    private OrderFilter filter = new();
    private List<OrderRow>? rows;
    private OrderCursor? next;
    private CalmWatch? watch;
    private Refusal? refused;
    private string? failure;
    private int lastId;
    private int newer;
    private bool busy;

    private List<TabLink> Tabs => [.. OrderTab.All.Select(tab => new TabLink(
        tab.Word(), (filter with { Tab = tab }).Href(), Shown(tab), tab == filter.Tab))];

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        filter = FilterInAddress();
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = new CalmWatch(feed, clock, change => change.Document.Table == Order.Table, InvokeAsync, RefreshAsync);
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Follow;
        watch?.Dispose();
        loading.Cancel();
        loading.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private int? Shown(OrderTab tab) => counts.TryGetValue(tab, out var count) && count <= OrderList.MostCounted ? count : null;

    private OrderFilter FilterInAddress() => OrderFilter.Parse(new Uri(navigation.Uri).Query);

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (new Uri(change.Location).AbsolutePath == OrderLinks.Page) _ = InvokeAsync(ReopenAsync);
    }

    // A search that is being typed on is one step of the way back, not one for each key.
    private void Search(string? text) =>
        navigation.NavigateTo((filter with { Search = text }).Href(), replace: filter.Search is not null && text is not null);

    private Task PressAsync(string key) => toolbar?.FocusAsync() ?? Task.CompletedTask;

    private async Task ReopenAsync()
    {
        filter = FilterInAddress();
        StateHasChanged();
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        await loading.CancelAsync();
        loading.Dispose();
        loading = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        await TryAsync(async stop =>
        {
            if (!(await staff.ActAsync(Role.Staff, stop)).Is(out _, out refused)) return;
            var wanted = filter;
            var last = await list.LastIdAsync(stop);
            var first = await list.ReadAsync(wanted, null, OrderList.PageSize, stop);
            var counted = await list.CountAsync(wanted, stop);
            if (stop.IsCancellationRequested) return;
            (rows, next, counts, changed, lastId, newer) = ([.. first.Rows], first.Next, counted, [], last, 0);
        });
    }

    private async Task ShowMoreAsync()
    {
        if (busy || rows is not { } open) return;
        busy = true;
        await TryAsync(async stop =>
        {
            var more = await list.ReadAsync(filter, next, OrderList.PageSize, stop);
            if (open != rows) return;
            open.AddRange(more.Rows);
            next = more.Next;
        });
        busy = false;
    }

    // What is looked at stays where it is: rows change in place, and what came since is offered.
    private async Task RefreshAsync()
    {
        if (rows is not { } open) return;
        await TryAsync(async stop =>
        {
            var now = (await list.FindAllAsync([.. open.Select(row => row.Id)], stop)).ToDictionary(row => row.Id);
            var counted = await list.CountAsync(filter, stop);
            var came = await list.CountNewerAsync(filter, lastId, stop);
            if (open != rows || stop.IsCancellationRequested) return;
            changed = [.. open.Where(row => now.TryGetValue(row.Id, out var fresh) && fresh.Version != row.Version).Select(row => row.Id)];
            rows = [.. open.Select(row => now.GetValueOrDefault(row.Id, row))];
            (counts, newer) = (counted, came);
        });
        StateHasChanged();
    }

    private async Task TryAsync(Func<CancellationToken, Task> read)
    {
        var stop = loading.Token;
        try
        {
            await read(stop);
            if (!stop.IsCancellationRequested) failure = null;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Other rows were asked for, or the page was left; whatever this reading ended with no longer matters.
        }
        catch (Exception broken)
        {
            failure = Failures.NewReference();
            log.LogError(broken, "The orders could not be read, reference {Reference}", failure);
        }
    }
}
