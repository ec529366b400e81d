using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class LostConnectionJourney : Journey
{
    [Fact]
    public async Task A_page_says_that_the_server_is_gone_and_comes_back_with_it_and_with_what_was_typed()
    {
        var server = await StartAsync(TestDatabase.Sqlite, OpenShop.NoLimits);
        await server.OpenAsync();
        var sent = await server.SubmitAsync(StorefrontSteps.Form("Sorcha Walsh"));
        var page = await (await VisitAsync(server)).SignInAsync(Aoife);
        ExpectComplaint(page, "WebSocket|ERR_CONNECTION_REFUSED|negotiat|Connection|reconnect");
        await page.OpenAsync($"{sent.ReviewPath}?show=notes");
        await page.Locator("#note-text").FillAsync("Ask for the box");
        await page.WaitForFunctionAsync("() => Object.values(localStorage).some(kept => kept.includes('Ask for the box'))");
        await page.EvaluateAsync("window.isTheOldPage = true");

        await server.StopAsync();
        await Expect(page.Locator("#components-reconnect-modal [data-state='show']")).ToBeVisibleAsync();
        server.StartAgain();
        await page.WaitForFunctionAsync("() => window.isTheOldPage === undefined");
        await page.LiveAsync();
        await Expect(page.Locator("#components-reconnect-modal [data-state='show']")).ToBeHiddenAsync();
        await Expect(page.Locator("#note-text")).ToHaveValueAsync("Ask for the box");
        await page.Button("Add note").ClickAsync();
        await Expect(page.Locator("article.remark")).ToContainTextAsync("Ask for the box");
        Assert.Equal(1, await server.Rows.CountAsync("sell_notes"));
    }
}
