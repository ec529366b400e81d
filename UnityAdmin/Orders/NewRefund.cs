namespace UnityAdmin.Orders;

/// <param name="ItemId">A line of the order.</param>
/// <param name="Cents">For all of the units together; 0 when they only came back.</param>
public sealed record RefundedGoods(int ItemId, int Quantity, long Cents, ReturnCondition Condition);

/// <summary>A refund as staff record it.</summary>
/// <param name="Goods">The lines it is about, each once; none where an amount alone goes back.</param>
/// <param name="OtherCents">What goes back beside the goods.</param>
public sealed record NewRefund(IReadOnlyList<RefundedGoods> Goods, long OtherCents, string Reason, string? Reference)
{
    public long AmountCents => OtherCents + Goods.Sum(line => line.Cents);

    /// <summary>All that is left of the money, with all that is still out in one condition.</summary>
    public static NewRefund Whole(Order order, ReturnCondition condition, string reason, string? reference)
    {
        var left = order.RefundableCents;
        var goods = new List<RefundedGoods>();
        foreach (var item in order.Status.HasLeft() ? order.Items.OrderBy(item => item.Position) : Enumerable.Empty<OrderItem>())
        {
            if (order.UnitsOutstanding(item) is not (> 0 and var units)) continue;
            var cents = Math.Min(left, item.LineCents - order.RefundedOf(item));
            goods.Add(new RefundedGoods(item.Id, units, cents, condition));
            left -= cents;
        }

        return new NewRefund(goods, left, reason, reference);
    }

    /// <summary>Why an order cannot be refunded so; null when it can.</summary>
    internal Refusal? WhyNot(Order order)
    {
        if (order.PaymentStatus == PaymentStatus.Pending) return OrdersRefusals.NotRefundable(order.PaymentStatus);
        if (Order.CheckReason(Reason) is { } unsaid) return unsaid;
        if (Reference?.Trim().Length > Order.ReferenceLength) return OrdersRefusals.ReferenceTooLong;
        if (OtherCents < 0 || Goods.Any(line => line.Cents < 0)) return OrdersRefusals.RefundNegative;
        var isReturn = Goods.Any(line => line.Condition != ReturnCondition.NotReturned);
        if (order.PaymentStatus == PaymentStatus.Refunded && (AmountCents > 0 || !isReturn))
            return OrdersRefusals.NotRefundable(order.PaymentStatus);
        if (AmountCents == 0 && !isReturn && order.TotalCents > 0) return OrdersRefusals.RefundEmpty;
        if (!order.Status.HasLeft() && WhyNotBefore(order) is { } early) return early;
        return AmountCents > order.RefundableCents
            ? OrdersRefusals.RefundTooMuch(new Money(order.RefundableCents))
            : Goods.Select(line => WhyNot(order, line)).FirstOrDefault(no => no is not null);
    }

    // The goods are in the shop: on the shelf again, or on their way out.
    private Refusal? WhyNotBefore(Order order) => order.Status == OrderStatus.Cancelled
        ? Goods.Count > 0 ? OrdersRefusals.GoodsAreBack : null
        : Goods.Count > 0 || AmountCents >= order.RefundableCents ? OrdersRefusals.CancelInstead : null;

    private Refusal? WhyNot(Order order, RefundedGoods line)
    {
        if (order.Items.Find(row => row.Id == line.ItemId) is not { } item || Goods.Count(other => other.ItemId == line.ItemId) > 1)
            return OrdersRefusals.RefundUnknownLine;
        if (line.Quantity < 1) return OrdersRefusals.RefundNoUnits(item);
        var still = order.UnitsOutstanding(item);
        if (line.Quantity > still) return OrdersRefusals.ReturnedTooMany(item, still);
        var left = item.LineCents - order.RefundedOf(item);
        return line.Cents > left ? OrdersRefusals.RefundTooMuchOf(item, new Money(left)) : null;
    }
}
