using System.Text.Json.Nodes;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>The real verbs on a real database, played one step at a time. A planted bug is a subclass that does otherwise.</summary>
internal class TradeUnderTest(TestShop shop, int[] products, ContactDetails[] buyers)
{
    private (TradeOp.Buy Step, IdempotentRequest Request, string? Text)? last;

    protected TestShop Shop => shop;

    private string Ours { get; } = string.Join(", ", products);

    /// <returns>As <see cref="TradeModel.Answer"/> says it.</returns>
    public Task<string> PlayAsync(TradeOp step, TradeModel before) => step switch
    {
        TradeOp.Reserve reserve => SaidAsync(shop.Get<Reservations>().CreateAsync(
            new NewReservation(Cart(reserve.First, reserve.Second), buyers[reserve.Buyer], SessionOf(buyers[reserve.Buyer])), null,
            OrderSteps.Shopfront, Stop)),
        TradeOp.Buy buy => BuyKeyedAsync(buy, new IdempotentRequest($"{Guid.NewGuid()}", "body")),
        TradeOp.BuyAgain again => last is { } first ? AgainAsync(first.Step, first.Request, again.Otherwise) : Task.FromResult("nothing"),
        TradeOp.Extend extend => OfHoldAsync(extend.Pick, hold => ExtendAsync(hold, extend.Hours)),
        TradeOp.CancelHold cancel => OfHoldAsync(cancel.Pick, CancelHoldAsync),
        TradeOp.Confirm confirm => ConfirmStepAsync(confirm),
        TradeOp.MarkPaid paid => OfOrderAsync(paid.Pick, (order, version) =>
            shop.Get<Fulfilment>().MarkPaidAsync(order, version, PaymentMethod.Card, null, StockSteps.Aoife, Stop)),
        TradeOp.Advance advance => OfOrderAsync(advance.Pick, (order, version) => shop.Get<Fulfilment>().AdvanceAsync(
            order, version, Conventions.FromWord<OrderStatus>(before.NextOf(advance.Pick))!.Value, StockSteps.Aoife, Stop)),
        TradeOp.CancelOrder cancel => OfOrderAsync(cancel.Pick, CancelOrderAsync),
        TradeOp.Refund refund => OfOrderAsync(refund.Pick, RefundAsync),
        TradeOp.RefundSome some => OfOrderAsync(some.Pick, (order, version) => RefundSomeAsync(order, version, some)),
        TradeOp.Adjust adjust => AdjustAsync(products[adjust.Product], adjust.Difference),
        _ => PassAsync(step),
    };

