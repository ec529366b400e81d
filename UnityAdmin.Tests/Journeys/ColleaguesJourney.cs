using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>Several people at one request, and one person whose typing must not be lost.</summary>
public sealed class ColleaguesJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private AppServer Server => shop.Server;

    [Fact]
    public async Task Of_two_who_send_an_offer_at_once_one_wins_and_the_other_keeps_the_text()
    {
        var sent = await Server.SubmitAsync(StorefrontSteps.Form("Sorcha Walsh"));
        var aoife = await ComposeAsync(Aoife, sent, decide: true);
        var marek = await ComposeAsync(Marek, sent, decide: false);
        await aoife.Locator("#offer-message").FillAsync("From Aoife");
        await marek.Locator("#offer-message").FillAsync("From Marek");
        await Task.WhenAll(aoife.Locator("[data-send]").ClickAsync(), marek.Locator("[data-send]").ClickAsync());
        await Task.WhenAll(AnsweredAsync(aoife), AnsweredAsync(marek));

        var winner = await Server.Rows.ScalarAsync<string>($"SELECT sent_by_name FROM sell_offers WHERE submission_id = {sent.Id}");
        var (won, lost, kept) = winner == Aoife ? (aoife, marek, "From Marek") : (marek, aoife, "From Aoife");
        await Expect(won.Locator("aside.composer")).ToHaveCountAsync(0);
        await Expect(lost.Locator("aside.composer .note-bad")).ToContainTextAsync($"{winner} has already sent €120.50 (round 1).");
        await Expect(lost.Locator("#offer-message")).ToHaveValueAsync(kept);
        Assert.Equal(1, await Server.Rows.CountAsync("sell_offers", $"submission_id = {sent.Id}"));
        Assert.Equal(1, await Server.Rows.CountAsync("outbox_messages", $"subject_id = {sent.Id} AND kind = 'offer.sent'"));
    }

    [Fact]
    public async Task What_was_typed_into_an_offer_outlives_a_reload_and_is_gone_once_sent()
    {
        var sent = await Server.SubmitAsync(StorefrontSteps.Form("Ciara Nolan"));
        var page = await ComposeAsync(Aoife, sent, decide: true);
        await page.Locator("#offer-message").FillAsync("Half a thought");
        await page.Locator("#offer-days").FillAsync("9");
        await page.ReloadAsync();
        await page.LiveAsync();
        await StartComposingAsync(page);
        await Expect(page.Locator("#offer-message")).ToHaveValueAsync("Half a thought");
        await Expect(page.Locator("#offer-days")).ToHaveValueAsync("9");
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("aside.composer")).ToHaveCountAsync(0);
        Assert.Equal(1, await Server.Rows.CountAsync("sell_offers", $"submission_id = {sent.Id} AND message = 'Half a thought'"));
        Assert.Null(await page.EvaluateAsync<string?>($"Object.keys(localStorage).find(key => key.endsWith('offer-{sent.Id}')) ?? null"));
    }

    [Fact]
    public async Task Whose_role_was_removed_reads_and_does_nothing_more_in_an_open_page()
    {
        var name = "Tomasz Nowak";
        var id = await Server.LetInAsync(UnityAdmin.Role.Staff, name);
        var sent = await Server.SubmitAsync(StorefrontSteps.Form("Fionn Daly"));
        var page = await (await VisitAsync(Server)).SignInAsync(name);
        await page.OpenAsync(sent.ReviewPath);
        await Server.Rows.ExecuteAsync($"DELETE FROM staff_user_roles WHERE user_id = {id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(page.GetByText("This page is not open to your role")).ToBeVisibleAsync();
        await Expect(page.Locator("article.item")).ToHaveCountAsync(0);
        Assert.Equal(1, await Server.Rows.CountAsync("sell_items", $"submission_id = {sent.Id} AND decision = 'undecided'"));
    }

    /// <summary>Locked past our code, as another node would have done it: no feed tells the page, the next key it hears must ask.</summary>
    [Fact]
    public async Task Who_was_locked_finds_nothing_more_with_the_palette_of_an_open_page()
    {
        var name = "Oisin Byrne";
        var id = await Server.LetInAsync(UnityAdmin.Role.Staff, name);
        var sent = await Server.SubmitAsync(StorefrontSteps.Form("Cathal Roche"));
        var page = await (await VisitAsync(Server)).SignInAsync(name);
        await page.OpenAsync(sent.ReviewPath);
        await Server.Rows.ExecuteAsync($"UPDATE staff_users SET locked_at = created_at WHERE id = {id}");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("dialog.palette input").FillAsync("Cathal");
        await page.WaitForURLAsync(new Regex("/sign-in"));
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    private static Task AnsweredAsync(IPage page) => page.WaitForFunctionAsync(
        "() => { const composer = document.querySelector('aside.composer'); return !composer || composer.querySelector('.note-bad'); }");

    private async Task<IPage> ComposeAsync(string name, Sent sent, bool decide)
    {
        var page = await (await VisitAsync(Server)).SignInAsync(name);
        await page.OpenAsync(sent.ReviewPath);
        if (decide)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await Expect(page.Locator("article.item .chip")).ToContainTextAsync("Approved");
        }

        await StartComposingAsync(page);
        return page;
    }

    private static async Task StartComposingAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Send offer") }).First.ClickAsync();
        await Expect(page.Locator("#offer-message")).ToBeFocusedAsync();
    }
}
