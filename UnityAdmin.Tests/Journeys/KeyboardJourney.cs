using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class KeyboardJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    [Fact]
    public async Task J_and_K_walk_the_queue_in_its_order_and_keep_its_filter()
    {
        var dear = await shop.Server.SubmitAsync(StorefrontSteps.Form("Walker Dear", price: 300));
        var middle = await shop.Server.SubmitAsync(StorefrontSteps.Form("Walker Middle", price: 200));
        var cheap = await shop.Server.SubmitAsync(StorefrontSteps.Form("Walker Cheap", price: 100));
        await shop.Server.SubmitAsync(StorefrontSteps.Form("Someone Else", price: 250));
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync($"{dear.ReviewPath}?status=pending&q=Walker&sort=asking");
        await page.HearsKeysAsync();
        await WalkAsync(page, "j", middle);
        await WalkAsync(page, "j", cheap);
        await WalkAsync(page, "k", middle);
        Assert.Equal($"{middle.ReviewPath}?status=pending&q=Walker&sort=asking", page.Place());
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(new Regex(@"/sell-requests\?status=pending&q=Walker&sort=asking$"));
    }

    [Fact]
    public async Task O_writes_an_offer_and_Escape_closes_it()
    {
        var page = await ReviewAsync("Opener");
        await page.Keyboard.PressAsync("o");
        await Expect(page.Locator("#offer-message")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jkor?");
        await Expect(page.Locator("#offer-message")).ToHaveValueAsync("jkor?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside.composer")).ToHaveCountAsync(0);
        await Expect(page.Question()).ToHaveCountAsync(0);
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task R_asks_for_a_reason_and_takes_none_for_an_answer()
    {
        var page = await ReviewAsync("Reasonable");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#closing-reason")).ToBeFocusedAsync();
        await page.Locator("[data-close-request]").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("Give a reason.");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Question()).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("r");
        await page.Locator("#closing-reason").FillAsync("The soles are gone.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Question()).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).ToContainTextAsync($"Rejected by {Aoife}: The soles are gone.");
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_of_this_page()
    {
        var page = await ReviewAsync("Asker");
        await page.Keyboard.PressAsync("?");
        var help = page.Locator("dialog[open]");
        await Expect(help).ToContainTextAsync("Write an offer");
        await page.Keyboard.PressAsync("o");
        await page.Keyboard.PressAsync("Escape");
        await Expect(help).ToHaveCountAsync(0);
        await Expect(page.Locator("aside.composer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keys_typed_into_fields_are_text()
    {
        var page = await ReviewAsync("Typist");
        var place = page.Place();
        var price = page.GetByLabel("Our price for item 1 in euros");
        await price.FocusAsync();
        await page.Keyboard.TypeAsync("jkor?");
        await Expect(price).ToHaveValueAsync("jkor?");
        await Expect(page.Locator("aside.composer")).ToHaveCountAsync(0);
        await Expect(page.Question()).ToHaveCountAsync(0);
        Assert.Equal(place, page.Place());
    }

    private async Task<IPage> ReviewAsync(string seller)
    {
        var sent = await shop.Server.SubmitAsync(StorefrontSteps.Form(seller));
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync(sent.ReviewPath);
        await page.HearsKeysAsync();
        return page;
    }

    private static async Task WalkAsync(IPage page, string key, Sent to)
    {
        var before = await page.KeysHeardAsync();
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("h1")).ToHaveTextAsync(to.BatchId);
        await page.HearsKeysAsync(before);
    }
}
