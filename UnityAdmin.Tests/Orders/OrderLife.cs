using UnityAdmin.Orders;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Orders;

/// <summary>What staff do with an order before a test begins; each step must succeed.</summary>
internal static class OrderLife
{
    public static readonly Actor Pat = new(ActorKind.Client, "9", "Pat Nolan", Role.Staff, "10.0.0.9");

    extension(TestShop shop)
    {
        public Task<int> VersionAsync(int order) => shop.ScalarAsync<int>($"SELECT version FROM orders WHERE id = {order}");

        public Task<string> NumberAsync(int order) => shop.ScalarAsync<string>($"SELECT order_number FROM orders WHERE id = {order}");

        public async Task<OrderView> ViewAsync(int order) => (await shop.Get<OrderBook>().FindAsync(order, Stop))!;

        public async Task PayAsync(int order, PaymentMethod method = PaymentMethod.Card) => Assert.Null(
            (await shop.Get<Fulfilment>().MarkPaidAsync(order, await shop.VersionAsync(order), method, "ch_1", Marek, Stop)).Refused);

        public async Task CancelAsync(int order) => Assert.Null(
            (await shop.Get<Fulfilment>().CancelAsync(order, await shop.VersionAsync(order), "Changed their mind", Marek, Stop)).Refused);

        public async Task RefundAsync(int order) =>
            Assert.Null((await shop.RefundWholeAsync(order, await shop.VersionAsync(order), "Did not fit", Marek)).Refused);

        /// <summary>All that is left of the money, with all that is still out in one condition.</summary>
        public async Task<Result> RefundWholeAsync(
            int order, int version, string reason, Actor by, ReturnCondition condition = ReturnCondition.Sellable)
        {
            var view = (await shop.Get<OrderBook>().FindAsync(order, Stop))!;
            var whole = NewRefund.Whole(view.Order, condition, reason, null);
            return await shop.Get<Fulfilment>().RefundAsync(order, version, whole, by, Stop);
        }

        /// <summary>Along the straight way from pending.</summary>
        public async Task BringAsync(int order, OrderStatus to)
        {
            for (var at = OrderStatus.Pending; at < to; at++)
            {
                var (fulfilment, version) = (shop.Get<Fulfilment>(), await shop.VersionAsync(order));
                Assert.Null((at + 1 == OrderStatus.Shipped
                    ? await fulfilment.ShipAsync(order, version, null, null, "Pays later", Marek, Stop)
                    : await fulfilment.AdvanceAsync(order, version, at + 1, Marek, Stop)).Refused);
            }
        }
    }
}
