using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>What staff do with an order once it is placed. Each verb names the version of the order its button was drawn for.</summary>
public sealed class Fulfilment(ShopData data, StockLedger ledger, TimeProvider clock)
{
    /// <summary>Confirmed, processing or completed: the step that is next on the straight way.</summary>
    public Task<Result> AdvanceAsync(int id, int seenVersion, OrderStatus to, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Advanced, by, (_, order, now) => Task.FromResult(order.Advance(to, now).Refused), stop);

    /// <summary>Hands it over, or to a carrier. An order that is not paid needs the reason why it leaves all the same.</summary>
    public Task<Result> ShipAsync(
        int id, int seenVersion, string? carrier, string? trackingNumber, string? unpaidReason, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Shipped, by,
            (_, order, now) => Task.FromResult(order.Ship(carrier, trackingNumber, now, unpaidReason).Refused), stop);

    /// <summary>Undoes the last step of the straight way, where it was a mistake.</summary>
    public Task<Result> TakeBackStepAsync(int id, int seenVersion, string reason, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.StepTakenBack, by,
            (_, order, now) => Task.FromResult(order.TakeBackStep(reason, now).Refused), stop);

    /// <summary>Undoes the payment, where it was marked by mistake.</summary>
    public Task<Result> TakeBackPaymentAsync(int id, int seenVersion, string reason, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.PaymentTakenBack, by,
            (_, order, now) => Task.FromResult(order.TakeBackPayment(reason, now).Refused), stop);

    public Task<Result> MarkPaidAsync(
        int id, int seenVersion, PaymentMethod method, string? reference, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Paid, by,
            (_, order, now) => Task.FromResult(order.MarkPaid(method, reference, now).Refused), stop);

    /// <summary>Ends an order whose goods have not left, and brings its stock back. Money that was paid is still owed.</summary>
    public Task<Result> CancelAsync(int id, int seenVersion, string reason, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Cancelled, by, (db, order, now) => CancelAsync(db, order, reason, now, by, stop), stop);

    /// <summary>Records that money went back, or goods came back; of these what can be sold again is on the shelf with it.</summary>
    public Task<Result> RefundAsync(int id, int seenVersion, NewRefund refund, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Refunded, by, (db, order, now) => RefundAsync(db, order, refund, now, by, stop), stop);

    /// <summary>The same in the caller's change.</summary>
    internal async Task<Refusal?> CancelAsync(ShopDb db, Order order, string reason, DateTime now, Actor by, CancellationToken stop)
    {
        if (order.Cancel(reason, now).Refused is { } refused) return refused;
        var all = order.Items.OrderBy(item => item.Position).Select(item => (item.ProductId, item.Quantity));
        return (await BringBackAsync(db, order, [.. all], StockReason.SaleCancelled, by, stop)).Refused;
    }

    /// <summary>The same in the caller's change.</summary>
    internal async Task<Refusal?> RefundAsync(ShopDb db, Order order, NewRefund sent, DateTime now, Actor by, CancellationToken stop)
    {
        if (!order.Refund(sent, by, now).Is(out var refund, out var refused)) return refused;
        var back = refund.Lines.FindAll(line => line.Condition == ReturnCondition.Sellable);
        if (back.Count == 0) return null;
        var units = back.ConvertAll(line => (order.Items.Single(item => item.Id == line.OrderItemId).ProductId, line.Quantity));
        if (!(await BringBackAsync(db, order, units, StockReason.Return, by, stop)).Is(out var moves, out refused)) return refused;
        foreach (var (line, move) in back.Zip(moves)) line.MoveId = move.Id;
        return null;
    }

    private async Task<Result<IReadOnlyList<StockMove>>> BringBackAsync(
        ShopDb db, Order order, IReadOnlyList<(int ProductId, int Quantity)> units, StockReason reason, Actor by, CancellationToken stop)
    {
        var opened = await ledger.OpenAsync(db, units.Select(line => line.ProductId), stop);
        if (!opened.Is(out var stock, out var refused)) return refused;

        // Read again once the products are locked: whoever held them until now may have brought this order's back.
        var version = await db.Orders.Where(row => row.Id == order.Id).Select(row => row.Version).SingleAsync(stop);
        if (version != order.Version) return OrdersRefusals.MovedMeanwhile;

        // The reason stays with the order: it may speak of the buyer, and the ledger could never forget it.
        var document = new StockDocument(StockDocumentKind.Order, order.Id);
        return await stock.PostAsync([.. units.Select(line => new StockEntry(line.ProductId, line.Quantity, reason, document))], by, stop);
    }

    private async Task<Result> ChangeAsync(
        int id, int seenVersion, string action, Actor by, Func<ShopDb, Order, DateTime, Task<Refusal?>> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
        {
            if (await OrderBook.WholeAsync(db, id, stop) is not { } order) return OrdersRefusals.NotFound;
            if (order.Version != seenVersion) return OrdersRefusals.MovedMeanwhile;
            return await change(db, order, clock.NowUtc()) is { } refused ? refused : Result.Done;
        }, stop);
    }
}
