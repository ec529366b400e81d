using System.Text.Json;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Everything the page of one order shows, read at one moment.</summary>
/// <param name="Order">With its items.</param>
/// <param name="Covers">The first photo of each product that has one.</param>
/// <param name="Moves">Its own moves of stock, newest first.</param>
/// <param name="Holds">The reservations it grew from.</param>
/// <param name="History">Its audit rows, newest first.</param>
public sealed record OrderView(
    Order Order, IReadOnlyDictionary<int, PhotoLink> Covers, IReadOnlyList<StockMove> Moves, IReadOnlyList<Reservation> Holds,
    IReadOnlyList<SystemLog> History)
{
    /// <summary>In the order in which they were bought.</summary>
    public IReadOnlyList<OrderItem> Items { get; } = [.. Order.Items.OrderBy(item => item.Position)];

    /// <summary>When each status was reached, and who brought it there.</summary>
    public IReadOnlyDictionary<OrderStatus, SystemLog> Reached { get; } = ReachedIn(Order.Status, History);

    public OrderItem ItemOf(int productId) => Items.Single(item => item.ProductId == productId);

    /// <summary>What happened since this was read, seen from a later reading.</summary>
    public IEnumerable<SystemLog> Missed(OrderView later)
    {
        var seen = History.Count == 0 ? 0 : History[0].Id;
        return later.History.Where(row => row.Id > seen);
    }

    private static Dictionary<OrderStatus, SystemLog> ReachedIn(OrderStatus at, IEnumerable<SystemLog> history)
    {
        var reached = new Dictionary<OrderStatus, SystemLog>();
        foreach (var row in history.Where(row => row is { Entity: Order.Table, After: not null, Action: not OrdersActions.StepTakenBack }))
        {
            using var columns = JsonDocument.Parse(row.After!);
            if (!columns.RootElement.TryGetProperty("status", out var word)) continue;
            if (Conventions.FromWord<OrderStatus>(word.GetString()) is { } status) _ = reached.TryAdd(status, row);
        }

        // A step that was taken back is ahead again.
        if (at == OrderStatus.Cancelled) return reached;
        foreach (var ahead in reached.Keys.Where(status => status > at).ToList()) _ = reached.Remove(ahead);
        return reached;
    }
}
