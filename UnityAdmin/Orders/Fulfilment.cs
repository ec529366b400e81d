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

    /// <summary>Records that the money went back; goods that had left come back on the shelf with it.</summary>
    public Task<Result> RefundAsync(int id, int seenVersion, string reason, string? reference, Actor by, CancellationToken stop) =>
        ChangeAsync(id, seenVersion, OrdersActions.Refunded, by,
            (db, order, now) => RefundAsync(db, order, reason, reference, now, by, stop), stop);

    /// <summary>The same in the caller's change.</summary>
    internal async Task<Refusal?> CancelAsync(ShopDb db, Order order, string reason, DateTime now, Actor by, CancellationToken stop) =>
        order.Cancel(reason, now).Refused ?? await BringBackAsync(db, order, StockReason.SaleCancelled, by, stop);

    /// <summary>The same in the caller's change.</summary>
    internal async Task<Refusal?> RefundAsync(
        ShopDb db, Order order, string reason, string? reference, DateTime now, Actor by, CancellationToken stop)
    {
        if (!order.Refund(reason, reference, now).Is(out var comesBack, out var refused)) return refused;
        return comesBack ? await BringBackAsync(db, order, StockReason.Return, by, stop) : null;
    }

    private async Task<Refusal?> BringBackAsync(ShopDb db, Order order, StockReason reason, Actor by, CancellationToken stop)
    {
        var opened = await ledger.OpenAsync(db, order.Items.Select(item => item.ProductId), stop);
        if (!opened.Is(out var stock, out var refused)) return refused;

        // Read again once the products are locked: whoever held them until now may have brought this order's back.
        var version = await db.Orders.Where(row => row.Id == order.Id).Select(row => row.Version).SingleAsync(stop);
        if (version != order.Version) return OrdersRefusals.MovedMeanwhile;

        // The reason stays with the order: it may speak of the buyer, and the ledger could never forget it.
        var document = new StockDocument(StockDocumentKind.Order, order.Id);
        var entries = order.Items.OrderBy(item => item.Position)
            .Select(item => new StockEntry(item.ProductId, item.Quantity, reason, document)).ToList();
        return (await stock.PostAsync(entries, by, stop)).Refused;
    }

    private async Task<Result> ChangeAsync(
        int id, int seenVersion, string action, Actor by, Func<ShopDb, Order, DateTime, Task<Refusal?>> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
        {
            var order = await db.Orders.Include(row => row.Items).SingleOrDefaultAsync(row => row.Id == id, stop);
            if (order is null) return OrdersRefusals.NotFound;
            if (order.Version != seenVersion) return OrdersRefusals.MovedMeanwhile;
            return await change(db, order, clock.NowUtc()) is { } refused ? refused : Result.Done;
        }, stop);
    }
}