    /// <summary>The books of these products as the model writes them.</summary>
    public async Task<IReadOnlyList<string>> BooksAsync()
    {
        var (holdIds, orderIds) = (await HoldsAsync(), await OrdersAsync());
        var moves = await shop.RowsAsync($"SELECT * FROM stock_moves WHERE product_id IN ({Ours}) ORDER BY id");
        var holds = await shop.RowsAsync($"SELECT * FROM product_reservations WHERE product_id IN ({Ours}) ORDER BY id");
        var orders = orderIds.Count == 0 ? [] : await shop.RowsAsync(
            $"SELECT * FROM orders WHERE id IN ({string.Join(", ", orderIds)}) ORDER BY id");
        var there = await shop.Data.ReadAsync(
            async db => await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
                Holds.Available(db, db.Products.Where(row => products.Contains(row.Id)).OrderBy(row => row.Id), shop.Clock.NowUtc()), Stop),
            Stop);
        return
        [
            .. moves.Select(row => TradeModel.Line("move", Product(row), row["quantity_change"], row["balance_after"], row["reason"],
                row["order_id"] is { } order ? $"order {At(orderIds, order)}"
                    : row["reservation_id"] is { } hold ? $"hold {At(holdIds, hold)}" : "-")),
            .. holds.Select(row => TradeModel.Line("hold", Product(row), row["quantity"], row["status"], Moment(row["expires_at"]),
                row["order_id"] is { } order ? At(orderIds, order) : "-")),
            .. orders.Select(row => TradeModel.Line(
                "order", row["status"], row["payment_status"], row["total_cents"], row["refunded_cents"],
                row["restocked_at"] is null ? "gone" : "back")),
            .. there.Select((row, at) => TradeModel.Line("product", at, row.Product.QuantityAvailable, row.Available, row.Reserved)),
        ];
    }

    protected virtual Task<Result<string>> BuyAsync(IReadOnlyList<CartLine> cart, ContactDetails buyer, IdempotentRequest request) =>
        shop.Get<Checkout>().PlaceAsync(
            new NewOrder(cart, buyer, OrderSteps.Collected, SessionId: SessionOf(buyer)), request, OrderSteps.Shopfront, Stop);

    // Each buyer with a contact stays in one session of the storefront.
    private static string? SessionOf(ContactDetails buyer) => buyer.Phone;

    protected virtual Task<string> AgainAsync(TradeOp.Buy step, IdempotentRequest request, bool otherwise) =>
        BuyKeyedAsync(step, otherwise ? request with { Hash = "other" } : request);

    protected virtual Task<Result> ExtendAsync(int hold, int hours) =>
        shop.Get<Reservations>().ExtendAsync(hold, TimeSpan.FromHours(hours), StockSteps.Aoife, Stop);

    protected virtual Task<Result> CancelHoldAsync(int hold) => shop.Get<Reservations>().CancelAsync(hold, StockSteps.Aoife, Stop);

    protected virtual Task<Result<Order>> ConfirmAsync(IReadOnlyCollection<int> holds) =>
        shop.Get<Reservations>().ConfirmAsync(holds, StockSteps.Aoife, Stop);

    protected virtual Task<Result> CancelOrderAsync(int order, int version) =>
        shop.Get<Fulfilment>().CancelAsync(order, version, "Random", StockSteps.Aoife, Stop);

    protected virtual Task<Result> RefundAsync(int order, int version) =>
        shop.RefundWholeAsync(order, version, "Random", StockSteps.Aoife);

    private async Task<Result> RefundSomeAsync(int order, int version, TradeOp.RefundSome step)
    {
        var items = (await shop.ViewAsync(order)).Items;
        var line = new RefundedGoods(items[step.Line % items.Count].Id, step.Units, 0, step.Condition);
        return await shop.Get<Fulfilment>().RefundAsync(order, version, new NewRefund([line], 500, "Random", null), StockSteps.Aoife, Stop);
    }

    protected virtual Task ExpireAsync() => shop.Get<Reservations>().ExpireAsync(Stop);

    /// <summary>As an admin's form does: the newest picture first, then the difference.</summary>
    protected async Task<string> AdjustAsync(int product, int difference)
    {
        var seen = (await shop.Get<StockOnHand>().OpenAsync(product, Stop))!;
        var wanted = new Adjustment(product, seen.LastMoveId, difference, null, StockReason.Correction, "Random", Guid.NewGuid());
        return await SaidAsync(shop.Get<Corrections>().AdjustAsync(wanted, StockSteps.Aoife, Stop));
    }

    /// <summary>Brings an order's units back past its record.</summary>
    protected async Task RestockAsync(int order)
    {
        foreach (var line in await shop.RowsAsync($"SELECT product_id, quantity FROM order_items WHERE order_id = {order}"))
            _ = await AdjustAsync(Convert.ToInt32(line["product_id"], null), Convert.ToInt32(line["quantity"], null));
    }

    protected async Task<string> BuyKeyedAsync(TradeOp.Buy step, IdempotentRequest request)
    {
        var outcome = await BuyAsync(Cart(step.First, step.Second), buyers[step.Buyer], request);
        var kept = last?.Request.Key == request.Key ? last.Value.Text : null;
        if (outcome.Refused is { } refused)
        {
            if (kept is null) last = (step, request, null);
            return refused.Code;
        }

        last = (step, request, outcome.Value);
        if (kept is not null && kept != outcome.Value) return "another answer";
        return $"done {JsonNode.Parse(outcome.Value)!["total"]!.GetValue<decimal>() * 100:0}";
    }

    private static async Task<string> SaidAsync<T>(Task<Result<T>> outcome) => (await outcome).Refused?.Code ?? "done";

    private static string Moment(object? at) => at is DateTime utc ? TradeModel.Moment(utc) : $"{at}";

    private static int At(List<long> ids, object id) => ids.IndexOf(Convert.ToInt64(id, null));

    private int Product(Dictionary<string, object?> row) => Array.IndexOf(products, Convert.ToInt32(row["product_id"], null));

    private List<CartLine> Cart(int first, int second) =>
        [.. new[] { new CartLine(products[0], first), new CartLine(products[1], second) }.Where(line => line.Quantity > 0)];

    private Task<List<long>> HoldsAsync() =>
        shop.IdsAsync($"SELECT id AS \"Value\" FROM product_reservations WHERE product_id IN ({Ours}) ORDER BY id");

    private Task<List<long>> OrdersAsync() =>
        shop.IdsAsync($"SELECT DISTINCT order_id AS \"Value\" FROM order_items WHERE product_id IN ({Ours}) ORDER BY order_id");

    private async Task<string> OfHoldAsync(int pick, Func<int, Task<Result>> act)
    {
        var holds = await HoldsAsync();
        return holds.Count == 0 ? "nothing" : (await act((int)holds[pick % holds.Count])).Refused?.Code ?? "done";
    }

    private async Task<string> ConfirmStepAsync(TradeOp.Confirm step)
    {
        var holds = await HoldsAsync();
        if (holds.Count == 0) return "nothing";
        var chosen = new[] { step.Pick, step.Other ?? step.Pick }.Select(pick => (int)holds[pick % holds.Count]).Distinct().ToList();
        return (await ConfirmAsync(chosen)).Is(out var order, out var refused) ? $"done {order.TotalCents}" : refused.Code;
    }

    private async Task<string> OfOrderAsync(int pick, Func<int, int, Task<Result>> act)
    {
        var orders = await OrdersAsync();
        if (orders.Count == 0) return "nothing";
        var order = (int)orders[pick % orders.Count];
        return (await act(order, await shop.ScalarAsync<int>($"SELECT version FROM orders WHERE id = {order}"))).Refused?.Code ?? "done";
    }

    private async Task<string> PassAsync(TradeOp step)
    {
        if (step is TradeOp.Forward forward) shop.Clock.Advance(TimeSpan.FromMilliseconds(forward.Milliseconds));
        if (step is TradeOp.Reprice reprice)
            await shop.ExecuteAsync($"UPDATE products SET price_cents = {reprice.Cents} WHERE id = {products[reprice.Product]}");
        if (step is TradeOp.Expire) await ExpireAsync();
        return "done";
    }
}
