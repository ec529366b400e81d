using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Analytics;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Orders.ReturnCondition;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;
using static UnityAdmin.Tests.Orders.OrderLife;

namespace UnityAdmin.Tests.Orders;

public sealed class RefundTests
{
    [Theory, BothDatabases]
    public async Task Each_line_comes_back_as_the_refund_says_and_the_order_is_paid_until_all_is_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, tee, order) = await SoldAsync(shop);
        Assert.Null((await RefundAsync(shop, order, 500, (0, 1, 10_000, Sellable), (1, 2, 5_000, Damaged))).Refused);
        Assert.Equal((8, 3), (await shop.QuantityAsync(shoes), await shop.QuantityAsync(tee)));
        Assert.Equal(1, await shop.CountAsync("orders", "payment_status = 'paid' AND refunded_cents = 15500 AND refunded_at IS NULL"));
        Assert.Equal(1, await shop.CountAsync("order_refunds", "amount_cents = 15500 AND refunded_by = 'Pat Nolan'"));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"order_id = {order} AND reason = 'return'"));
        Assert.Equal(1, await shop.CountAsync(
            "order_refund_lines", "condition = 'sellable' AND move_id = (SELECT id FROM stock_moves WHERE reason = 'return')"));
        Assert.Equal("refund_depends",
            (await shop.Get<Fulfilment>().TakeBackStepAsync(order, await shop.VersionAsync(order), "Oops", Pat, Stop)).Refused?.Code);

        // The rest of the money goes back although two pairs are still out; they come back later, one of them damaged.
        Assert.Null((await shop.RefundWholeAsync(order, await shop.VersionAsync(order), "Lost", Pat, NotReturned)).Refused);
        Assert.Equal(1, await shop.CountAsync("orders", "payment_status = 'refunded' AND refunded_cents = 40000 AND restocked_at IS NULL"));
        Assert.Equal((8, 3), (await shop.QuantityAsync(shoes), await shop.QuantityAsync(tee)));
        Assert.Equal("not_refundable", (await RefundAsync(shop, order, 1)).Refused?.Code);
        Assert.Null((await RefundAsync(shop, order, 0, (0, 1, 0, Sellable))).Refused);
        Assert.Null((await RefundAsync(shop, order, 0, (0, 1, 0, Damaged))).Refused);
        Assert.Equal("returned_too_many", (await RefundAsync(shop, order, 0, (0, 1, 0, Sellable))).Refused?.Code);
        Assert.Equal((9, 3), (await shop.QuantityAsync(shoes), await shop.QuantityAsync(tee)));
        Assert.Equal(0, (await shop.Get<OrderAudit>().OrdersAsync(Stop)).Wrong);
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_is_refused_with_its_reason_and_leaves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (_, _, order) = await SoldAsync(shop);
        var wrong = new (string, long, (int, int, long, ReturnCondition)[])[]
        {
            ("refund_empty", 0, []), ("refund_empty", 0, [(0, 1, 0, NotReturned)]), ("refund_negative", -1, []),
            ("refund_negative", 0, [(0, 1, -1, Sellable)]), ("refund_too_much", 40_001, []),
            ("refund_too_much", 0, [(1, 1, 10_001, Sellable)]),
            ("refund_too_much", 10_001, [(0, 3, 30_000, Sellable)]), ("returned_too_many", 0, [(0, 4, 100, Sellable)]),
            ("returned_too_many", 0, [(1, 3, 100, NotReturned)]), ("refund_no_units", 1, [(0, 0, 0, Sellable)]),
            ("refund_no_units", 1, [(0, -2, 0, Sellable)]), ("refund_unknown_line", 0, [(0, 1, 1, Sellable), (0, 1, 1, Damaged)]),
            ("refund_unknown_line", 1, [(7, 1, 0, Sellable)]),
        };
        foreach (var (code, beside, lines) in wrong) Assert.Equal(code, (await RefundAsync(shop, order, beside, lines)).Refused?.Code);
        var version = await shop.VersionAsync(order);
        var refund = new NewRefund([], 100, " ", null);
        Assert.Equal("reason_missing", (await shop.Get<Fulfilment>().RefundAsync(order, version, refund, Pat, Stop)).Refused?.Code);
        refund = refund with { Reason = "Scuffed" };
        Assert.Equal("order_changed", (await shop.Get<Fulfilment>().RefundAsync(order, version - 1, refund, Pat, Stop)).Refused?.Code);
        Assert.Equal("role_missing",
            (await shop.Get<Fulfilment>().RefundAsync(order, version, refund, OrderSteps.Shopfront, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("order_refunds"));
        Assert.Equal(version, await shop.VersionAsync(order));
    }

    [Theory, BothDatabases]
    public async Task Before_the_goods_leave_a_part_of_the_money_may_go_back_and_after_a_cancellation_the_money_alone(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3, 10_000);
        var order = await shop.OrderAsync(product, 2);
        Assert.Equal("not_refundable", (await RefundAsync(shop, order, 100)).Refused?.Code);
        await shop.PayAsync(order);
        Assert.Equal("cancel_instead", (await RefundAsync(shop, order, 20_000)).Refused?.Code);
        Assert.Equal("cancel_instead", (await RefundAsync(shop, order, 0, (0, 1, 100, Sellable))).Refused?.Code);
        Assert.Null((await RefundAsync(shop, order, 500)).Refused);
        await shop.CancelAsync(order);
        Assert.Equal("goods_are_back", (await RefundAsync(shop, order, 0, (0, 1, 100, Sellable))).Refused?.Code);
        Assert.True((await shop.ViewAsync(order)).Order.OwesRefund);
        await shop.RefundAsync(order);
        Assert.Equal(1, await shop.CountAsync("orders", "payment_status = 'refunded' AND refunded_cents = 20000"));
        Assert.Equal(3, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Of_eight_refunds_at_once_one_is_recorded(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _, order) = await SoldAsync(shop);
        var version = await shop.VersionAsync(order);
        var item = (await shop.ViewAsync(order)).Items[0].Id;
        var refund = new NewRefund([new RefundedGoods(item, 1, 10_000, Sellable)], 0, "Did not fit", null);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => shop.Get<Fulfilment>().RefundAsync(order, version, refund, Pat, Stop))));
        Assert.Single(outcomes, outcome => outcome.Refused is null);
        Assert.Equal(7, outcomes.Count(outcome => outcome.Refused?.Code == "order_changed"));
        Assert.Equal(8, await shop.QuantityAsync(shoes));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task The_database_lets_no_more_come_back_than_was_sold_and_keeps_refunds_as_they_were(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _, order) = await SoldAsync(shop);
        Assert.Null((await RefundAsync(shop, order, 0, (0, 2, 20_000, Sellable))).Refused);
        var document = new StockDocument(StockDocumentKind.Order, order);
        Assert.NotNull(await PostAsync(shop, new StockEntry(shoes, 2, StockReason.Return, document)));
        var forgeries = new[]
        {
            "DELETE FROM order_refund_lines", "DELETE FROM order_refunds", "UPDATE order_refund_lines SET cents = 1",
            "UPDATE order_refund_lines SET condition = 'damaged', move_id = NULL", "UPDATE order_refunds SET amount_cents = 1",
            "UPDATE order_refunds SET refunded_by = 'Nobody'", "UPDATE orders SET refunded_cents = 40001",
            "UPDATE orders SET payment_status = 'refunded', refunded_at = created_at",
            "INSERT INTO order_refund_lines (refund_id, order_item_id, quantity, cents, condition) SELECT refund_id, 2, 3, 0, 'damaged' "
                + "FROM order_refund_lines",
            "INSERT INTO order_refund_lines (refund_id, order_item_id, quantity, cents, condition, move_id) "
                + "SELECT refund_id, 2, 1, 0, 'sellable', 1 FROM order_refund_lines",
            on == TestDatabase.Postgres ? "TRUNCATE order_refunds, order_refund_lines"
                : "INSERT OR REPLACE INTO order_refunds SELECT id, order_id, 1, reason, reference, refunded_by, created_at "
                    + "FROM order_refunds",
        };
        foreach (var forgery in forgeries) _ = await Assert.ThrowsAnyAsync<DbException>(() => shop.ExecuteAsync(forgery));
        await shop.ExecuteAsync("UPDATE order_refunds SET reason = 'Erased', reference = NULL");
        Assert.Equal(9, await shop.QuantityAsync(shoes));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Revenue_is_less_what_was_refunded_and_the_day_is_counted_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _, order) = await SoldAsync(shop);
        await shop.TellAsync(Event(shop.Clock.NowUtc()));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        _ = await shop.RollUpAsync();
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "revenue_cents = 40000"));
        Assert.Null((await RefundAsync(shop, order, 300, (0, 1, 9_000, NotReturned))).Refused);
        Assert.Equal(1, await shop.CountAsync("analytics_days", "is_reopened"));
        _ = await shop.RollUpAsync();
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "revenue_cents = 30700"));
        Assert.Equal(1, await shop.CountAsync(
            "analytics_product_daily", $"product_id = {shoes} AND units_sold = 3 AND revenue_cents = 21000"));
        var file = (await shop.Get<CustomerFiles>().FindAsync(1, 10, Stop))!;
        Assert.Equal(("Spent", new Money(30_700)), file.Sections[0].Sum);
    }

    [Theory, BothDatabases]
    public async Task Refunds_of_before_become_rows_and_the_way_back_and_forth_keeps_every_trigger(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (_, _, order) = await SoldAsync(shop);
        await shop.RefundAsync(order);
        var cancelled = await shop.OrderAsync(await shop.ProductAsync(1));
        await shop.PayAsync(cancelled);
        await shop.CancelAsync(cancelled);
        await shop.RefundAsync(cancelled);
        const string written = "SELECT order_id, amount_cents, refunded_by, (SELECT COUNT(*) FROM order_refund_lines l "
            + "WHERE l.refund_id = order_refunds.id AND l.condition = 'sellable') AS lines FROM order_refunds ORDER BY order_id";
        var before = (await shop.RowsAsync(written)).Select(row => string.Join(' ', row.Values)).ToList();
        var triggers = await TriggersAsync(shop);
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        await db.GetService<IMigrator>().MigrateAsync(
            db.Database.GetMigrations().TakeWhile(name => !name.EndsWith("_Refunds", StringComparison.Ordinal)).Last(), Stop);
        Assert.Equal(2, await shop.CountAsync("orders", "restocked_at IS NOT NULL"));
        await db.GetService<IMigrator>().MigrateAsync(null, Stop);
        Assert.Equal(before, (await shop.RowsAsync(written)).Select(row => string.Join(' ', row.Values)));
        Assert.Equal(triggers, await TriggersAsync(shop));
        await Assert.ThrowsAnyAsync<DbException>(() => shop.ExecuteAsync("UPDATE orders SET refunded_cents = 0"));
        await shop.AssertShopIsSoundAsync();
    }

    /// <summary>Three pairs of shoes and two tees, paid and handed over: €400.</summary>
    private static async Task<(int Shoes, int Tee, int Order)> SoldAsync(TestShop shop)
    {
        var (shoes, tee) = (await shop.ProductAsync(10, 10_000), await shop.ProductAsync(5, 5_000));
        var wanted = new NewOrder([new CartLine(shoes, 3), new CartLine(tee, 2)], OrderSteps.Sorcha, OrderSteps.Collected);
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(wanted, null, OrderSteps.Shopfront, Stop)).Refused);
        var order = await shop.ScalarAsync<int>("SELECT MAX(id) FROM orders");
        await shop.PayAsync(order);
        await shop.BringAsync(order, OrderStatus.Shipped);
        return (shoes, tee, order);
    }

    /// <param name="beside">Cents beside the goods.</param>
    /// <param name="lines">Each by its place in the order.</param>
    private static async Task<Result> RefundAsync(
        TestShop shop, int order, long beside, params (int Line, int Units, long Cents, ReturnCondition Condition)[] lines)
    {
        var items = (await shop.ViewAsync(order)).Items;
        var goods = lines.Select(line => new RefundedGoods(
            line.Line < items.Count ? items[line.Line].Id : 999, line.Units, line.Cents, line.Condition));
        var refund = new NewRefund([.. goods], beside, "Did not fit", null);
        return await shop.Get<Fulfilment>().RefundAsync(order, await shop.VersionAsync(order), refund, Pat, Stop);
    }

    private static ValueTask<Exception?> PostAsync(TestShop shop, StockEntry entry) => Record.ExceptionAsync(() => shop.Data.ChangeAsync(
        Pat, "order.refunded", async db =>
        {
            var opened = await shop.Get<StockLedger>().OpenAsync(db, [entry.ProductId], Stop);
            return (await opened.Value.PostAsync([entry], Pat, Stop)).Refused is { } refused ? refused : Result.Done;
        }, Stop));

    private static async Task<List<string>> TriggersAsync(TestShop shop) =>
        [.. (await shop.RowsAsync(shop.Address.Provider == DatabaseProvider.Sqlite
                ? "SELECT name || sql AS t FROM sqlite_master WHERE type = 'trigger'"
                : "SELECT tgname || pg_get_triggerdef(oid) AS t FROM pg_trigger WHERE NOT tgisinternal"))
            .Select(row => (string)row["t"]!).Order(StringComparer.Ordinal)];
}
