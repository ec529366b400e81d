namespace UnityAdmin.Orders.Pages;

public enum OrderMove
{
    /// <summary>Nothing is left to do: the word says why.</summary>
    None,
    Advance,
    Ship,
    HandOver,

    /// <summary>Asks first, because nothing is paid yet.</summary>
    HandOverUnpaid,
    MarkPaid,
    Refund,
}

/// <summary>The one thing to do next with an order.</summary>
/// <param name="To">The status it brings; null where the money moves and not the goods.</param>
public sealed record OrderStep(OrderMove Move, string Word, string Icon, OrderStatus? To = null)
{
    public static OrderStep Of(Order order) => (order.Status, order.PaymentStatus, order.DeliveryMethod) switch
    {
        (OrderStatus.Pending, _, _) => new(OrderMove.Advance, "Confirm", "thumb_up", OrderStatus.Confirmed),
        (OrderStatus.Confirmed, _, _) => new(OrderMove.Advance, "Start processing", "package_2", OrderStatus.Processing),
        (OrderStatus.Processing, PaymentStatus.Pending, DeliveryMethod.Collection) =>
            new(OrderMove.HandOverUnpaid, "Hand over…", "shopping_bag", OrderStatus.Shipped),
        (OrderStatus.Processing, _, DeliveryMethod.Collection) => new(OrderMove.HandOver, "Hand over", "shopping_bag", OrderStatus.Shipped),
        (OrderStatus.Processing, _, _) => new(OrderMove.Ship, "Ship…", "local_shipping", OrderStatus.Shipped),
        (OrderStatus.Shipped, PaymentStatus.Pending, _) => new(OrderMove.MarkPaid, "Mark paid…", "payments"),
        (OrderStatus.Shipped, _, _) => new(OrderMove.Advance, "Complete", "check_circle", OrderStatus.Completed),
        (OrderStatus.Cancelled, PaymentStatus.Paid, _) => new(OrderMove.Refund, "Record refund…", "undo"),
        (OrderStatus.Cancelled, _, _) => new(OrderMove.None, "Closed", "lock"),
        _ => new(OrderMove.None, "Completed", "check_circle"),
    };

    /// <summary>Which of the moves beside the straight way are open.</summary>
    public static bool MayBePaid(Order order) => order.PaymentStatus == PaymentStatus.Pending && order.Status != OrderStatus.Cancelled;

    public static bool MayBeTakenBack(Order order) => order.WhyStepStays() is null || order.WhyPaymentStays() is null;

    public static bool MayBeRefunded(Order order) => order.PaymentStatus == PaymentStatus.Paid || MayBeReturned(order);

    /// <summary>All of the money is back, but not all of the goods.</summary>
    public static bool MayBeReturned(Order order) =>
        order.PaymentStatus == PaymentStatus.Refunded && order.Status.HasLeft()
            && order.Items.Exists(item => order.UnitsOutstanding(item) > 0);
}
