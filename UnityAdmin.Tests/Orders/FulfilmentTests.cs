using UnityAdmin.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderLife;
using static UnityAdmin.Tests.Orders.OrderSteps;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Orders;

public sealed class FulfilmentTests
{
    [Theory, BothDatabases]
    public async Task The_straight_way_ends_completed_and_moves_no_more_stock(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var order = await shop.OrderAsync(product, 2);
        var fulfilment = shop.Get<Fulfilment>();
        await shop.BringAsync(order, OrderStatus.Processing);
        Assert.Null((await fulfilment.ShipAsync(order, 2, "An Post", "CE123IE", "Pays by transfer", Pat, Stop)).Refused);
        Assert.Equal("not_paid_yet", (await fulfilment.AdvanceAsync(order, 3, OrderStatus.Completed, Pat, Stop)).Refused?.Code);
        await shop.PayAsync(order);
        Assert.Null((await fulfilment.AdvanceAsync(order, 4, OrderStatus.Completed, Pat, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("orders", $"""
            id = {order} AND status = 'completed' AND payment_status = 'paid' AND payment_method = 'card' AND payment_reference = 'ch_1'
            AND carrier = 'An Post' AND tracking_number = 'CE123IE' AND shipped_at IS NOT NULL AND restocked_at IS NULL
            """));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"order_id = {order}"));
        var view = await shop.ViewAsync(order);
        Assert.Equal(Enum.GetValues<OrderStatus>().Except([OrderStatus.Cancelled]), view.Reached.Keys.Order());
        Assert.Equal(("Storefront", "Pat Nolan"),
            (view.Reached[OrderStatus.Pending].ActorName, view.Reached[OrderStatus.Completed].ActorName));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task What_leaves_unpaid_needs_a_reason_that_stays_in_its_history(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(3), 2);
        var fulfilment = shop.Get<Fulfilment>();
        await shop.BringAsync(order, OrderStatus.Processing);
        foreach (var reason in new[] { null, "  " })
        {
            var refused = (await fulfilment.ShipAsync(order, 2, null, null, reason, Pat, Stop)).Refused!;
            Assert.Equal("unpaid_needs_reason", refused.Code);
            Assert.Contains("€200.00 is not paid yet", refused.Sentence, StringComparison.Ordinal);
        }

        Assert.Equal("unpaid_needs_reason",
            (await fulfilment.AdvanceAsync(order, 2, OrderStatus.Shipped, Pat, Stop)).Refused?.Code);
        Assert.Null((await fulfilment.ShipAsync(order, 2, null, null, " Pays on Friday ", Pat, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("orders", "status = 'shipped' AND unpaid_reason = 'Pays on Friday'"));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'order.shipped' AND CAST(after AS TEXT) LIKE '%Pays on Friday%'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_step_taken_by_mistake_is_taken_back_without_an_invented_payment(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(3), 2);
        var fulfilment = shop.Get<Fulfilment>();
        await shop.BringAsync(order, OrderStatus.Shipped);
        foreach (var status in new[] { "processing", "confirmed", "pending" })
        {
            var version = await shop.VersionAsync(order);
            Assert.Equal("reason_missing", (await fulfilment.TakeBackStepAsync(order, version, " ", Pat, Stop)).Refused?.Code);
            Assert.Null((await fulfilment.TakeBackStepAsync(order, version, "Wrong order", Pat, Stop)).Refused);
            Assert.Equal("order_changed", (await fulfilment.TakeBackStepAsync(order, version, "Wrong order", Pat, Stop)).Refused?.Code);
            Assert.Equal(1, await shop.CountAsync("orders", $"""
                status = '{status}' AND payment_status = 'pending' AND shipped_at IS NULL AND unpaid_reason IS NULL
                AND taken_back_reason = 'Wrong order'
                """));
        }

        Assert.Equal("nothing_to_take_back",
            (await fulfilment.TakeBackStepAsync(order, await shop.VersionAsync(order), "Again", Pat, Stop)).Refused?.Code);
        Assert.Equal(3, await shop.CountAsync("system_logs", "action = 'order.step_taken_back' AND actor_name = 'Pat Nolan'"));
        Assert.Equal([OrderStatus.Pending], (await shop.ViewAsync(order)).Reached.Keys);
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"order_id = {order}"));
        await shop.PayAsync(order);
        Assert.Null((await fulfilment.TakeBackPaymentAsync(order, await shop.VersionAsync(order), "Another's card", Pat, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("orders", "payment_status = 'pending' AND payment_method IS NULL AND paid_at IS NULL"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Cancelling_brings_every_line_back_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (one, two) = (await shop.ProductAsync(3), await shop.ProductAsync(5, name: "Box logo"));
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(
            new NewOrder([new CartLine(one, 1), new CartLine(two, 2)], Sorcha, Collected), null, Shopfront, Stop)).Refused);
        await shop.CancelAsync(1);
        Assert.Equal((3, 5), (await shop.QuantityAsync(one), await shop.QuantityAsync(two)));
        Assert.Equal(2, await shop.CountAsync(
            "stock_moves", "order_id = 1 AND reason = 'sale_cancelled' AND quantity_change > 0"));
        Assert.Equal("not_cancellable",
            (await shop.Get<Fulfilment>().CancelAsync(1, await shop.VersionAsync(1), "Again", Pat, Stop)).Refused?.Code);
        Assert.Equal(4, await shop.CountAsync("stock_moves", "order_id = 1"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [BothDatabases(OrderStatus.Shipped)]
    [BothDatabases(OrderStatus.Completed)]
    public async Task A_refund_of_goods_that_left_brings_them_back_once_as_a_return(TestDatabase on, OrderStatus from)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var order = await shop.OrderAsync(product, 2);
        await shop.PayAsync(order);
        await shop.BringAsync(order, from);
        await shop.RefundAsync(order);
        Assert.Equal(3, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"order_id = {order} AND reason = 'return' AND quantity_change = 2"));
        var again = await shop.RefundWholeAsync(order, await shop.VersionAsync(order), "Again", Pat);
        Assert.Equal("not_refundable", again.Refused?.Code);
        Assert.Equal(3, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task The_refund_of_a_cancelled_order_moves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var order = await shop.OrderAsync(product, 2);
        await shop.PayAsync(order);
        var early = await shop.RefundWholeAsync(order, await shop.VersionAsync(order), "Now", Pat);
        Assert.Equal("cancel_instead", early.Refused?.Code);
        await shop.CancelAsync(order);
        await shop.RefundAsync(order);
        Assert.Equal(3, await shop.QuantityAsync(product));
        Assert.Equal(2, await shop.CountAsync("stock_moves", $"order_id = {order}"));
        Assert.Equal(1, await shop.CountAsync(
            "orders", "status = 'cancelled' AND payment_status = 'refunded' AND closing_reason = 'Changed their mind'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Of_eight_who_cancel_and_refund_at_once_one_wins_and_the_others_are_told(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var order = await shop.OrderAsync(product, 2);
        await shop.PayAsync(order);
        var fulfilment = shop.Get<Fulfilment>();
        var cancelled = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fulfilment.CancelAsync(order, 1, "Gone", Pat, Stop)));
        Assert.Single(cancelled, outcome => outcome.Refused is null);
        Assert.Equal(7, cancelled.Count(outcome => outcome.Refused?.Code == "order_changed"));
        var refunded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.RefundWholeAsync(order, 2, "Gone", Pat)));
        Assert.Single(refunded, outcome => outcome.Refused is null);
        Assert.Equal(7, refunded.Count(outcome => outcome.Refused?.Code == "order_changed"));
        Assert.Equal(3, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_step_apart_one_wins(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var order = await shop.OrderAsync(product);
        var fulfilment = shop.Get<Fulfilment>();
        var both = await Task.WhenAll(
            fulfilment.CancelAsync(order, 0, "Changed their mind", Aoife, Stop),
            fulfilment.AdvanceAsync(order, 0, OrderStatus.Confirmed, Marek, Stop));
        Assert.Equal("order_changed", Assert.Single(both, outcome => outcome.Refused is not null).Refused!.Code);
        Assert.Equal(both[0].Refused is null ? 1 : 0, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Who_is_no_staff_changes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        var fulfilment = shop.Get<Fulfilment>();
        var outcomes = new[]
        {
            await fulfilment.AdvanceAsync(order, 0, OrderStatus.Confirmed, Shopfront, Stop),
            await fulfilment.ShipAsync(order, 0, null, null, null, Shopfront, Stop),
            await fulfilment.MarkPaidAsync(order, 0, PaymentMethod.Cash, null, Shopfront, Stop),
            await fulfilment.CancelAsync(order, 0, "Why not", Shopfront, Stop),
            await shop.RefundWholeAsync(order, 0, "Why not", Shopfront),
        };
        Assert.All(outcomes, outcome => Assert.Equal("role_missing", outcome.Refused?.Code));
        Assert.Equal("order_not_found", (await fulfilment.CancelAsync(77, 0, "None", Pat, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.VersionAsync(order));
    }

    [Theory, BothDatabases]
    public async Task An_order_that_grew_from_a_hold_shows_it_and_gives_its_stock_back_like_any_other(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        var hold = await shop.ReservationAsync(product);
        var order = (await shop.Get<Reservations>().ConfirmAsync([hold], Pat, Stop)).Value;
        var view = await shop.ViewAsync(order.Id);
        Assert.Equal(hold, Assert.Single(view.Holds).Id);
        Assert.Equal("Air Max 1", view.ItemOf(view.Holds[0].ProductId).ProductName);
        await shop.CancelAsync(order.Id);
        Assert.Equal(2, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.CountAsync("product_reservations", $"id = {hold} AND status = 'confirmed'"));
        await shop.AssertShopIsSoundAsync();
    }
}
