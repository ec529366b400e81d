using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>An order from the storefront's checkout to the money that went back.</summary>
public sealed class OrderJourney : Journey
{
    private const string Reason = "Changed their mind";

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Cancel_a_paid_order_and_see_the_stock_return_once(TestDatabase on)
    {
        var server = await StartAsync(on, OpenShop.NoLimits);
        await server.OpenAsync();
        var product = await StockSteps.AddProductAsync(server.Services, 3, 12_000);
        await server.BuyAsync(product, 2);
        var page = await VisitAsync(server);
        await page.SignInAsync(Aoife);
        await page.OpenAsync("/orders");
        await page.Locator(".orders-link").ClickAsync();
        await Expect(page.Locator(".order-track")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);

        await PayAsync(page);
        await CancelAsync(page);
        await SeeStockAsync(page, product);
        await RefundAsync(page);
        await SeeStockAsync(page, product);
        await ReadSlipAsync(page);

        Assert.Equal(3, await server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}"));
        Assert.Equal(1, await server.Rows.CountAsync("stock_moves", "order_id = 1 AND reason = 'sale_cancelled' AND quantity_change = 2"));
        Assert.Equal(2, await server.Rows.CountAsync("stock_moves", "order_id = 1"));
        Assert.Equal(1, await server.Rows.CountAsync("orders", $"""
            status = 'cancelled' AND payment_status = 'refunded' AND payment_reference = 'ch_77' AND refund_reference = 're_77'
            AND closing_reason = '{Reason}'
            """));
    }

    private static async Task PayAsync(IPage page)
    {
        await page.Button("Mark paid…").ClickAsync();
        await page.Locator("#paid-method").SelectOptionAsync("Card");
        await page.Locator("#paid-reference").FillAsync("ch_77");
        await AssertAccessibleAsync(page);
        await page.Locator("[data-do]").ClickAsync();
        await Expect(page.Locator(".page-head .chip").Nth(1)).ToContainTextAsync("Paid");
    }

    private static async Task CancelAsync(IPage page)
    {
        await page.Button("Cancel…").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("€240.00 is then owed to the buyer");
        await page.Locator("#cancel-reason").FillAsync(Reason);
        await AssertAccessibleAsync(page);
        await page.Locator("[data-do]").ClickAsync();
        await Expect(page.Locator(".order-track [aria-current=step]")).ToContainTextAsync("Cancelled");
        await Expect(page.Locator(".order-desk > .note")).ToContainTextAsync("€240.00 is owed to the buyer");
    }

    private static async Task SeeStockAsync(IPage page, int product)
    {
        await page.OpenAsync($"/products/{product}");
        await Expect(page.Locator(".stock-split dd").Last).ToHaveTextAsync("3");
        var back = page.Locator(".moves tbody tr").Filter(new() { HasText = "Sale cancelled" });
        await Expect(back).ToHaveCountAsync(1);
        await Expect(back.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/orders/1");
    }

    private static async Task RefundAsync(IPage page)
    {
        await page.OpenAsync("/orders/1?due=refund");
        await page.Button("Record refund…").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("nothing moves now");
        await Expect(page.Locator("#refund-reason")).ToHaveValueAsync(Reason);
        await page.Locator("#refund-reference").FillAsync("re_77");
        await page.Locator("[data-do]").ClickAsync();
        await Expect(page.Locator(".page-head .chip").Nth(1)).ToContainTextAsync("Refunded");
        await AssertAccessibleAsync(page);
    }

    private static async Task ReadSlipAsync(IPage page)
    {
        await page.GotoAsync("/orders/1/slip");
        await Expect(page.Locator("h1")).ToHaveTextAsync(new Regex("^ORD-[0-9]{8}-00001$"));
        await Expect(page.Locator(".slip")).Not.ToContainTextAsync("€");
        await AssertAccessibleAsync(page);
    }
}

internal static class OrderVisits
{
    /// <summary>Buys over HTTP as the storefront does.</summary>
    public static async Task BuyAsync(this AppServer server, int product, int quantity = 1)
    {
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync("/api/orders/create", new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["product_id"] = product, ["quantity"] = quantity }),
            ["customer_name"] = "Sorcha Walsh",
            ["customer_phone"] = "087 123 4567",
            ["customer_email"] = "sorcha@example.com",
            ["delivery_address"] = "1 Main Street",
            ["city"] = "Dublin",
        });
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }
}
