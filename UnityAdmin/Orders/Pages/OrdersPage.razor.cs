using Microsoft.AspNetCore.Components;
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
    : AddressedPage(navigation, log, OrderLinks.Page, "orders")
{
    private static readonly Shortcut[] Keys = [new("/", "Search orders")];

    private Dictionary<OrderTab, int> counts = [];
    private HashSet<int> changed = [];
    private OrderToolbar? toolbar;
    private OrderFilter filter = new();
    private List<OrderRow>? rows;
    private OrderCursor? next;
    private CalmWatch? watch;
    private Refusal? refused;
    private int lastId;
    private int newer;

    private List<TabLink> Tabs => [.. OrderTab.All.Select(tab => new TabLink(
        tab.Word(), (filter with { Tab = tab }).Href(), Shown(tab), tab == filter.Tab))];

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) watch = new CalmWatch(feed, clock, change => change.Document.Table == Order.Table, InvokeAsync, RefreshAsync);
    }

    protected override void ReadAddress(string query) => filter = OrderFilter.Parse(query);

    protected override async Task ReadAsync(CancellationToken stop)
    {
        if (!(await staff.ActAsync(Role.Staff, stop)).Is(out _, out refused)) return;
        var wanted = filter;
        var last = await list.LastIdAsync(stop);
        var first = await list.ReadAsync(wanted, null, OrderList.PageSize, stop);
        var counted = await list.CountAsync(wanted, stop);
        if (stop.IsCancellationRequested) return;
        (rows, next, counts, changed, lastId, newer) = ([.. first.Rows], first.Next, counted, [], last, 0);
    }

    protected override void Dispose(bool disposing)
    {
        watch?.Dispose();
        base.Dispose(disposing);
    }

    private int? Shown(OrderTab tab) => counts.TryGetValue(tab, out var count) && count <= OrderList.MostCounted ? count : null;

    private void Search(string? text) =>
        Search((filter with { Search = text }).Href(), filter.Search is not null && text is not null);

    private Task PressAsync(string key) => toolbar?.FocusAsync() ?? Task.CompletedTask;

    private Task ShowMoreAsync() => ReadOnAsync(async stop =>
    {
        var open = rows!;
        var more = await list.ReadAsync(filter, next, OrderList.PageSize, stop);
        if (open != rows || stop.IsCancellationRequested) return;
        open.AddRange(more.Rows);
        next = more.Next;
    });

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
}
