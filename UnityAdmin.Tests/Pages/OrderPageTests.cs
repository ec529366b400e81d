using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Orders;
using UnityAdmin.Orders.Pages;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Pages;

public sealed class OrderPageTests
{
    private const StringComparison Exactly = StringComparison.Ordinal;

    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff)]
    [InlineData(TestDatabase.Sqlite, Role.Manager)]
    [InlineData(TestDatabase.Sqlite, Role.Admin)]
    public async Task An_order_shows_what_who_where_and_the_one_next_step(TestDatabase on, Role role)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3, 12_500);
        var order = await shop.OrderAsync(product, 2);
        _ = await shop.ExecuteAsync($"UPDATE products SET price_cents = 1 WHERE id = {product}");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = Open(test, order);
        page.WaitForElement("[data-step]");
        var text = Text(page);
        Assert.Contains("€125.00 2 €250.00", text, Exactly);
        Assert.Contains("087 123 4567", text, Exactly);
        Assert.Contains("The buyer comes to the shop", text, Exactly);
        Assert.Equal($"/products/{product}", page.Find(".order-product a").GetAttribute("href"));
        var customer = await shop.ScalarAsync<int>($"SELECT user_id FROM orders WHERE id = {order}");
        Assert.Equal($"/customers/{customer}", page.Find(".order-buyer a").GetAttribute("href"));
        Assert.Equal("ORD-20260302-00001", page.Find("[aria-label='Copy the order number']").GetAttribute("data-copy"));
        Assert.Equal("−2", page.Find(".order-moves tbody .number").TextContent);
        Assert.Contains("Storefront placed the order", text, Exactly);
        Assert.Equal("Confirm", Said(Assert.Single(page.FindAll(".button-primary"))));
        Assert.Equal("Placed", Said(page.Find("[aria-current=step] .order-word")));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Each_step_leads_to_the_next_until_the_order_is_completed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, order);
        foreach (var (step, status) in new[]
        {
            ("Confirm", "confirmed"), ("Start processing", "processing"),
        })
        {
            page.WaitForAssertion(() => Assert.Equal(step, Step(page)));
            await page.Find("[data-step]").ClickAsync(new());
            page.WaitForAssertion(() => Assert.NotEqual(step, Step(page)));
            Assert.Equal(status, await shop.ScalarAsync<string>($"SELECT status FROM orders WHERE id = {order}"));
        }

        Assert.Equal("Hand over…", Step(page));
        await HandOverUnpaidAsync(test, shop, order);
        page.WaitForAssertion(() => Assert.Equal("Mark paid…", Step(page)));
        Assert.Contains("Pays on Friday", Text(page), Exactly);
        Assert.NotEmpty(page.FindAll("[data-take-back]"));
        Assert.Empty(page.FindAll("[data-cancel]"));
        await shop.PayAsync(order);
        page.WaitForAssertion(() => Assert.Equal("Complete", Step(page)));
        Assert.NotEmpty(page.FindAll("[data-refund]"));
        await page.Find("[data-step]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Completed", Said(page.Find(".order-over"))));
        Assert.Empty(page.FindAll(".button-primary"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_a_colleague_does_shows_itself_and_is_said(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, order);
        page.WaitForElement("[data-step]");
        await shop.PayAsync(order);
        page.WaitForAssertion(() => Assert.Contains("Marek Kowalski marked the order as paid just now.", Text(page), Exactly));
        await shop.CancelAsync(order);
        page.WaitForAssertion(() => Assert.Contains("€100.00 is owed to the buyer", Text(page), Exactly));
        Assert.Equal("Record refund…", Step(page));
        Assert.Equal(["Pending", "Cancelled"], page.FindAll(".order-track li").Select(step => step.GetAttribute("data-status")));
        Assert.Equal(2, page.FindAll(".order-moves tbody tr").Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_step_taken_on_an_old_picture_is_refused_and_the_new_one_is_shown(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, order);
        page.WaitForElement("[data-step]");
        _ = await shop.ExecuteAsync($"UPDATE orders SET version = version + 1, status = 'confirmed' WHERE id = {order}");
        await page.Find("[data-step]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Someone else has changed this order meanwhile", Text(page), Exactly));
        Assert.Equal("Start processing", Step(page));
        Assert.Equal("confirmed", await shop.ScalarAsync<string>($"SELECT status FROM orders WHERE id = {order}"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_form_keeps_what_was_typed_says_what_happened_and_asks_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var order = await shop.OrderAsync(product);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var seen = await shop.ViewAsync(order);
        var form = test.Render<CancelOrderForm>(with => with.Add(one => one.View, seen));
        Assert.Contains("The unit comes back on the shelf", Text(form), Exactly);
        Assert.DoesNotContain("owed", Text(form), Exactly);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Give a reason.", Text(form), Exactly));
        Assert.Equal("true", form.Find("#cancel-reason").GetAttribute("aria-invalid"));

        await form.Find("#cancel-reason").InputAsync(new() { Value = "Wrong size" });
        await shop.PayAsync(order);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Marek Kowalski marked the order as paid", Text(form), Exactly));
        Assert.Equal("Wrong size", form.Find("#cancel-reason").GetAttribute("value"));
        Assert.Equal("Cancel order all the same", Said(form.Find("[data-do]")));
        Assert.Equal(0, await shop.QuantityAsync(product));
        await form.Find("form").SubmitAsync();
        await WaitAsync(async () => await shop.QuantityAsync(product) == 1);
        Assert.Equal(1, await shop.CountAsync(
            "orders", "status = 'cancelled' AND payment_status = 'paid' AND closing_reason = 'Wrong size'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Paying_asks_how_and_a_refund_says_whether_stock_comes_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var unpaid = await shop.ViewAsync(order);
        var paying = test.Render<MarkPaidForm>(with => with.Add(one => one.View, unpaid));
        await paying.Find("form").SubmitAsync();
        paying.WaitForAssertion(() => Assert.Contains("Choose how it was paid.", Text(paying), Exactly));
        await paying.Find("#paid-method").ChangeAsync(new() { Value = "Revolut" });
        await paying.Find("#paid-reference").InputAsync(new() { Value = "rv-7" });
        await paying.Find("form").SubmitAsync();
        await WaitAsync(async () => await shop.CountAsync("orders", "payment_method = 'revolut' AND payment_reference = 'rv-7'") == 1);

        await shop.BringAsync(order, OrderStatus.Shipped);
        var left = await shop.ViewAsync(order);
        var returned = test.Render<RefundForm>(with => with.Add(one => one.View, left));
        await returned.Find("#refund-reason").InputAsync(new() { Value = "Did not fit" });
        await returned.Find("form").SubmitAsync();
        returned.WaitForAssertion(() => Assert.Contains("Say of each line whether the goods came back.", Text(returned), Exactly));
        await returned.Find("select").ChangeAsync(new() { Value = "Sellable" });
        Assert.Equal("€100.00 went back; 1 unit comes back on the shelf.", returned.Find("[data-refund-sum]").TextContent);
        await RefundPartAsync(test, shop, order);
        var other = await shop.OrderAsync(await shop.ProductAsync(1));
        await shop.PayAsync(other);
        await shop.CancelAsync(other);
        var cancelled = await shop.ViewAsync(other);
        var refund = test.Render<RefundForm>(with => with.Add(one => one.View, cancelled));
        Assert.Contains("nothing moves now", Text(refund), Exactly);
        Assert.Equal("Changed their mind", refund.Find("#refund-reason").GetAttribute("value"));
    }

    // Some goods, an amount beside them, and later the unit that had not come back.
    private static async Task RefundPartAsync(PageTest test, TestShop shop, int order)
    {
        var view = await shop.ViewAsync(order);
        var form = test.Render<RefundForm>(with => with.Add(one => one.View, view));
        await form.Find("[data-kind=Goods]").ClickAsync(new());
        await form.Find("[id^=refund-units]").InputAsync(new() { Value = "1" });
        Assert.Equal("100.00", form.Find("[id^=refund-euros]").GetAttribute("value"));
        await form.Find("[id^=refund-euros]").InputAsync(new() { Value = "1OO" });
        await form.Find("select").ChangeAsync(new() { Value = "NotReturned" });
        await form.Find("#refund-reason").InputAsync(new() { Value = "Lost on its way" });
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Write each amount in euro", Text(form), Exactly));
        await form.Find("[id^=refund-euros]").InputAsync(new() { Value = "60" });
        await form.Find("form").SubmitAsync();
        await WaitAsync(async () =>
            await shop.CountAsync("orders", $"id = {order} AND refunded_cents = 6000 AND payment_status = 'paid'") == 1);
        Assert.Equal(1, await shop.CountAsync("order_refund_lines", "quantity = 1 AND cents = 6000 AND condition = 'not_returned'"));
        var page = Open(test, order);
        page.WaitForAssertion(() => Assert.Contains("1 × Air Max 1: did not come back", Text(page), Exactly));
        Assert.Contains("Part refunded", Text(page), Exactly);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_slip_says_what_goes_where_and_no_prices(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2, 12_345);
        var wanted = new NewOrder([new CartLine(product, 2)], Sorcha,
            new Delivery(DeliveryMethod.Delivery, "1 Main Street", "Dublin", "D08 XY12"), Notes: "Ring twice");
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(wanted, null, Shopfront, Stop)).Refused);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var slip = test.Render<SlipPage>(with => with.Add(page => page.Id, 1));
        slip.WaitForElement(".slip");
        var text = Text(slip);
        foreach (var said in new[] { "ORD-20260302-00001", "Sorcha Walsh", "1 Main Street", "D08 XY12", "UN-000001", "UK 9", "Ring twice" })
            Assert.Contains(said, text, Exactly);
        Assert.Equal("2", Said(slip.Find(".slip-items tbody .number")));
        Assert.DoesNotContain("€", text, Exactly);
        Assert.DoesNotContain("123.45", text, Exactly);
        Assert.Empty(slip.FindAll("nav"));
        Assert.NotEmpty(slip.FindAll(".slip-tools [data-print]"));
    }

    private static async Task HandOverUnpaidAsync(PageTest test, TestShop shop, int order)
    {
        var seen = await shop.ViewAsync(order);
        var form = test.Render<HandOverForm>(with => with.Add(one => one.View, seen));
        Assert.Contains("€100.00 is owed by Sorcha Walsh", Text(form), Exactly);
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Contains("Say why the goods leave unpaid", Text(form), Exactly));
        Assert.Equal("true", form.Find("#hand-over-reason").GetAttribute("aria-invalid"));
        await form.Find("#hand-over-reason").InputAsync(new() { Value = "Pays on Friday" });
        await form.Find("form").SubmitAsync();
        await WaitAsync(async () => await shop.CountAsync("orders", "status = 'shipped' AND unpaid_reason = 'Pays on Friday'") == 1);
    }

    [Fact]
    public async Task A_number_without_an_order_says_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, 77);
        page.WaitForAssertion(() => Assert.Contains("There is no such order", page.Markup, Exactly));
    }

    [Fact]
    public async Task Someone_locked_out_meanwhile_is_told_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        test.SignIn(Role.Staff, 99);
        var page = Open(test, order);
        page.WaitForAssertion(() => Assert.Contains("The orders are closed to you", page.Markup, Exactly));
    }

    private static IRenderedComponent<OrderPage> Open(PageTest test, int id) =>
        test.Render<OrderPage>(with => with.Add(page => page.Id, id));

    private static async Task WaitAsync(Func<Task<bool>> there)
    {
        while (!await there()) await Task.Delay(20, Stop);
    }

    private static string? Step(IRenderedComponent<OrderPage> page) => page.FindAll("[data-step]") is [var step] ? Said(step) : null;

    private static string Said(IElement element) => Words(element.InnerHtml);

    private static string Text<T>(IRenderedComponent<T> page)
        where T : IComponent => Words(page.Markup);

    // Icons are named by a word of their own.
    private static string Words(string html) => string.Join(' ', Regex.Replace(html, "<i [^>]*>[^<]*</i>|<[^>]+>", " ")
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
