using UnityAdmin.Customers;
using UnityAdmin.Orders;

namespace UnityAdmin.Tests.Orders;

/// <summary>Ten ways in which selling and holding go wrong. The model must catch each, or it could not catch a real one.</summary>
internal static class TradeBugs
{
    public static readonly IReadOnlyDictionary<string, Func<TestShop, int[], ContactDetails[], TradeUnderTest>> All =
        new Dictionary<string, Func<TestShop, int[], ContactDetails[], TradeUnderTest>>
        {
            ["a lapsed hold goes on holding"] = (shop, products, buyers) => new LapsedHolds(shop, products, buyers),
            ["a cancelled hold is released twice"] = (shop, products, buyers) => new ReleasedTwice(shop, products, buyers),
            ["a late cancel un-sells"] = (shop, products, buyers) => new LateCancel(shop, products, buyers),
            ["cancelling an order restocks twice"] = (shop, products, buyers) => new RestocksTwice(shop, products, buyers),
            ["a refund restocks after the cancellation did"] = (shop, products, buyers) => new RefundRestocks(shop, products, buyers),
            ["a confirmed hold costs another day's price"] = (shop, products, buyers) => new OldPrice(shop, products, buyers),
            ["a buyer's own hold is not ended"] = (shop, products, buyers) => new OwnHoldStays(shop, products, buyers),
            ["a repeat buys again"] = (shop, products, buyers) => new BuysAgain(shop, products, buyers),
            ["the job ends holds that still run"] = (shop, products, buyers) => new EagerJob(shop, products, buyers),
            ["an extension counts from now"] = (shop, products, buyers) => new ExtendsFromNow(shop, products, buyers),
        };

    private sealed class LapsedHolds(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result<string>> BuyAsync(
            IReadOnlyList<CartLine> cart, ContactDetails buyer, IdempotentRequest request)
        {
            var now = Shop.Clock.Now;
            Shop.Clock.Now = now.AddDays(-2);
            var outcome = await base.BuyAsync(cart, buyer, request);
            Shop.Clock.Now = now;
            return outcome;
        }
    }

    private sealed class ReleasedTwice(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result> CancelHoldAsync(int hold)
        {
            var outcome = await base.CancelHoldAsync(hold);
            if (outcome.Refused is null) await ReleaseAsync(hold);
            return outcome;
        }

        private async Task ReleaseAsync(int hold) => _ = await AdjustAsync(
            await Shop.ScalarAsync<int>($"SELECT product_id FROM product_reservations WHERE id = {hold}"),
            await Shop.ScalarAsync<int>($"SELECT quantity FROM product_reservations WHERE id = {hold}"));
    }

    private sealed class LateCancel(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result> CancelHoldAsync(int hold)
        {
            var outcome = await base.CancelHoldAsync(hold);
            return outcome.Refused is null || await Shop.CountAsync("product_reservations", $"id = {hold} AND status = 'confirmed'") == 0
                ? outcome
                : await CancelOrderAsync(await Shop.ScalarAsync<int>($"SELECT order_id FROM product_reservations WHERE id = {hold}"), 0);
        }
    }

    private sealed class RestocksTwice(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result> CancelOrderAsync(int order, int version)
        {
            var outcome = await base.CancelOrderAsync(order, version);
            if (outcome.Refused is null) await RestockAsync(order);
            return outcome;
        }
    }

    private sealed class RefundRestocks(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result> RefundAsync(int order, int version)
        {
            var cancelled = await Shop.CountAsync("orders", $"id = {order} AND status = 'cancelled'") > 0;
            var outcome = await base.RefundAsync(order, version);
            if (cancelled && outcome.Refused is null) await RestockAsync(order);
            return outcome;
        }
    }

    private sealed class OldPrice(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result<Order>> ConfirmAsync(IReadOnlyCollection<int> holds)
        {
            var product = await Shop.ScalarAsync<int>($"SELECT product_id FROM product_reservations WHERE id = {holds.First()}");
            var today = await Shop.ScalarAsync<int>($"SELECT price_cents FROM products WHERE id = {product}");
            await Shop.ExecuteAsync($"UPDATE products SET price_cents = 9000 WHERE id = {product}");
            var outcome = await base.ConfirmAsync(holds);
            await Shop.ExecuteAsync($"UPDATE products SET price_cents = {today} WHERE id = {product}");
            return outcome;
        }
    }

    private sealed class OwnHoldStays(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override Task<Result<string>> BuyAsync(IReadOnlyList<CartLine> cart, ContactDetails buyer, IdempotentRequest request) =>
            base.BuyAsync(cart, OrderSteps.Nobody, request);
    }

    private sealed class BuysAgain(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override Task<string> AgainAsync(TradeOp.Buy step, IdempotentRequest request, bool otherwise) =>
            BuyKeyedAsync(step, request with { Key = $"{Guid.NewGuid()}" });
    }

    private sealed class EagerJob(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task ExpireAsync()
        {
            var now = Shop.Clock.Now;
            Shop.Clock.Advance(TimeSpan.FromHours(13));
            await base.ExpireAsync();
            Shop.Clock.Now = now;
        }
    }

    private sealed class ExtendsFromNow(TestShop shop, int[] products, ContactDetails[] buyers) : TradeUnderTest(shop, products, buyers)
    {
        protected override async Task<Result> ExtendAsync(int hold, int hours)
        {
            var outcome = await base.ExtendAsync(hold, hours);
            var until = TradeModel.Moment(Shop.Clock.NowUtc().AddHours(hours));
            if (outcome.Refused is null)
                await Shop.ExecuteAsync($"UPDATE product_reservations SET expires_at = '{until}' WHERE id = {hold}");
            return outcome;
        }
    }
}
