using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Orders;

/// <summary>Finds orders for the command palette as their list does: by part of a number, name, phone, e-mail address or SKU.</summary>
public sealed class OrderFinder(OrderList list) : IPaletteSource
{
    private const int Most = 6;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop)
    {
        var found = await list.ReadAsync(new OrderFilter { Search = text }, null, Most, stop);
        return [.. found.Rows.Select(row => new PaletteEntry(
            row.OrderNumber,
            $"{row.Buyer} · {new Money(row.TotalCents)} · {OrdersRefusals.Word(row.Status)}",
            string.Create(CultureInfo.InvariantCulture, $"/orders/{row.Id}"),
            "shopping_bag",
            "Orders"))];
    }

    public async Task<string?> FindNamedAsync(string code, CancellationToken stop) => await list.FindNamedAsync(code, stop) is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/orders/{id}")
        : null;
}

/// <summary>Beside the navigation's entry: how many nobody has confirmed yet.</summary>
public sealed class PendingOrders(OrderList list) : INavigationBadge
{
    public string Href => "/orders";

    public Task<int> CountAsync(CancellationToken stop) => list.CountPendingAsync(stop);
}
