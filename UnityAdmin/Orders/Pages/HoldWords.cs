using System.Globalization;
using UnityAdmin.Customers;
using UnityAdmin.Shell;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Orders.Pages;

/// <summary>How reservations are said and where they are found.</summary>
internal static class HoldWords
{
    public const string Page = "/reservations";

    public static string Href(this HoldFilter filter) => filter.ToQuery() is { Length: > 0 } query ? $"{Page}?{query}" : Page;

    public static string OrderHref(int id) => string.Create(CultureInfo.InvariantCulture, $"/orders/{id}");

    public static StockLook Look(ReservationStatus status) => status switch
    {
        ReservationStatus.Pending => new("Running", "lock_clock", Meaning.Info),
        ReservationStatus.Confirmed => new("Confirmed", "check_circle", Meaning.Good),
        ReservationStatus.Cancelled => new("Cancelled", "cancel", Meaning.Neutral),
        _ => new("Expired", "timer_off", Meaning.Neutral),
    };

    public static (string Title, string Sentence) Empty(ReservationStatus tab) => tab switch
    {
        ReservationStatus.Pending => ("Nothing is reserved",
            "What a buyer reserves at the storefront stands here until it is confirmed, cancelled or its time is over."),
        ReservationStatus.Confirmed => ("Nothing was confirmed yet",
            "When the buyer takes what is held for them, confirm it: it becomes an order and is listed here."),
        ReservationStatus.Cancelled => ("Nothing was cancelled", "Reservations that staff ended are listed here."),
        _ => ("Nothing has expired", "Reservations nobody confirmed in time are listed here; their units are on sale again."),
    };

    public static string Summary(HoldCounts counts)
    {
        var running = counts.Running > HoldBook.MostCounted ? $"{Units.Plain(HoldBook.MostCounted)}+" : Units.Plain(counts.Running);
        return counts.RunningOut == 0
            ? $"{running} running"
            : $"{running} running, {Units.Plain(counts.RunningOut)} of them for less than {HoldBook.Soon.TotalHours:0} hours";
    }

    /// <summary>How the customer is reached, and the storefront's number where it gave one.</summary>
    public static string Beside(Reservation hold)
    {
        var phone = hold.CustomerPhone.Length == 0 ? null : Phone.Shown(hold.CustomerPhone);
        return string.Join(" · ", new[] { phone, hold.OrderNumber }.Where(part => part is not null));
    }

    /// <summary>What is let go, in one breath: <c>2 × Air Max 1</c>.</summary>
    public static string What(HoldRow row) => row.Hold.Quantity == 1 ? row.Product : $"{Units.Plain(row.Hold.Quantity)} × {row.Product}";
}
