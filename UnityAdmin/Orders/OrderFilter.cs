using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>What a buyer who has paid waits for.</summary>
public enum OrderDue
{
    /// <summary>The goods: confirmed and paid, not handed over yet.</summary>
    ToPack,

    /// <summary>The money of an order that was cancelled.</summary>
    Refund,
}

/// <summary>One view of the orders: all of them, those of one status, or those of which something is due.</summary>
public readonly record struct OrderTab(OrderStatus? Status, OrderDue? Due = null)
{
    public static readonly OrderTab Refund = new(null, OrderDue.Refund);
    public static readonly OrderTab ToPack = new(null, OrderDue.ToPack);

    /// <summary>In the order in which they stand above the list.</summary>
    public static readonly IReadOnlyList<OrderTab> All =
        [default, .. Enum.GetValues<OrderStatus>().Select(status => new OrderTab(status)), ToPack, Refund];

    internal IQueryable<Order> Of(IQueryable<Order> rows)
    {
        if (Status is { } status) rows = rows.Where(row => row.Status == status);
        return Due switch
        {
            OrderDue.ToPack => rows.Where(row => row.PaymentStatus == PaymentStatus.Paid
                && (row.Status == OrderStatus.Confirmed || row.Status == OrderStatus.Processing)),
            OrderDue.Refund => rows.Where(row => row.PaymentStatus == PaymentStatus.Paid && row.Status == OrderStatus.Cancelled),
            _ => rows,
        };
    }
}

/// <summary>What the list of orders shows; it travels in the page's address.</summary>
public sealed record OrderFilter
{
    private const string Day = "yyyy-MM-dd";

    public OrderTab Tab { get; init; }

    public string? Search { get; init; }

    public PaymentStatus? Payment { get; init; }

    /// <summary>First and last day, in the shop's time zone.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Whether anything but the tab narrows the list.</summary>
    public bool IsNarrowed => this != new OrderFilter { Tab = Tab };

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static OrderFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) => values.TryGetValue(name, out var found) && found.ToString().Trim() is { Length: > 0 } text
            && !text.Any(char.IsControl) ? text : null;
        var due = Conventions.FromWord<OrderDue>(Text("due"));
        return new OrderFilter
        {
            Tab = new OrderTab(due is null ? Conventions.FromWord<OrderStatus>(Text("status")) : null, due),
            Search = Text("q"),
            Payment = Conventions.FromWord<PaymentStatus>(Text("payment")),
            From = LedgerFilter.ParseDay(Text("from")),
            To = LedgerFilter.ParseDay(Text("to")),
        };
    }

    /// <summary>The query string without its question mark; empty for the plain list.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["status"] = Word(Tab.Status),
            ["due"] = Word(Tab.Due),
            ["q"] = Search,
            ["payment"] = Word(Payment),
            ["from"] = From?.ToString(Day, CultureInfo.InvariantCulture),
            ["to"] = To?.ToString(Day, CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }

    private static string? Word(Enum? value) => value is null ? null : Conventions.SnakeCase(value.ToString());
}
