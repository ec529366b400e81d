using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Orders;
using UnityAdmin.Orders.Pages;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Pages;

public sealed class OrdersPageTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff)]
    [InlineData(TestDatabase.Sqlite, Role.Admin)]
    public async Task A_shop_without_orders_says_how_they_come(TestDatabase on, Role role)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Contains("No orders yet", page.Find(".state h2").TextContent, StringComparison.Ordinal));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Rows_follow_the_address_and_carry_it_on(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var (first, second) = (await shop.OrderAsync(product), await shop.OrderAsync(product, 2));
        await shop.BringAsync(first, OrderStatus.Confirmed);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Equal([second, first], Ids(page)));
        Assert.Contains("€200.00", page.Find($"tr[data-id='{second}']").TextContent, StringComparison.Ordinal);
        Assert.Equal(["All 2", "Pending 1", "Confirmed 1", "Processing 0", "Shipped 0", "Completed 0", "Cancelled 0", "To pack 0",
            "Refund owed 0"], page.FindAll(".tab-link").Select(tab => Squeezed(tab.InnerHtml)));

        Visit(test, "/orders?status=confirmed");
        page.WaitForAssertion(() => Assert.Equal([first], Ids(page)));
        Assert.Equal($"/orders/{first}?status=confirmed", page.Find(".orders-link").GetAttribute("href"));
        Assert.Equal("/orders.csv?status=confirmed", page.Find("a[download]").GetAttribute("href"));
        await page.InvokeAsync(() => page.Find("#order-search").Input("nobody has this"));
        page.WaitForAssertion(() => Assert.Contains("Nothing found", page.Find(".state h2").TextContent, StringComparison.Ordinal));
        Visit(test, "/orders?due=refund");
        page.WaitForAssertion(() => Assert.Equal("Refund owed: nothing", page.Find(".state h2").TextContent));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_others_do_is_marked_where_it_stands_and_what_comes_is_offered(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var order = await shop.OrderAsync(product);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Equal([order], Ids(page)));
        await shop.PayAsync(order);
        page.WaitForElement("tr.row-changed");
        Assert.Contains("Paid", page.Find("tr.row-changed").TextContent, StringComparison.Ordinal);
        var later = await shop.OrderAsync(product);
        page.WaitForElement(".orders-newer button");
        Assert.Equal([order], Ids(page));
        await page.Find(".orders-newer button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal([later, order], Ids(page)));
        Assert.Empty(page.FindAll(".orders-newer"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Show_more_reads_on_after_a_hundred(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(OrderList.PageSize + 2);
        for (var number = 0; number < OrderList.PageSize + 2; number++) _ = await shop.OrderAsync(product);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Equal(OrderList.PageSize, Ids(page).Count));
        await page.Find(".show-more button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(OrderList.PageSize + 2, Ids(page).Distinct().Count()));
        Assert.Empty(page.FindAll(".show-more"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_failure_is_shown_as_one_and_can_be_tried_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        _ = await shop.ExecuteAsync("ALTER TABLE order_items RENAME TO order_items_gone");
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".state-bad").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tr[data-id]"));
        _ = await shop.ExecuteAsync("ALTER TABLE order_items_gone RENAME TO order_items");
        await page.Find(".state-action button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal([order], Ids(page)));
    }

    [Fact]
    public async Task Someone_locked_out_meanwhile_is_told_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        test.SignIn(Role.Staff, 99);
        var page = test.Render<OrdersPage>();
        page.WaitForAssertion(() => Assert.Contains("The orders are closed to you", page.Markup, StringComparison.Ordinal));
    }

    private static List<int> Ids(IRenderedComponent<OrdersPage> page) =>
        [.. page.FindAll("tr[data-id]").Select(row => int.Parse(row.GetAttribute("data-id")!, CultureInfo.InvariantCulture))];

    private static void Visit(PageTest test, string path) => test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);

    private static string Squeezed(string html) => string.Join(
        ' ', Regex.Replace(html, "<[^>]+>", " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
