namespace UnityAdmin.Orders;

/// <summary>Where an order stands in the shop (product.md section 3).</summary>
public enum OrderStatus
{
    Pending,
    Confirmed,
    Processing,
    Shipped,
    Completed,
    Cancelled,
}

/// <summary>Where its money stands; its own field, apart from <see cref="OrderStatus"/>.</summary>
public enum PaymentStatus
{
    Pending,
    Paid,
    Refunded,
}

public enum PaymentMethod
{
    Card,
    Cash,
    BankTransfer,
    Revolut,
    StoreCredit,
}

public enum DeliveryMethod
{
    Collection,
    Delivery,
}

/// <summary>The transitions that exist. Whatever is not listed here does not happen.</summary>
public static class OrderTransitions
{
    private static readonly Dictionary<OrderStatus, OrderStatus[]> Listed = new()
    {
        [OrderStatus.Pending] = [OrderStatus.Confirmed, OrderStatus.Cancelled],
        [OrderStatus.Confirmed] = [OrderStatus.Processing, OrderStatus.Cancelled],
        [OrderStatus.Processing] = [OrderStatus.Shipped, OrderStatus.Cancelled],
        [OrderStatus.Shipped] = [OrderStatus.Completed],
    };

    public static bool May(this OrderStatus from, OrderStatus to) => Listed.TryGetValue(from, out var next) && next.Contains(to);

    /// <summary>The step that comes next on the straight way; null at its end and off it.</summary>
    public static OrderStatus? Next(this OrderStatus from) => Listed.TryGetValue(from, out var next) ? next[0] : null;

    /// <summary>The step of the straight way that comes before; null at its beginning and off it.</summary>
    public static OrderStatus? Previous(this OrderStatus to) =>
        Listed.Where(way => way.Value[0] == to).Select(way => (OrderStatus?)way.Key).FirstOrDefault();

    /// <summary>The shop has handed the goods over: from here they come back by a return, not by a cancellation.</summary>
    public static bool HasLeft(this OrderStatus status) => status is OrderStatus.Shipped or OrderStatus.Completed;
}
