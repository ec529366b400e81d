using Microsoft.Playwright;
using UnityAdmin.Tests.Stock;
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

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task An_admin_rehearses_the_race_on_the_running_server(Screen screen)
    {
        var server = await StartAsync(TestDatabase.Sqlite);
        await server.OpenAsync();
        _ = await StockSteps.AddProductAsync(server.Services, 2);
        var page = await (await VisitAsync(server, screen)).SignInAsync(Niamh);
        await page.GotoAsync("/system");
        await Expect(page.Locator("main")).ToContainTextAsync("checks hold");
        await page.Locator("#race-buyers").FocusAsync();
        await page.Locator("#race-buyers").FillAsync("80");
        await page.Keyboard.PressAsync("Enter");
        var outcome = page.Locator("[data-race-outcome]");
        await Expect(outcome).ToContainTextAsync("Holds", new() { Timeout = 60_000 });
        await Expect(outcome).ToContainTextAsync("1 × 200");
        await Expect(outcome).ToContainTextAsync("79 × 409");
        await Expect(outcome.Locator("[data-move]")).ToHaveCountAsync(4);
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
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
