using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>The path that earns money, from the seller's form to the agreed price, by the two people who walk it.</summary>
public sealed class OfferJourney : Journey
{
    private const string Message = "Lovely pair, the box helps a lot.";
    private const string Wish = "Could you do a bit more?";

    [Theory, BothDatabases]
    public async Task From_what_a_seller_sends_in_to_the_price_both_agree_on(TestDatabase on)
    {
        var server = await StartAsync(on, OpenShop.NoLimits);
        await server.OpenAsync();
        var form = StorefrontSteps.Form("Sorcha Walsh", "+353 87 1234567");
        form["items"] = new JsonArray(StorefrontSteps.Item("Nike", 120m), StorefrontSteps.Item("Adidas", 80m));
        var sent = await server.SubmitAsync(form, StorefrontSteps.TwoPhotos);
        await server.SubmitAsync(StorefrontSteps.Form("Someone Else", "086 999 0000"));

        var staff = await VisitAsync(server);
        await staff.SignInAsync(Aoife);
        await FindByPhoneAsync(staff, sent);
        await SeeBothPhotosAsync(staff);
        await DecideAsync(staff);
        await SendOfferAsync(staff);

        var seller = await VisitAsync(server, Screen.Phone, scripts: false);
        await seller.GotoAsync(await LinkInMessageAsync(staff, sent));
        await CounterAsync(seller);

        await AcceptCounterAsync(staff);
        await ReadRoundsAsync(staff);
        await seller.ReloadAsync();
        await Expect(seller.Locator("h1")).ToHaveTextAsync(new Regex(@"Agreed at\s*€185\.00"));
        await AssertRowsAsync(server.Rows, sent.Id);
    }

    private static async Task FindByPhoneAsync(IPage staff, Sent sent)
    {
        await staff.OpenAsync("/sell-requests");
        await Expect(staff.Locator("tr[data-id]")).ToHaveCountAsync(2);
        await staff.GetByLabel("Search sell requests").FillAsync("087 123 4567");
        await Expect(staff.Locator("tr[data-id]")).ToHaveCountAsync(1);
        await staff.Row(sent).Locator("bdi.strong").ClickAsync();
        await staff.WaitForURLAsync(new Regex($"{sent.ReviewPath}\\?q="));
        await Expect(staff.Locator("h1")).ToHaveTextAsync(sent.BatchId);
        await staff.HearsKeysAsync();
    }

    private static async Task SeeBothPhotosAsync(IPage staff)
    {
        await Expect(staff.Locator(".photo-thumb img")).ToHaveCountAsync(2);
        await staff.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.photos button img')].every(photo => photo.complete && photo.naturalWidth > 100)");
        var addresses = await staff.Locator(".photo-thumb").EvaluateAllAsync<string[]>("all => all.map(thumb => thumb.dataset.photo)");
        Assert.Equal(2, addresses.Distinct().Count());
    }

    private static async Task DecideAsync(IPage staff)
    {
        var first = staff.GetByRole(AriaRole.Article, new() { Name = "Item 1" });
        var second = staff.GetByRole(AriaRole.Article, new() { Name = "Item 2" });
        await first.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(first.Locator(".chip")).ToContainTextAsync("Approved");
        await second.GetByLabel("Our price for item 2 in euros").FillAsync("55,50");
        await second.GetByRole(AriaRole.Button, new() { Name = "Set our price" }).ClickAsync();
        await Expect(second.Locator(".chip")).ToContainTextAsync("Repriced");
        await Expect(staff.Locator(".decided")).ToContainTextAsync("€175.50");
    }

    private static async Task SendOfferAsync(IPage staff)
    {
        await staff.Locator("h1").FocusAsync();
        await staff.Keyboard.PressAsync("o");
        await staff.GetByLabel("Message optional").FillAsync(Message);
        await staff.Locator("[data-send]").ClickAsync();
        await Expect(staff.GetByText("Offer of €175.50 sent to Sorcha Walsh")).ToBeVisibleAsync();
        await Expect(staff.Locator("#open-round")).ToContainTextAsync("With the seller");
    }

    private static async Task<string> LinkInMessageAsync(IPage staff, Sent sent)
    {
        await staff.GetByRole(AriaRole.Link, new() { Name = "Messages" }).ClickAsync();
        var letter = staff.Locator(".letter").First;
        await Expect(letter).ToContainTextAsync($"Our offer for {sent.BatchId}: €175.50");
        await letter.Locator("summary").ClickAsync();
        var text = await letter.Locator(".letter-text").InnerTextAsync();
        Assert.Contains(Message, text, StringComparison.Ordinal);
        var link = Regex.Match(text, @"https://\S+/offers/\S+").Value;
        Assert.Equal(sent.OfferPath, new Uri(link).PathAndQuery);
        return link;
    }

