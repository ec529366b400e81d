using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UnityAdmin.Tests.Stock;
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

    /// <summary>Field cases 01, 02 and 03.</summary>
    [Fact]
    public async Task A_scan_opens_what_it_names_and_neither_held_keys_nor_a_second_click_take_a_step()
    {
        var product = await StockSteps.AddProductAsync(shop.Server.Services, 3, 12_000);
        var sku = await shop.Server.Rows.ScalarAsync<string>($"SELECT sku FROM products WHERE id = {product}");
        await shop.Server.BuyAsync(product);
        var order = await shop.Server.Rows.ScalarAsync<int>("SELECT MAX(id) FROM orders");
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync($"/orders/{order}");
        await page.HearsKeysAsync();

        var step = page.Locator("[data-step]");
        await step.FocusAsync();
        Assert.True(await page.ScanBurstAsync(sku, "Enter"));
        await page.WaitForURLAsync(new Regex($"/products/{product}$"));
        await page.GoBackAsync();
        await page.LiveAsync();
        await page.Locator("h1").FocusAsync();
        Assert.True(await page.ScanBurstAsync("]C0NOBODY-1", "Tab"));
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing is called NOBODY-1");
        await page.OpenAsync($"/orders/{order}");
        await page.EvaluateAsync("""
            () => { for (const key of ["n", "N", "p", "Enter", " "]) for (let i = 0; i < 9; i++) document.querySelector("[data-step]")
              .dispatchEvent(new KeyboardEvent("keydown", { key, repeat: true, bubbles: true, cancelable: true })); }
            """);
        await ClickTwiceAsync(page, order);
    }

    // The clock of the page stands still meanwhile, so that the second click comes at once however busy the machine is.
    private async Task ClickTwiceAsync(IPage page, int order)
    {
        var step = page.Locator("[data-step]");
        await page.EvaluateAsync("() => { const now = performance.now(); performance.now = () => now; }");
        var first = await step.TextContentAsync();
        var place = (await step.BoundingBoxAsync())!;
        var (x, y) = (place.X + 20, place.Y + place.Height / 2);
        await page.Mouse.ClickAsync(x, y);
        await Expect(step).Not.ToHaveTextAsync(first!);
        var second = await step.TextContentAsync();
        await page.Mouse.ClickAsync(x, y);
        await page.EvaluateAsync("() => { const now = performance.now() + 5000; performance.now = () => now; }");
        Assert.Equal("confirmed", await StatusAsync(order));
        await page.Mouse.ClickAsync(x, y);
        await Expect(step).Not.ToHaveTextAsync(second!);
        Assert.Equal("processing", await StatusAsync(order));
    }

    private Task<string> StatusAsync(int order) => shop.Server.Rows.ScalarAsync<string>($"SELECT status FROM orders WHERE id = {order}");

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
