using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>What came back of goods whose money went back. Only what can be sold again becomes stock.</summary>
public enum ReturnCondition
{
    Sellable,
    Damaged,
    NotReturned,
}

/// <summary>
/// Money that went back to a buyer, goods that came back, or both, at one time. Written once: what was wrong with it is mended by another.
/// </summary>
public sealed class OrderRefund : IBelongsTo
{
    public const string Table = "order_refunds";
    public const int NameLength = 120;

    public int Id { get; init; }

    public int OrderId { get; init; }

    /// <summary>Of the goods and of what is beside them; 0 when only goods came back.</summary>
    public long AmountCents { get; init; }

    [MaxLength(Order.ReasonLength)]
    public required string Reason { get; init; }

    /// <summary>What finds the payment at the bank.</summary>
    [MaxLength(Order.ReferenceLength)]
    public string? Reference { get; init; }

    [MaxLength(NameLength)]
    public required string RefundedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public List<OrderRefundLine> Lines { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Order.Table, OrderId);
}

/// <summary>What a refund says of one line of the order.</summary>
[NotAudited]
public sealed class OrderRefundLine
{
    public const string Table = "order_refund_lines";

    public int Id { get; init; }

    public int RefundId { get; init; }

    public int OrderItemId { get; init; }

    /// <summary>Units it is about.</summary>
    public int Quantity { get; init; }

    /// <summary>For all of them together.</summary>
    public long Cents { get; init; }

    public ReturnCondition Condition { get; init; }

    /// <summary>The move that brought them back on the shelf; there is one when, and only when, they can be sold again.</summary>
    public long? MoveId { get; set; }
}
