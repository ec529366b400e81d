using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UnityAdmin.Tests.Stock;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>Every page as those need it who hear it, enlarge it or cannot tell its colours apart; light, dark, wide, narrow.</summary>
public sealed class AccessibilityJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task Every_page_can_be_used_by_everyone(Screen screen)
    {
        var sent = await shop.Server.SubmitAsync(StorefrontSteps.Form($"Seller on {screen}"), StorefrontSteps.TwoPhotos);
        var waiting = await shop.Server.SubmitAsync(StorefrontSteps.Form($"Waiting on {screen}"));
        var stock = await StockSteps.AddProductAsync(shop.Server.Services, 3, name: $"Runner on {screen}");
        var page = await VisitAsync(shop.Server, screen);
        await page.GotoAsync("/sign-in");
        await AssertAccessibleAsync(page);
        await page.SignInAsync(Aoife);
        await SendOfferAsync(page, sent);
        string[] pages =
        [
            "/", "/customers", "/customers/1", "/offers", "/reservations", "/sell-requests", "/sell-requests?q=nothing", waiting.ReviewPath,
            sent.ReviewPath,
            "/stock", $"/stock?product={stock}&move=1&asof=2100-01-01T00:00:00Z", "/stock?reason=theft", "/stock/corrections",
            $"{sent.ReviewPath}?show=notes", $"{sent.ReviewPath}?show=messages", $"{sent.ReviewPath}?show=history",
        ];
        foreach (var path in pages)
        {
            await page.OpenAsync(path);
            await AssertAccessibleAsync(page);
            await page.AssertNarrowAsync();
        }

        await AssertStockDialogsAsync(await VisitAsync(shop.Server, screen), stock);
        foreach (var path in new[] { "/account", sent.OfferPath })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("h1")).ToBeVisibleAsync();
            await AssertAccessibleAsync(page);
            await page.AssertNarrowAsync();
        }
    }

    private static async Task AssertStockDialogsAsync(IPage page, int product)
    {
        await page.SignInAsync(Niamh);
        await page.OpenAsync($"/stock?product={product}");
        await page.Button("Adjust stock…").ClickAsync();
        await page.Locator("#adjust-units").FillAsync("1");
        await page.Locator("input[value=Lost]").CheckAsync();
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        await page.Locator("#adjust-note").FillAsync("Not on the shelf");
        await page.Button("Adjust").ClickAsync();
        await Expect(page.Question()).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Reverse these") }).ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("2 moves taken back");
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        foreach (var path in new[] { "/stock/corrections?status=posted", "/stock/corrections/1", "/jobs?history=outbox" })
        {
            await page.OpenAsync(path);
            await AssertAccessibleAsync(page);
            await page.AssertNarrowAsync();
        }
    }

    private static async Task SendOfferAsync(IPage page, Sent sent)
    {
        await page.OpenAsync(sent.ReviewPath);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(page.Locator("article.item .chip")).ToContainTextAsync("Approved");
        await page.Locator("[data-step]:visible").ClickAsync();
        await Expect(page.Locator("#offer-message")).ToBeFocusedAsync();
        await AssertAccessibleAsync(page);
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("aside.composer")).ToHaveCountAsync(0);
    }
}
