using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Orders;

/// <summary>What the audit log calls each verb of this area, each with the words people read.</summary>
public static class OrdersActions
{
    public const string Placed = "order.placed";
    public const string Advanced = "order.advanced";
    public const string Shipped = "order.shipped";
    public const string Paid = "order.paid";
    public const string StepTakenBack = "order.step_taken_back";
    public const string PaymentTakenBack = "order.payment_taken_back";
    public const string Cancelled = "order.cancelled";
    public const string Refunded = "order.refunded";
    public const string Reserved = "reservation.created";
    public const string ReservationConfirmed = "reservation.confirmed";
    public const string ReservationCancelled = "reservation.cancelled";
    public const string ReservationExtended = "reservation.extended";
    public const string ReservationExpired = Stock.StockActions.HoldExpired;

    private static readonly Dictionary<string, string> Phrases = new()
    {
        [Placed] = "placed the order",
        [Advanced] = "moved the order on",
        [Shipped] = "handed the order over",
        [Paid] = "marked the order as paid",
        [StepTakenBack] = "took the last step of the order back",
        [PaymentTakenBack] = "took the payment of the order back",
        [Cancelled] = "cancelled the order",
        [Refunded] = "recorded a refund",
        [Reserved] = "reserved",
        [ReservationConfirmed] = "made an order of the reservation",
        [ReservationCancelled] = "cancelled the reservation",
        [ReservationExtended] = "extended the reservation",
        [ReservationExpired] = "marked the reservation as expired",
        [IdempotencyStore.ActionForgotten] = "forgot old answers",
    };

    /// <summary>The audit rows of an order or a reservation in words.</summary>
    public static readonly HistoryWords History = new(Phrase, new Dictionary<string, string>
    {
        ["order_items"] = "Item",
        [OrderRefund.Table] = "Refund",
    });

    /// <summary>The action as a past-tense phrase that follows a name: <c>cancelled the order</c>.</summary>
    public static string Phrase(string action) => Phrases.GetValueOrDefault(action, action);
}
