using System.Net;
using System.Text.RegularExpressions;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>Reserved at the storefront, taken at the counter.</summary>
public sealed class ReservationJourney : Journey
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Reserved_over_http_and_confirmed_in_the_browser(TestDatabase on)
    {
        var server = await StartAsync(on, OpenShop.NoLimits);
        await server.OpenAsync();
        var (shoe, hoodie) = (await StockSteps.AddProductAsync(server.Services, 3, 12_000),
            await StockSteps.AddProductAsync(server.Services, 1, 8_000, "Box logo", "M"));
        var page = await VisitAsync(server);
        await page.SignInAsync(Aoife);
        await page.OpenAsync("/reservations");
        await Expect(page.GetByText("Nothing is reserved")).ToBeVisibleAsync();
        using var storefront = server.NewClient();
        var (status, _) = await storefront.PostAsync("/api/reservations/create", ReservationApiTests.Form((shoe, 2), (hoodie, 1)));
        Assert.Equal(HttpStatusCode.OK, status);

        await Expect(page.Locator(".hold")).ToHaveCountAsync(2);
        await Expect(page.Locator(".hold-state time").First).ToHaveTextAsync(new Regex("(1 day|23 h) left"));
        await AssertAccessibleAsync(page);
        await page.Button("Extend").First.ClickAsync();
        await Expect(page.GetByText("Sorcha Walsh then has it until")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await page.Button("Leave it").ClickAsync();
        await page.Button("Confirm all 2 as one order").ClickAsync();
        await Expect(page.Locator(".note")).ToContainTextAsync("2 reservations of Sorcha Walsh became order ORD-");
        await Expect(page.Locator(".note")).ToContainTextAsync("3 units, €320.00.");
        await Expect(page.Locator(".hold .chip")).ToHaveTextAsync([new Regex("Confirmed"), new Regex("Confirmed")]);
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();

        var order = Assert.Single(await server.Rows.RowsAsync("SELECT * FROM orders"));
        Assert.Equal((32_000L, "+353871234567"), (Convert.ToInt64(order["total_cents"], null), order["customer_phone"]));
        Assert.Equal($"/orders/{order["id"]}", await page.Locator(".note a").GetAttributeAsync("href"));
        Assert.Equal([1L, 0L], (await server.Rows.RowsAsync("SELECT quantity_available FROM products ORDER BY id"))
            .Select(row => Convert.ToInt64(row["quantity_available"], null)));
        Assert.Equal(2, await server.Rows.CountAsync("stock_moves", $"order_id = {order["id"]} AND reason = 'sale'"));
    }
}
