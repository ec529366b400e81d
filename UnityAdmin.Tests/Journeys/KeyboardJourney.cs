using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UnityAdmin.Orders;
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

    /// <summary>Field case 01, with a scan in a dialog, in its field, and of what there is not.</summary>
    [Fact]
    public async Task A_scan_opens_what_it_names_and_presses_nothing()
    {
        var (order, product, sku) = await OrderedAsync();
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync($"/orders/{order}");
        await page.HearsKeysAsync();
        await page.Locator("[data-step]").FocusAsync();
        await page.ScanKeysAsync(sku, "Enter", "Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"/products/{product}$"));
        await page.GoBackAsync();
        await page.LiveAsync();
        await page.Locator("[data-step]").FocusAsync();
        await page.ScanKeysAsync("]C0NOBODY-1", "Tab");
        await Expect(page.GetByText("No product, order or sell request is called NOBODY-1.")).ToBeVisibleAsync();
        Assert.Equal($"/orders/{order}", page.Place());

        // What is pressed by a hand in a hurry is no scan.
        await page.TypeKeysAsync(50, "z", "z", "z", "z", "p");
        await Expect(page.Locator("#paid-method")).ToBeFocusedAsync();
        await page.Locator("[data-do]").FocusAsync();
        await page.ScanKeysAsync(sku, "Enter");
        await Expect(page.GetByText($"The scan of {sku} opened nothing, because a dialog is open.")).ToBeVisibleAsync();
        await page.Locator("#paid-reference").FocusAsync();
        await page.ScanKeysAsync(sku, "Enter");
        await Expect(page.Locator("#paid-reference")).ToHaveValueAsync(sku);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Question()).ToHaveCountAsync(0);
        Assert.Equal(1, await shop.Server.Rows.CountAsync("orders", $"id = {order} AND status = 'pending' AND payment_status <> 'paid'"));

        // Without a suffix.
        await page.ScanKeysAsync(sku);
        await Expect(page).ToHaveURLAsync(new Regex($"/products/{product}$"));
    }

    /// <summary>Field cases 02 and 03, and a colleague's step just before the first click.</summary>
    [Fact]
    public async Task Neither_held_keys_nor_a_click_on_what_nobody_has_seen_take_a_step()
    {
        var (order, _, _) = await OrderedAsync();
        var page = await (await VisitAsync(shop.Server)).SignInAsync(Aoife);
        await page.OpenAsync($"/orders/{order}");
        await page.HearsKeysAsync();
        await page.EvaluateAsync("""
            () => { for (const key of ["n", "N", "p", "Enter", " "]) for (let i = 0; i < 9; i++) document.querySelector("[data-step]")
              .dispatchEvent(new KeyboardEvent("keydown", { key, repeat: true, bubbles: true, cancelable: true })); }
            """);
        await page.TypeKeysAsync(100, "n", "n");

        var step = page.Locator("[data-step]");
        var box = (await step.BoundingBoxAsync())!;
        var place = (box.X + 20.0, box.Y + box.Height / 2.0);
        await page.Mouse.MoveAsync((float)place.Item1, (float)place.Item2);
        await page.ClickLaterAsync(place, -3000);
        await Expect(step).ToContainTextAsync("Start processing");
        await page.ClickLaterAsync(place, -2400);
        Assert.Equal("confirmed", await StatusAsync(order));
        await page.ClickLaterAsync(place, 5000);
        await Expect(step).Not.ToContainTextAsync("Start processing");
        Assert.Equal("processing", await StatusAsync(order));

        // Somebody else takes it back while the pointer is elsewhere; a fresh page, in which nobody has pressed anything.
        var (other, _, _) = await OrderedAsync();
        await page.OpenAsync($"/orders/{other}");
        await page.Mouse.MoveAsync(2, 2);
        await Expect(step).ToContainTextAsync("Confirm");
        await AdvanceAsync(other);
        await Expect(step).ToContainTextAsync("Start processing");
        await page.ClickLaterAsync(place, -3000);
        await page.ClickLaterAsync(place, -2000);
        Assert.Equal("confirmed", await StatusAsync(other));
        await page.ClickLaterAsync(place, 5000);
        await Expect(step).Not.ToContainTextAsync("Start processing");
    }

    [Fact]
    public async Task A_form_without_a_circuit_is_sent_once_and_again_only_after_coming_back()
    {
        var page = await VisitAsync(shop.Server);
        await page.GotoAsync("/sign-in");
        var sent = await page.EvaluateAsync<int>("""
            async () => {
              const form = document.querySelector("form.auth-form");
              for (const field of form.querySelectorAll("input")) field.required = false;
              let sent = 0;
              window.addEventListener("submit", event => { if (!event.defaultPrevented) sent++; event.preventDefault(); });
              for (let i = 0; i < 2; i++) form.requestSubmit();
              await new Promise(done => setTimeout(done, 50));
              if (!form.querySelector("[type=submit]").disabled) return -1;
              window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
              form.requestSubmit(form.querySelector("[type=submit]"));
              return sent;
            }
            """);
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task A_letter_on_a_list_that_acts_at_once_chooses_nothing()
    {
        var page = await ReviewAsync("Unassigned");
        await page.Locator("#assigned").FocusAsync();
        await page.ScanKeysAsync("marek", "Enter");
        await Expect(page.GetByText("is called marek.")).ToBeVisibleAsync();
        await page.TypeKeysAsync(1000, "m", "a");
        await Expect(page.Locator("#assigned")).ToHaveValueAsync("0");
    }

    private async Task<(int Order, int Product, string Sku)> OrderedAsync()
    {
        var product = await StockSteps.AddProductAsync(shop.Server.Services, 3, 12_000);
        await shop.Server.BuyAsync(product);
        return (
            await shop.Server.Rows.ScalarAsync<int>("SELECT MAX(id) FROM orders"),
            product,
            await shop.Server.Rows.ScalarAsync<string>($"SELECT sku FROM products WHERE id = {product}"));
    }

    private async Task AdvanceAsync(int order)
    {
        var fulfilment = (Fulfilment)shop.Server.Services.GetService(typeof(Fulfilment))!;
        var niamh = new Actor(ActorKind.Staff, "3", Niamh, UnityAdmin.Role.Admin, null);
        var version = await shop.Server.Rows.ScalarAsync<int>($"SELECT version FROM orders WHERE id = {order}");
        Assert.Null((await fulfilment.AdvanceAsync(order, version, OrderStatus.Confirmed, niamh, Stop)).Refused);
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
