using Bogus;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Orders;

namespace UnityAdmin.Demo;

/// <summary>How far an order has come, and by which way.</summary>
internal enum DemoOrderPlot
{
    Placed,
    Confirmed,
    Packing,
    OnTheWay,
    Done,
    CancelledUnpaid,
    RefundOwed,
    RefundedAfterCancel,
    Returned,
}

/// <summary>One order from the shop window to the door: planned in one go, told step by step among the others'.</summary>
/// <param name="delivered">Sent to the buyer; else collected.</param>
internal sealed class DemoOrder(
    DemoChronicle chronicle, DemoPace pace, Actor clerk, bool delivered, Randomizer random, CancellationToken stop)
{
    private readonly List<DemoEvent> events = [];
    private bool isPaid;
    private int id;

    /// <param name="plot">How it goes on.</param>
    /// <param name="by">Who begins it.</param>
    /// <param name="action">How the audit log calls the beginning.</param>
    /// <param name="begin">Places it.</param>
    public IReadOnlyList<DemoEvent> Tell(DemoOrderPlot plot, Actor by, string action, Func<DateTime, Task<Result<Order>>> begin)
    {
        var at = pace.At;
        events.Add(new DemoEvent(at, () => chronicle.StepAsync(by, action, at, async () =>
        {
            if (!(await begin(at)).Is(out var order, out var refused)) return refused;
            id = order.Id;
            return Result.Done;
        }, stop)));
        GoOn(plot);
        return events;
    }

    private void GoOn(DemoOrderPlot plot)
    {
        if (plot == DemoOrderPlot.CancelledUnpaid)
        {
            if (random.Bool(0.4f)) Advance(OrderStatus.Confirmed, 0.3, 8);
            Cancel(random.ArrayElement(DemoTradeWords.NeverPaid), 12, 60);
            return;
        }

        if (random.Bool(delivered ? 0.9f : 0.4f) || plot is DemoOrderPlot.RefundOwed or DemoOrderPlot.RefundedAfterCancel) Pay();
        if (plot == DemoOrderPlot.Placed) return;
        Advance(OrderStatus.Confirmed, 0.2, 6);
        if (plot == DemoOrderPlot.Confirmed) return;
        if (plot is DemoOrderPlot.RefundOwed or DemoOrderPlot.RefundedAfterCancel)
        {
            Cancel(random.ArrayElement(DemoTradeWords.ChangedTheirMind), 2, 20);
            if (plot == DemoOrderPlot.RefundedAfterCancel) Refund("Cancelled before it left", 1, 40);
            return;
        }

        Advance(OrderStatus.Processing, 0.3, 8);
        if (plot == DemoOrderPlot.Packing) return;
        Ship();
        if (plot == DemoOrderPlot.OnTheWay) return;
        if (!isPaid) Pay();
        Advance(OrderStatus.Completed, delivered ? 20 : 0.1, delivered ? 70 : 2);
        if (plot == DemoOrderPlot.Returned) Refund(random.ArrayElement(DemoTradeWords.Returned), 20, 150);
        else if (random.Bool(0.06f)) RefundAmount();
    }

    private void Pay()
    {
        pace.Pass(0.05, 1.5);
        isPaid = true;
        var method = delivered
            ? random.WeightedRandom([PaymentMethod.Card, PaymentMethod.Revolut, PaymentMethod.BankTransfer], [0.72f, 0.2f, 0.08f])
            : random.WeightedRandom([PaymentMethod.Cash, PaymentMethod.Card, PaymentMethod.StoreCredit], [0.4f, 0.5f, 0.1f]);
        var number = random.Int(100_000, 999_999);
        var reference = method switch
        {
            PaymentMethod.Card => $"ch_{number}",
            PaymentMethod.Revolut => $"REV-{number}",
            PaymentMethod.BankTransfer => $"SCT-{number}",
            _ => null,
        };
        Step(OrdersActions.Paid, (order, at) => order.MarkPaid(method, reference, at).Refused);
    }

    private void Advance(OrderStatus to, double fromHours, double toHours)
    {
        pace.Pass(fromHours, toHours, atDesk: true);
        Step(OrdersActions.Advanced, (order, at) => order.Advance(to, at).Refused);
    }

    private void Ship()
    {
        pace.Pass(0.5, 18, atDesk: true);
        var carrier = delivered ? random.ArrayElement(DemoTradeWords.Carriers) : null;
        var tracking = delivered ? $"{random.String2(2, "ABCDEFGHJKLMNPRSTUVWXYZ")}{random.Int(100_000_000, 999_999_999)}IE" : null;
        Step(OrdersActions.Shipped, (order, at) => order.Ship(carrier, tracking, at, DemoTradeWords.PaysLater).Refused);
    }

    private void Cancel(string reason, double fromHours, double toHours)
    {
        pace.Pass(fromHours, toHours, atDesk: true);
        Step(OrdersActions.Cancelled, (order, at) => chronicle.Fulfilment.CancelAsync(chronicle.Db, order, reason, at, clerk, stop));
    }

    private void Refund(string reason, double fromHours, double toHours)
    {
        pace.Pass(fromHours, toHours, atDesk: true);
        var reference = $"RF-{random.Int(100_000, 999_999)}";
        var condition = random.Bool(0.2f) ? ReturnCondition.Damaged : ReturnCondition.Sellable;
        Step(OrdersActions.Refunded, (order, at) =>
            chronicle.Fulfilment.RefundAsync(
                chronicle.Db, order, NewRefund.Whole(order, condition, reason, reference), at, clerk, stop));
    }

    // For a fault the buyer lives with.
    private void RefundAmount()
    {
        pace.Pass(10, 80, atDesk: true);
        Step(OrdersActions.Refunded, (order, at) => chronicle.Fulfilment.RefundAsync(
            chronicle.Db, order, new NewRefund([], 500, "A scuff that the photos did not show", null), at, clerk, stop));
    }

    private void Step(string action, Func<Order, DateTime, Refusal?> change) =>
        Step(action, (order, at) => Task.FromResult(change(order, at)));

    private void Step(string action, Func<Order, DateTime, Task<Refusal?>> change)
    {
        var at = pace.At;
        events.Add(new DemoEvent(at, () => chronicle.StepAsync(clerk, action, at, async () =>
        {
            var order = await chronicle.Db.Orders.Include(row => row.Items).SingleAsync(row => row.Id == id, stop);
            return await change(order, at) is { } refused ? refused : Result.Done;
        }, stop)));
    }
}
