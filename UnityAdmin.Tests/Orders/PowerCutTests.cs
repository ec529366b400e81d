using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Check 6 of quality.md section 2: the process dies before each statement of a verb, before its commit and right after it. The whole
/// effect is there or nothing of it, and asking again ends where one undisturbed run would have. Rollup and purge: RollupUnderLoadTests.
/// </summary>
public sealed class PowerCutTests
{
    // Every row that any of the verbs may write.
    private static readonly string[] States =
    [
        "SELECT quantity_available, status, version FROM products ORDER BY id",
        "SELECT quantity_change, balance_after, reason FROM stock_moves ORDER BY id",
        "SELECT status, payment_status, item_count, total_cents, version FROM orders ORDER BY id",
        "SELECT quantity, line_cents FROM order_items ORDER BY order_id, position",
        "SELECT status, quantity, version FROM product_reservations ORDER BY id",
        "SELECT status, offer_status, final_price_cents, version FROM sell_submissions ORDER BY id",
        "SELECT answer, total_cents, version FROM sell_offers ORDER BY id",
        "SELECT kind, status FROM outbox_messages ORDER BY id",
        "SELECT action, entity FROM system_logs ORDER BY id",
        "SELECT scope, key FROM idempotency_keys ORDER BY key",
        "SELECT COUNT(*) AS corrections FROM stock_corrections",
    ];

    [Theory]
    [BothDatabases("checkout")]
    [BothDatabases("reserve")]
    [BothDatabases("confirm")]
    [BothDatabases("expire")]
    [BothDatabases("cancel")]
    [BothDatabases("refund")]
    [BothDatabases("adjust")]
    [BothDatabases("accept")]
    public async Task Dying_anywhere_leaves_all_or_nothing_and_asking_again_ends_it(TestDatabase on, string verb)
    {
        var cut = new PowerCut();
        await using var shop = await on.OpenAsync(cut.Register);
        var act = await PrepareAsync(shop, verb);
        Assert.Null(await FaultAsync(shop, cut, act));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_verb_in_two_transactions_is_found(TestDatabase on)
    {
        var cut = new PowerCut();
        await using var shop = await on.OpenAsync(cut.Register);
        var (buy, adjust) = (await PrepareAsync(shop, "checkout"), await PrepareAsync(shop, "adjust"));
        Assert.NotNull(await FaultAsync(shop, cut, async () =>
        {
            await buy();
            await adjust();
        }));
    }

    private static async Task<string?> FaultAsync(TestShop shop, PowerCut cut, Func<Task> act)
    {
        var before = await StateAsync(shop);
        var states = new List<string>();
        while (!await cut.SurvivesAsync(states.Count, act)) states.Add(await StateAsync(shop));
        var after = await StateAsync(shop);
        if (after == before) return "nothing happened at all";
        if (states.Count < 3) return "it hardly died";
        var half = states.FindIndex(state => state != before && state != after);
        return half < 0 ? null : $"dying at point {half} left neither all nor nothing:\n{states[half]}";
    }

    private static async Task<string> StateAsync(TestShop shop)
    {
        var lines = new List<string>();
        foreach (var state in States)
        {
            foreach (var row in await shop.RowsAsync(state))
                lines.Add(string.Join(' ', row.Select(cell => $"{cell.Key}={cell.Value}")));
        }

        return string.Join('\n', lines);
    }

    private static async Task<Func<Task>> PrepareAsync(TestShop shop, string verb)
    {
        var (product, request) = (await shop.ProductAsync(5), new IdempotentRequest("asked once", "body"));
        switch (verb)
        {
            case "checkout":
                return () => shop.BuyAsync(product, 2, Sorcha, request: request);
            case "reserve":
                var wanted = new NewReservation([new CartLine(product, 2)], Sorcha, null);
                return () => shop.Get<Reservations>().CreateAsync(wanted, request, Shopfront, Stop);
            case "confirm":
                var hold = await shop.ReservationAsync(product, 2);
                return () => shop.Get<Reservations>().ConfirmAsync([hold], StockSteps.Aoife, Stop);
            case "expire":
                _ = await shop.ReservationAsync(product, 2);
                shop.Clock.Advance(TimeSpan.FromHours(25));
                return () => shop.Get<Reservations>().ExpireAsync(Stop);
            case "adjust":
                var found = new Adjustment(product, await shop.HeadAsync(product), 3, null, StockReason.Found, "Turned up", Guid.NewGuid());
                return () => shop.Get<Corrections>().AdjustAsync(found, StockSteps.Aoife, Stop);
            case "accept":
                return await AcceptAsync(shop);
            default:
                return await UndoAsync(shop, product, verb);
        }
    }

    private static async Task<Func<Task>> UndoAsync(TestShop shop, int product, string verb)
    {
        var order = await shop.OrderAsync(product, 2);
        if (verb == "refund")
        {
            await shop.PayAsync(order);
            await shop.BringAsync(order, OrderStatus.Completed);
        }

        var (version, desk) = (await shop.VersionAsync(order), shop.Get<Fulfilment>());
        return verb == "refund"
            ? () => shop.RefundWholeAsync(order, version, "Did not fit", StockSteps.Aoife)
            : () => desk.CancelAsync(order, version, "Changed their mind", StockSteps.Aoife, Stop);
    }

    private static async Task<Func<Task>> AcceptAsync(TestShop shop)
    {
        var submitted = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Offers>().SendTotalAsync(
            submitted.Id, new OfferTerms(new Money(10_000), "For the pair"), A.Aoife, Stop)).Refused);
        return () => shop.AnswerAsync(submitted, new SellerAnswer(SellerAction.Accept, 1, null, null));
    }
}
