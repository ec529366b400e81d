using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What was bought, from its arrival to the shelf.</summary>
public sealed class ShelfJourney : Journey
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task From_the_agreed_price_over_a_price_cut_to_products_on_the_shelf(TestDatabase on)
    {
        var server = await StartAsync(on, OpenShop.NoLimits);
        await server.OpenAsync();
        var form = StorefrontSteps.Form("Sorcha Walsh");
        form["items"] = new JsonArray(StorefrontSteps.Item("Nike", 120m), StorefrontSteps.Item("Adidas", 80m));
        var sent = await server.SubmitAsync(form, StorefrontSteps.TwoPhotos);
        await AgreeAsync(server, sent);

        var staff = await VisitAsync(server);
        await staff.SignInAsync(Aoife);
        await staff.OpenAsync(sent.ReviewPath);
        await staff.HearsKeysAsync();
        await ReceiveAsync(staff);
        await InspectAsync(staff);
        await PayAsync(staff);
        await ShelveAsync(staff);
        await AssertRowsAsync(server.Rows, sent.Id);
    }

    private static async Task AgreeAsync(AppServer server, Sent sent)
    {
        var offers = (UnityAdmin.Selling.Offers)server.Services.GetService(typeof(UnityAdmin.Selling.Offers))!;
        var terms = new UnityAdmin.Selling.OfferTerms(new Money(15_000), null);
        Assert.Null((await offers.SendTotalAsync(sent.Id, terms, Selling.A.Aoife, Stop)).Refused);
        var answer = new UnityAdmin.Selling.SellerAnswer(UnityAdmin.Selling.SellerAction.Accept, 1, null, null);
        var token = sent.OfferPath.Split("token=")[1];
        Assert.Null((await offers.AnswerAsync(sent.BatchId, token, answer, null, Stop)).Refused);
    }

    private static async Task ReceiveAsync(IPage staff)
    {
        await Expect(staff.Locator("[data-step]:visible")).ToContainTextAsync("Receive items");
        await staff.Locator("h1").FocusAsync();
        await staff.Keyboard.PressAsync("n");
        await staff.Question().GetByRole(AriaRole.Button, new() { Name = "Receive" }).ClickAsync();
        await Expect(staff.GetByText("2 items received")).ToBeVisibleAsync();
    }

    private static async Task StepAsync(IPage staff, string word)
    {
        var step = staff.Locator("[data-step]:visible");
        await Expect(step).ToContainTextAsync(word);
        await step.ClickAsync();
    }

    private static async Task InspectAsync(IPage staff)
    {
        await StepAsync(staff, "Inspect");
        var second = staff.Locator("[data-finding]").Nth(1);
        // A person enters a field before changing it; the draft tells what was typed by what stood there then.
        foreach (var (label, choice) in new[] { ("Found", "Decent"), ("So we", "pay less") })
        {
            var select = second.GetByLabel(label, new() { Exact = true });
            await select.FocusAsync();
            await select.SelectOptionAsync(choice);
        }

        await second.GetByLabel("New price").FillAsync("45");
        await second.GetByLabel("Reason, as the seller reads it").FillAsync("Mark not in the photos");
        await Expect(staff.Locator(".composer [data-payout]")).ToContainTextAsync("€135.00");

        // A tab that is closed in the middle costs nothing.
        await staff.ReloadAsync();
        await staff.LiveAsync();
        await StepAsync(staff, "Inspect");
        await Expect(staff.Locator(".composer").GetByText("What you had typed here was restored.")).ToBeVisibleAsync();
        await Expect(staff.Locator(".composer [data-payout]")).ToContainTextAsync("€135.00");
        await AssertAccessibleAsync(staff);
        await staff.Locator("[data-work]").ClickAsync();
        await Expect(staff.GetByText("Inspected: €135.00 to pay")).ToBeVisibleAsync();
        await Expect(staff.Locator("[data-found]").Nth(1)).ToContainTextAsync("found Decent");
    }

    private static async Task PayAsync(IPage staff)
    {
        await StepAsync(staff, "Pay seller");
        await staff.GetByLabel("How", new() { Exact = true }).SelectOptionAsync("Revolut");
        await staff.GetByLabel("Reference").FillAsync("REV-4711");
        await staff.Keyboard.PressAsync("Control+Enter");
        await Expect(staff.Locator("[data-payment]")).ToContainTextAsync("REV-4711");
        await Expect(staff.Locator("[data-payment]")).ToContainTextAsync(Aoife);
    }

    private static async Task ShelveAsync(IPage staff)
    {
        await StepAsync(staff, "Put on the shelf");
        var items = staff.Locator("[data-shelf]");
        await Expect(items).ToHaveCountAsync(2);
        foreach (var index in new[] { 0, 1 })
        {
            var item = items.Nth(index);
            await item.GetByLabel("Category").SelectOptionAsync("PO-SHOES");
            await item.GetByLabel("Size").SelectOptionAsync("UK-9");
            await item.GetByLabel("Selling price").FillAsync("130");
            await item.GetByLabel($"Photo {index + 1}").CheckAsync();
        }

        await AssertAccessibleAsync(staff);
        await staff.Locator("[data-work]").ClickAsync();
        await Expect(staff.Locator(".item-product")).ToContainTextAsync(["UN-000001", "UN-000002"]);
        await Expect(staff.Locator(".desk-wait:visible")).ToContainTextAsync("Closed");
    }

    private static async Task AssertRowsAsync(Rows rows, int id)
    {
        Assert.Equal(1, await rows.CountAsync("sell_submissions", $"id = {id} AND status = 'completed' AND final_price_cents = 15000"));
        Assert.Equal(1, await rows.CountAsync("sell_payments", "amount_cents = 13500 AND reference = 'REV-4711'"));
        Assert.Equal(2, await rows.CountAsync("products", "quantity_available = 1 AND status = 'active' AND price_cents = 13000"));
        Assert.Equal(2, await rows.CountAsync("images", "product_id IS NOT NULL"));
        Assert.Equal(2, await rows.CountAsync("stock_moves", $"reason = 'intake' AND actor = '{Aoife}'"));
    }
}
