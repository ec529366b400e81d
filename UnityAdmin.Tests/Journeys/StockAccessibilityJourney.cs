using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What <see cref="AccessibilityJourney"/> asks of every page, asked of the catalogue, the orders and stocktakes.</summary>
public sealed class StockAccessibilityJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task Every_page_of_the_catalogue_can_be_used_by_everyone(Screen screen)
    {
        var product = await shop.Server.ProductWithAStoryAsync();
        await shop.Server.BuyAsync(int.Parse(product.Split('/')[^1], null));
        var page = await VisitAsync(shop.Server, screen);
        await page.SignInAsync(Niamh);
        await page.GotoAsync("/orders/1/slip");
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        string[] paths =
        [
            "/orders", "/orders?q=nothing", "/orders/1", "/products", "/products?q=nothing", "/products?brand=Nike&stock=in_stock",
            "/products/new", product,
        ];
        foreach (var path in paths)
        {
            await page.OpenAsync(path);
            await AssertAccessibleAsync(page);
            await page.AssertNarrowAsync();
        }

        await page.Locator(".product-history > summary").ClickAsync();
        await page.Button("Arrange or delete").ClickAsync();
        await page.Button("Edit").ClickAsync();
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task Stocktakes_can_be_used_by_everyone(Screen screen)
    {
        var skus = await shop.Server.ShelveAsync(3, $"Brand {screen}");
        var stocktake = await shop.Server.OpenCountAsync(Niamh, $"Brand {screen}");
        var page = await (await VisitAsync(shop.Server, screen)).SignInAsync(Niamh);
        await page.OpenAsync(stocktake);
        await page.ScanAsync(skus[0], "UN-999999", $"{skus[1]} 7");
        await Expect(page.Locator(".scan-log li")).ToHaveCountAsync(3);
        await AssertAccessibleAsync(page);
        await page.Locator("[data-paste]").ClickAsync();
        await page.Locator("#paste-text").FillAsync($"{skus[2]},1\n{skus[2]},many\nnonsense,1");
        await AssertAccessibleAsync(page);
        await page.Button("Read the rows").ClickAsync();
        await Expect(page.Locator(".paste-rows tbody .chip")).ToHaveCountAsync(3);
        await AssertAccessibleAsync(page);
        await page.GotoAsync(stocktake);
        await page.LiveAsync();
        await page.Locator("[data-post]").ClickAsync();
        await Expect(page.Locator(".post-lines")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        foreach (var path in new[] { "/stocktakes", "/stocktakes?status=cancelled", stocktake, $"{stocktake}?show=differences" })
        {
            await page.OpenAsync(path);
            await AssertAccessibleAsync(page);
            await page.AssertNarrowAsync();
        }
    }
}
