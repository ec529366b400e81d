using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Analytics.Pages;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class AnalyticsPageTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_shop_that_was_told_nothing_says_how_events_come(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        var page = test.Render<AnalyticsPage>();
        page.WaitForAssertion(() => Assert.Equal("No events yet", page.Find(".state h2").TextContent));
        Assert.Contains("POST /api/analytics/track", page.Find(".event-shape").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Each_day_shows_its_state_and_leads_to_itself(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon.AddDays(-3)), Event(Noon.AddDays(-3), session: "s2"), Event(Noon));
        _ = await shop.RollUpAsync();
        _ = await shop.ExecuteAsync("DELETE FROM analytics_days WHERE date = '2026-02-27'");
        _ = await shop.ExecuteAsync("UPDATE analytics_days SET sealed_at = rolled_up_at, checksum = 'x' WHERE date = '2026-02-26'");
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        Visit(test, "/analytics?period=7d");
        var page = test.Render<AnalyticsPage>();
        _ = page.WaitForElement("#funnel");
        Assert.Equal(
            ["unknown", "unknown", "purged", "not_rolled_up", "final", "final", "partial"],
            page.FindAll("#days .chart-column").Select(day => day.GetAttribute("data-state")));
        Assert.Equal(
            [null, null, "/analytics?period=7d&day=2026-02-26"],
            page.FindAll("#days .chart-column").Take(3).Select(day => day.GetAttribute("href")));
        Assert.Contains("Figures are of 4 days out of 7", page.Find(".tiles-note").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 day waits", page.Find(".rollup-line").TextContent, StringComparison.Ordinal);
        Assert.Equal("/analytics/days.csv?from=2026-02-24&to=2026-03-02", page.Find("#days a[download]").GetAttribute("href"));

        await page.InvokeAsync(() => page.Find("#days button").Click());
        var table = page.FindAll("#days tbody tr").ToDictionary(row => row.GetAttribute("data-day")!, row => row.TextContent);
        Assert.Contains("Final, raw purged", table["2026-02-26"], StringComparison.Ordinal);
        Assert.Contains("Not rolled up yet", table["2026-02-27"], StringComparison.Ordinal);
        Assert.DoesNotContain("0", table["2026-02-27"][15..], StringComparison.Ordinal);

        Visit(test, "/analytics?period=7d&day=2026-02-27");
        page.WaitForAssertion(() => Assert.EndsWith("up yet", page.Find(".day-head .chip").TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll(".tile-value"), tile => Assert.Equal("—", tile.TextContent));
        Assert.Equal("/analytics?period=7d", page.Find(".page-head-back").GetAttribute("href"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_day_that_changed_since_it_was_counted_says_so_everywhere_and_leads_to_the_rollup(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon.AddDays(-2)), Event(Noon.AddDays(-1)), Event(Noon));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(Noon.AddDays(-1), session: "late"));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        Visit(test, "/analytics?period=7d");
        var page = test.Render<AnalyticsPage>();
        _ = page.WaitForElement("#funnel");
        Assert.Contains("1 day waits", page.Find(".rollup-waits").TextContent, StringComparison.Ordinal);
        var column = page.FindAll("#days .chart-column")[^3];
        Assert.Equal("partial", column.GetAttribute("data-state"));
        Assert.Contains("Visitors: 1\n", column.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("Partial, changed since it was rolled up", column.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(3, page.Find("#days .chart-dashed").GetAttribute("d")!.Count(letter => letter == 'M'));
        await page.InvokeAsync(() => page.Find("#days .chart-head button").Click());
        Assert.EndsWith("changed since", page.Find("tr[data-day='2026-02-28'] td:last-child").TextContent, StringComparison.Ordinal);

        Visit(test, "/analytics?period=7d&day=2026-02-28");
        page.WaitForAssertion(() => Assert.EndsWith("changed since", page.Find(".day-head .chip").TextContent, StringComparison.Ordinal));
        Assert.Contains("the next rollup counts it again", page.Find(".day-head").TextContent, StringComparison.Ordinal);
        Assert.Equal("Roll it up in Jobs", page.Find(".day-head a[href^='/jobs']").TextContent);
        Assert.Contains("the day is to be counted again", page.Find(".tiles-note").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_manager_writes_a_note_on_a_day(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon));
        _ = await shop.RollUpAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        Visit(test, "/analytics?period=7d");
        var page = test.Render<AnalyticsPage>();
        await page.InvokeAsync(() => page.WaitForElement("[data-add-note]").Click());
        await page.InvokeAsync(() => page.Find("#note-day").Change("2026-03-01"));
        await page.InvokeAsync(() => page.Find("#note-text").Input("Dunk drop"));
        await page.InvokeAsync(() => page.Find(".note-form").Submit());
        page.WaitForAssertion(() => Assert.Contains("Dunk drop", page.Find(".notes-panel li").TextContent, StringComparison.Ordinal));
        _ = Assert.Single(page.FindAll("#days .chart-flag"));
        Assert.Equal(1, await shop.CountAsync("analytics_notes", "text = 'Dunk drop' AND date = '2026-03-01'"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_failure_is_shown_as_one_and_staff_are_told_why_not(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        _ = await shop.ExecuteAsync("ALTER TABLE analytics_notes RENAME TO analytics_notes_gone");
        await shop.TellAsync(Event(Noon));
        var page = test.Render<AnalyticsPage>();
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".state-bad").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".tile"));
        _ = await shop.ExecuteAsync("ALTER TABLE analytics_notes_gone RENAME TO analytics_notes");
        await page.Find(".state-action button").ClickAsync(new());
        _ = page.WaitForElement(".tile");

        _ = await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var closed = test.Render<AnalyticsPage>();
        closed.WaitForAssertion(() => Assert.Equal("The figures are closed to you", closed.Find(".state h2").TextContent));
    }

    private static void Visit(PageTest test, string path) => test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);
}
