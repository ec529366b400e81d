namespace UnityAdmin.Orders;

/// <summary>What the audit log calls each verb of this area.</summary>
public static class OrdersActions
{
    public const string Placed = "order.placed";
    public const string Advanced = "order.advanced";
    public const string Shipped = "order.shipped";
    public const string Paid = "order.paid";
    public const string Cancelled = "order.cancelled";
    public const string Refunded = "order.refunded";
    public const string Reserved = "reservation.created";
    public const string ReservationConfirmed = "reservation.confirmed";
    public const string ReservationCancelled = "reservation.cancelled";
    public const string ReservationExtended = "reservation.extended";
    public const string ReservationExpired = Stock.StockActions.HoldExpired;
}
