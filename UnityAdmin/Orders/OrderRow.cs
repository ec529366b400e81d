namespace UnityAdmin.Orders;

/// <summary>One line of the list of orders.</summary>
public sealed record OrderRow
{
    public required int Id { get; init; }

    public required string OrderNumber { get; init; }

    public required OrderStatus Status { get; init; }

    public required PaymentStatus PaymentStatus { get; init; }

    public required PaymentMethod? PaymentMethod { get; init; }

    public required string? CustomerName { get; init; }

    public required string? CustomerPhone { get; init; }

    public required string? CustomerEmail { get; init; }

    public required DeliveryMethod DeliveryMethod { get; init; }

    /// <summary>Units in all.</summary>
    public required int ItemCount { get; init; }

    /// <summary>The product of its first line.</summary>
    public required string FirstItem { get; init; }

    public required int LineCount { get; init; }

    public required long SubtotalCents { get; init; }

    public required long DeliveryCents { get; init; }

    public required long TotalCents { get; init; }

    public required long RefundedCents { get; init; }

    public required string? TrackingNumber { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? PaidAt { get; init; }

    public required DateTime? ShippedAt { get; init; }

    public required DateTime? RefundedAt { get; init; }

    public required int Version { get; init; }

    public string Buyer => Order.NameOf(CustomerName, CustomerEmail, CustomerPhone);

    internal OrderCursor Cursor => new(CreatedAt, Id);
}

/// <summary>The place of an order in the list, newest first.</summary>
public sealed record OrderCursor(DateTime CreatedAt, int Id);

/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the page after this begins; null at the end.</param>
public sealed record OrderRows(IReadOnlyList<OrderRow> Rows, OrderCursor? Next);

/// <summary>The orders beside one in the list it was opened from.</summary>
public sealed record OrderNeighbours(int? Previous, int? Next);
