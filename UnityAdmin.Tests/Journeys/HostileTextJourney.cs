using System.Text.Json.Nodes;
using Microsoft.Playwright;
using UnityAdmin.Tests.Selling;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>A seller whose every word is an attack or a nuisance; nothing of it runs, all of it reads as text.</summary>
public sealed class HostileTextJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private const string Planted = "<img src=x onerror=\"window.pwned=1\">";

    // Right-to-left override and embedding: they would turn the text of the whole line around.
    private const string Hostile = "\u202e\u202b" + Planted;

    [Fact]
    public async Task Nothing_a_seller_writes_runs_or_breaks_a_page()
    {
        var sent = await shop.Server.SubmitAsync(HostileForm(), StorefrontSteps.TwoPhotos);
        var staff = await (await VisitAsync(shop.Server, Screen.Phone)).SignInAsync(Aoife);
        await SendOfferAsync(staff, sent);
        await AnswerAsync(sent);
        string[] pages =
        [
            "/", "/offers", "/sell-requests", sent.ReviewPath, $"{sent.ReviewPath}?show=notes", $"{sent.ReviewPath}?show=messages",
            $"{sent.ReviewPath}?show=history",
        ];
        foreach (var path in pages)
        {
            await staff.OpenAsync(path);
            await AssertHarmlessAsync(staff);
        }

        await OpenTheFoldedAsync(staff);
        await staff.OpenAsync($"{sent.ReviewPath}?show=messages");
        await OpenTheFoldedAsync(staff);
        var seller = await VisitAsync(shop.Server, Screen.Phone);
        await seller.GotoAsync(sent.OfferPath);
        await AssertHarmlessAsync(seller);
    }

    [Fact]
    public async Task On_a_wide_screen_neither_and_the_palette_and_the_dialogs_show_it_as_text()
    {
        var sent = await shop.Server.SubmitAsync(HostileForm());
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync("/sell-requests");
        await AssertHarmlessAsync(page);
        await page.GetByLabel($"Select {sent.BatchId}").CheckAsync();
        await page.GetByText("Reject…").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync(Planted);
        await AssertHarmlessAsync(page);

        // Keys belong to the question once it has the focus.
        await Expect(page.Question().Locator(":focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Question()).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(sent.BatchId);
        await Expect(page.Locator("dialog.palette .palette-entry", new() { HasText = sent.BatchId })).ToContainTextAsync(Planted);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync(sent.BatchId);
        await AssertHarmlessAsync(page);
    }

    private static JsonObject HostileForm()
    {
        var form = Storefront.Form();
        foreach (var field in new[] { "contact_name", "contact_channel", "contact_handle", "address", "city", "notes", "seller_message" })
            form[field] = field is "contact_channel" ? Planted : Hostile;
        form["contact_email"] = "x'onfocus='window.pwned=1'autofocus='@example.com";
        var item = Storefront.Item();
        item["brand"] = Hostile;
        item["size"] = Planted;
        item["description"] = new string('W', 2_000);
        var other = Storefront.Item();
        other["description"] = Hostile;
        form["items"] = new JsonArray(item, other);
        return form;
    }

    private static async Task SendOfferAsync(IPage staff, Sent sent)
    {
        await staff.OpenAsync(sent.ReviewPath);
        await AssertHarmlessAsync(staff);
        foreach (var item in new[] { "Item 1", "Item 2" })
        {
            var card = staff.GetByRole(AriaRole.Article, new() { Name = item });
            await card.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await Expect(card.Locator(".chip")).ToContainTextAsync("Approved");
        }

        await staff.Locator("[data-step]:visible").ClickAsync();
        await staff.Locator("#offer-message").FillAsync(Hostile);
        await AssertHarmlessAsync(staff);
        await staff.Locator("[data-send]").ClickAsync();
        await Expect(staff.Locator("aside.composer")).ToHaveCountAsync(0);
    }

    private async Task AnswerAsync(Sent sent)
    {
        var seller = await VisitAsync(shop.Server, Screen.Phone);
        await seller.GotoAsync(sent.OfferPath);
        await AssertHarmlessAsync(seller);
        await seller.GetByText("Name your price", new() { Exact = true }).ClickAsync();
        await seller.Locator("#price").FillAsync("300");
        await seller.Locator("#counter-message").FillAsync(Hostile);
        await seller.Button("Send your price").ClickAsync();
        await Expect(seller.Locator("h1")).ToContainTextAsync("You asked for");
        await AssertHarmlessAsync(seller);
    }

    private static async Task OpenTheFoldedAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelectorAll('main details').forEach(one => one.open = true)");
        await AssertHarmlessAsync(page);
    }

    private static async Task AssertHarmlessAsync(IPage page)
    {
        await Expect(page.Locator("main")).ToContainTextAsync(Planted);
        Assert.Equal(0, await page.Locator("img[src='x']").CountAsync());
        Assert.Null(await page.EvaluateAsync<int?>("window.pwned ?? null"));
        await page.AssertNarrowAsync();
    }
}
