using UnityAdmin.Orders;

namespace UnityAdmin.Tests.Orders;

public sealed class OrderTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly (OrderStatus From, OrderStatus To)[] Way =
    [
        (OrderStatus.Pending, OrderStatus.Confirmed), (OrderStatus.Confirmed, OrderStatus.Processing),
        (OrderStatus.Processing, OrderStatus.Shipped), (OrderStatus.Shipped, OrderStatus.Completed),
    ];

    public static TheoryData<OrderStatus, OrderStatus> Pairs()
    {
        var pairs = new TheoryData<OrderStatus, OrderStatus>();
        foreach (var from in Enum.GetValues<OrderStatus>())
        {
            foreach (var to in Enum.GetValues<OrderStatus>()) pairs.Add(from, to);
        }

        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Only_the_next_step_of_the_straight_way_is_taken(OrderStatus from, OrderStatus to)
    {
        var order = At(from, paid: true);
        var refused = order.Advance(to, Now).Refused;
        Assert.Equal(Way.Contains((from, to)) ? null : "no_such_move", refused?.Code);
        Assert.Equal(refused is null ? to : from, order.Status);
        Assert.Equal(order.Status == OrderStatus.Cancelled, order.RestockedAt is not null);
    }

    [Theory]
    [InlineData(OrderStatus.Pending, null)]
    [InlineData(OrderStatus.Confirmed, null)]
    [InlineData(OrderStatus.Processing, null)]
    [InlineData(OrderStatus.Shipped, "not_cancellable")]
    [InlineData(OrderStatus.Completed, "not_cancellable")]
    [InlineData(OrderStatus.Cancelled, "not_cancellable")]
    public void Goods_that_have_left_are_not_cancelled(OrderStatus from, string? refused)
    {
        var order = At(from, paid: true);
        Assert.Equal(refused, order.Cancel("Changed their mind", Now).Refused?.Code);
        Assert.Equal(refused is null ? OrderStatus.Cancelled : from, order.Status);
    }

    [Theory]
    [InlineData(OrderStatus.Pending, false, "not_refundable")]
    [InlineData(OrderStatus.Shipped, false, "not_refundable")]
    [InlineData(OrderStatus.Cancelled, false, "not_refundable")]
    [InlineData(OrderStatus.Pending, true, "cancel_instead")]
    [InlineData(OrderStatus.Confirmed, true, "cancel_instead")]
    [InlineData(OrderStatus.Processing, true, "cancel_instead")]
    [InlineData(OrderStatus.Shipped, true, null)]
    [InlineData(OrderStatus.Completed, true, null)]
    [InlineData(OrderStatus.Cancelled, true, null)]
    public void Money_goes_back_once_it_came_and_the_goods_are_not_on_their_way(OrderStatus at, bool paid, string? refused)
    {
        var order = At(at, paid);
        Assert.Equal(refused, Refund(order, "Did not fit").Refused?.Code);
        Assert.Equal(refused is null, order.PaymentStatus == PaymentStatus.Refunded);
    }

    [Theory]
    [InlineData(OrderStatus.Shipped, true)]
    [InlineData(OrderStatus.Completed, true)]
    [InlineData(OrderStatus.Cancelled, false)]
    public void A_refund_brings_goods_back_that_had_left_and_none_twice(OrderStatus at, bool comesBack)
    {
        var order = At(at, paid: true);
        Assert.Equal(comesBack ? 1 : 0, Refund(order, "Did not fit").Value.Lines.Count);
        Assert.NotNull(order.RestockedAt);
        Assert.Equal("not_refundable", Refund(order, "Again").Refused?.Code);
    }

    [Fact]
    public void An_order_is_completed_once_it_is_paid()
    {
        var order = At(OrderStatus.Shipped, paid: false);
        Assert.Equal("not_paid_yet", order.Advance(OrderStatus.Completed, Now).Refused?.Code);
        Assert.Null(order.MarkPaid(PaymentMethod.Cash, null, Now).Refused);
        Assert.Null(order.Advance(OrderStatus.Completed, Now).Refused);
    }

    [Fact]
    public void It_is_paid_once_and_never_when_cancelled()
    {
        var order = At(OrderStatus.Pending, paid: true);
        Assert.Equal("already_paid", order.MarkPaid(PaymentMethod.Cash, null, Now).Refused?.Code);
        Assert.Equal(PaymentMethod.Card, order.PaymentMethod);
        Assert.Equal("order_cancelled", At(OrderStatus.Cancelled, paid: false).MarkPaid(PaymentMethod.Cash, null, Now).Refused?.Code);
    }

    [Fact]
    public void A_cancelled_order_that_was_paid_owes_the_money_until_it_is_refunded()
    {
        var order = At(OrderStatus.Processing, paid: true);
        Assert.False(order.OwesRefund);
        Assert.Null(order.Cancel("Changed their mind", Now).Refused);
        Assert.True(order.OwesRefund);
        Assert.Empty(Refund(order, "Changed their mind").Value.Lines);
        Assert.False(order.OwesRefund);
        Assert.False(At(OrderStatus.Cancelled, paid: false).OwesRefund);
    }

    [Theory]
    [InlineData("", "reason_missing")]
    [InlineData("   ", "reason_missing")]
    [InlineData(null, "too_long")]
    public void Cancelling_and_refunding_need_a_reason(string? reason, string code)
    {
        var said = reason ?? new string('x', Order.ReasonLength + 1);
        var (pending, shipped) = (At(OrderStatus.Pending, paid: true), At(OrderStatus.Shipped, paid: true));
        Assert.Equal(code, pending.Cancel(said, Now).Refused?.Code);
        Assert.Equal(code, Refund(shipped, said).Refused?.Code);
        Assert.Equal((OrderStatus.Pending, PaymentStatus.Paid), (pending.Status, shipped.PaymentStatus));
    }

    [Fact]
    public void What_is_written_beside_it_is_trimmed_and_never_cut_off()
    {
        var order = At(OrderStatus.Processing, paid: false);
        var tooLong = new string('x', Order.ReferenceLength + 1);
        Assert.NotNull(order.Ship(tooLong, null, Now).Refused);
        Assert.NotNull(order.MarkPaid(PaymentMethod.Card, tooLong, Now).Refused);
        Assert.Equal(OrderStatus.Processing, order.Status);
        Assert.Null(order.Ship(" An Post ", "  ", Now, "Pays later").Refused);
        Assert.Equal(("An Post", null, Now), (order.Carrier, order.TrackingNumber, order.ShippedAt));
    }

    [Theory]
    [InlineData(OrderStatus.Pending, "nothing_to_take_back", null)]
    [InlineData(OrderStatus.Confirmed, null, OrderStatus.Pending)]
    [InlineData(OrderStatus.Processing, null, OrderStatus.Confirmed)]
    [InlineData(OrderStatus.Shipped, null, OrderStatus.Processing)]
    [InlineData(OrderStatus.Completed, null, OrderStatus.Shipped)]
    [InlineData(OrderStatus.Cancelled, "nothing_to_take_back", null)]
    public void The_last_step_is_taken_back_and_a_cancellation_is_not(OrderStatus from, string? refused, OrderStatus? to)
    {
        var order = At(from, paid: true);
        Assert.Equal(refused, order.TakeBackStep("Wrong order", Now).Refused?.Code);
        Assert.Equal((to ?? from, PaymentStatus.Paid), (order.Status, order.PaymentStatus));
    }

    [Theory]
    [InlineData(OrderStatus.Pending, false, "nothing_to_take_back")]
    [InlineData(OrderStatus.Pending, true, null)]
    [InlineData(OrderStatus.Shipped, true, null)]
    [InlineData(OrderStatus.Cancelled, true, null)]
    [InlineData(OrderStatus.Completed, true, "completion_depends")]
    public void A_payment_marked_by_mistake_is_taken_back_unless_something_depends_on_it(OrderStatus at, bool paid, string? refused)
    {
        var order = At(at, paid);
        Assert.Equal(refused, order.TakeBackPayment("Another order's card", Now).Refused?.Code);
        Assert.Equal(refused == "completion_depends", order.PaymentStatus == PaymentStatus.Paid);
        Assert.Equal(at == OrderStatus.Shipped ? "Another order's card" : null, at == OrderStatus.Shipped ? order.UnpaidReason : null);
    }

    [Fact]
    public void What_was_refunded_is_not_taken_back()
    {
        var order = At(OrderStatus.Completed, paid: true);
        Assert.Null(Refund(order, "Did not fit").Refused);
        Assert.Equal("refund_depends", order.TakeBackStep("Wrong order", Now).Refused?.Code);
        Assert.Equal("refund_depends", order.TakeBackPayment("Wrong order", Now).Refused?.Code);
    }

    private static Result<OrderRefund> Refund(Order order, string reason) =>
        order.Refund(NewRefund.Whole(order, ReturnCondition.Sellable, reason, null), OrderLife.Pat, Now);

    private static Order At(OrderStatus status, bool paid)
    {
        var item = new OrderItem
        {
            Id = 1, Position = 1, Sku = "UN-1", ProductName = "Hoodie", Brand = "Supreme", Size = "M", UnitPriceCents = 100, Quantity = 1,
            LineCents = 100,
        };
        var order = new Order
        {
            OrderNumber = "ORD-20260302-00001", SubtotalCents = 100, TotalCents = 100, ItemCount = 1, CreatedAt = Now, Items = [item],
        };
        if (paid) Assert.Null(order.MarkPaid(PaymentMethod.Card, "ch_1", Now).Refused);
        if (status == OrderStatus.Cancelled)
        {
            Assert.Null(order.Cancel("Changed their mind", Now).Refused);
            return order;
        }

        for (var at = OrderStatus.Pending; at < status; at++) Assert.Null(order.Advance(at + 1, Now, "Pays later").Refused);
        return order;
    }
}
