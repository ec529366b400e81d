using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class SystemJourney : Journey
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task An_admin_sees_at_once_what_is_not_fit_to_go_live(Screen screen)
    {
        var server = await StartAsync(TestDatabase.Sqlite);
        await server.OpenAsync();
        var page = await (await VisitAsync(server, screen)).SignInAsync(Niamh);
        await page.GotoAsync("/system");
        await Expect(page.Locator("main")).ToContainTextAsync("checks hold");
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();

        await server.Rows.ExecuteAsync("DROP INDEX idx_products_size");
        await page.Locator("[data-run]").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("1 check fails");
        await Expect(page.Locator("[data-check=idx_products_size]")).ToContainTextAsync("Fails");
        await Expect(page.Locator(".check-line .chip", new() { HasText = "Fails" })).ToHaveCountAsync(1);
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Staff_neither_see_the_entry_nor_reach_the_page()
    {
        var server = await StartAsync(TestDatabase.Sqlite);
        await server.OpenAsync();
        var page = await (await VisitAsync(server)).SignInAsync(Aoife);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "System" })).ToHaveCountAsync(0);
        ExpectComplaint(page, "403");
        await page.GotoAsync("/system");
        await Expect(page.Locator("h1")).ToContainTextAsync("No access");
    }
}
