using System.Text.Json.Nodes;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Orders;

public sealed class CheckoutTests
{
    [Theory, BothDatabases]
    public async Task A_sale_takes_the_stock_and_writes_the_order_with_the_catalogue_s_price(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3, 12_500);
        var answer = JsonNode.Parse((await shop.BuyAsync(product, 2, Sorcha)).Value)!;
        Assert.Equal(250.00m, answer["total"]!.GetValue<decimal>());
        Assert.Equal(1, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.ScalarAsync<int>(
            $"SELECT COUNT(*) FROM orders WHERE order_number = '{answer["order_number"]}' AND total_cents = 25000 AND status = 'pending'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Who_comes_too_late_is_told_what_is_left_and_leaves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var refused = (await shop.BuyAsync(product, 2, Sorcha)).Refused!;
        Assert.Equal("insufficient_stock", refused.Code);
        Assert.Contains("1 left, 2 wanted", refused.Sentence);
        Assert.Equal(1, await shop.QuantityAsync(product));
        Assert.Equal(0, await shop.ScalarAsync<int>("SELECT (SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM users)"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_buyer_is_not_blocked_by_their_own_hold_and_others_are(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var hold = await shop.ReservationAsync(product, session: "session-1");
        var other = await shop.BuyAsync(product, 1, Sorcha with { Phone = "+353870000001", Email = null });
        Assert.Equal("insufficient_stock", other.Refused!.Code);
        Assert.Equal("insufficient_stock", (await shop.BuyAsync(product, 1, Sorcha)).Refused!.Code);
        Assert.Null((await shop.BuyAsync(product, 1, Sorcha, "session-1")).Refused);
        Assert.Equal(1, await shop.ScalarAsync<int>(
            $"SELECT COUNT(*) FROM product_reservations WHERE id = {hold} AND status = 'confirmed' AND order_id IS NOT NULL"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_repeat_gets_the_first_answer_and_another_body_none(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var first = await shop.BuyAsync(product, request: new IdempotentRequest("k-1", "hash"));
        var second = await shop.BuyAsync(product, request: new IdempotentRequest("k-1", "hash"));
        Assert.Equal(first.Value, second.Value);
        var other = await shop.BuyAsync(product, request: new IdempotentRequest("k-1", "other"));
        Assert.Equal("idempotency_key_reused", other.Refused!.Code);
        Assert.Equal(1, await shop.ScalarAsync<int>("SELECT COUNT(*) FROM orders"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_hold_that_has_lapsed_is_released_by_the_next_buyer(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var hold = await shop.ReservationAsync(product);
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null((await shop.BuyAsync(product)).Refused);
        Assert.Equal(1, await shop.ScalarAsync<int>($"SELECT COUNT(*) FROM product_reservations WHERE id = {hold} AND status = 'expired'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_order_brings_its_stock_back_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        var order = await shop.OrderAsync(product, 2);
        var fulfilment = shop.Get<Fulfilment>();
        Assert.Null((await fulfilment.MarkPaidAsync(order, 0, PaymentMethod.Card, "ch_1", StockSteps.Aoife, Stop)).Refused);
        Assert.Null((await fulfilment.CancelAsync(order, 1, "Changed their mind", StockSteps.Aoife, Stop)).Refused);
        Assert.Equal("order_changed", (await fulfilment.CancelAsync(order, 1, "Again", StockSteps.Aoife, Stop)).Refused!.Code);
        Assert.Equal("not_cancellable", (await fulfilment.CancelAsync(order, 2, "Again", StockSteps.Aoife, Stop)).Refused!.Code);
        Assert.Null((await shop.RefundWholeAsync(order, 2, "Changed their mind", StockSteps.Aoife)).Refused);
        Assert.Equal(2, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }
}