    private static async Task CounterAsync(IPage seller)
    {
        await Expect(seller.Locator("h1")).ToContainTextAsync("€175.50");
        await Expect(seller.GetByText(Message)).ToBeVisibleAsync();
        await Expect(seller.GetByLabel("Your photos").Locator("img")).ToHaveCountAsync(2);
        await seller.GetByText("Name your price", new() { Exact = true }).ClickAsync();
        await seller.GetByLabel("Your price for everything, in euro").FillAsync("185");
        await seller.Locator("#counter-message").FillAsync(Wish);
        await seller.Button("Send your price").ClickAsync();
        await Expect(seller.Locator("h1")).ToHaveTextAsync(new Regex(@"You asked for\s*€185\.00"));
        await seller.AssertNarrowAsync();
    }

    private static async Task AcceptCounterAsync(IPage staff)
    {
        await Expect(staff.Locator("#open-round")).ToContainTextAsync("The seller asks");
        await Expect(staff.Locator("#open-round")).ToContainTextAsync("€185.00");
        await Expect(staff.Locator("#open-round")).ToContainTextAsync(Wish);
        await Expect(staff.Locator(".desk-news")).ToContainTextAsync("The seller answered the offer just now.");
        await staff.Locator("[data-accept-counter]").ClickAsync();
        await staff.Question().GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(staff.GetByText("Agreed at €185.00")).ToBeVisibleAsync();
    }

    private static async Task ReadRoundsAsync(IPage staff)
    {
        var rounds = staff.GetByRole(AriaRole.List, new() { Name = "Rounds" });
        await Expect(rounds).ToContainTextAsync("Asked €200.00");
        await Expect(rounds).ToContainTextAsync($"{Aoife} offered €175.50");
        await Expect(rounds).ToContainTextAsync(Message);
        await Expect(rounds).ToContainTextAsync("The seller countered with €185.00");
        await Expect(rounds).ToContainTextAsync(Wish);
        await Expect(rounds).ToContainTextAsync($"Accepted by {Aoife}");
        await Expect(staff.Locator(".round-box-agreed")).ToContainTextAsync("€185.00");
    }

    private static async Task AssertRowsAsync(Rows rows, int id)
    {
        var submission = Assert.Single(await rows.RowsAsync($"SELECT * FROM sell_submissions WHERE id = {id}"));
        Assert.Equal(
            ("approved", "accepted", 17_550L, 18_500L),
            (submission["status"], submission["offer_status"], submission["offered_price_cents"], submission["final_price_cents"]));
        var items = await rows.RowsAsync($"SELECT * FROM sell_items WHERE submission_id = {id} ORDER BY position");
        Assert.Equal(
            [("approved", 12_000L), ("repriced", 5_550L)],
            items.Select(item => ((string)item["decision"]!, (long)item["price_cents"]!)));
        var rounds = await rows.RowsAsync($"SELECT * FROM sell_offers WHERE submission_id = {id} ORDER BY revision");
        Assert.Equal(
            [("shop", 17_550L, "countered"), ("seller", 18_500L, "accepted")],
            rounds.Select(round => ((string)round["made_by"]!, (long)round["total_cents"]!, (string)round["answer"]!)));
        var letters = await rows.RowsAsync($"SELECT kind FROM outbox_messages WHERE subject_id = {id} ORDER BY id");
        Assert.Equal(["submission.submitted", "offer.sent", "counter.accepted"], letters.Select(letter => (string)letter["kind"]!));
        var deeds = await rows.RowsAsync(
            $"SELECT action, actor_name, MIN(id) FROM system_logs WHERE subject = 'sell_submissions' AND subject_id = {id} "
            + "GROUP BY created_at, action, actor_name ORDER BY MIN(id)");
        Assert.Equal(
            [
                ("submission.submitted", "Storefront"), ("item.decided", Aoife), ("item.decided", Aoife), ("offer.sent", Aoife),
                ("offer.answered", "Seller"), ("counter.accepted", Aoife),
            ],
            deeds.Select(deed => ((string)deed["action"]!, (string)deed["actor_name"]!)));
    }
}
