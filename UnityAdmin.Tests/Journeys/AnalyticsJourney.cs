using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Tests.Analytics;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>The morning's figures, as those need them too who hear or enlarge them.</summary>
public sealed class AnalyticsJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.PhoneDark)]
    public async Task A_chart_drawn_from_the_rollup_is_drilled_to_its_day_and_exported(Screen screen)
    {
        var yesterday = await RollUpYesterdayAsync(shop.Server);
        var page = await VisitAsync(shop.Server, screen);
        await page.SignInAsync(Niamh);
        await page.OpenAsync("/analytics?period=7d");
        await Expect(page.Locator("#days .chart-column")).ToHaveCountAsync(7);
        await Expect(page.Locator("#events tbody tr")).Not.ToHaveCountAsync(0);
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        await page.Button("Visitors by day as a table").ClickAsync();
        await Expect(page.Locator($"#days tr[data-day='{yesterday}']")).ToContainTextAsync("Final");
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        await page.Button("Visitors by day as a table").ClickAsync();

        await OpenYesterdayByKeyboardAsync(page);
        await page.WaitForURLAsync(new Regex($"day={yesterday}$"));
        await Expect(page.Locator(".day-head .chip")).ToContainTextAsync("Final");
        await Expect(page.Locator("#hours .chart-bar")).ToHaveCountAsync(24);
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("#hours a[download]").ClickAsync());
        var text = await File.ReadAllTextAsync(await file.PathAsync(), Stop);
        Assert.Matches($"{yesterday},final,[0-9]+,2,3\r\n", text);

        await page.Locator(".page-head-back").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("period=7d$"));
        await Expect(page.Locator("#days .chart-column")).ToHaveCountAsync(7);
    }

    private static async Task OpenYesterdayByKeyboardAsync(IPage page)
    {
        await page.Locator("[data-add-note]").PressAsync("Enter");
        await Expect(page.Locator("#note-text")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-add-note]")).ToBeFocusedAsync();

        await page.Locator("#days .chart-column").Last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> RollUpYesterdayAsync(AppServer server)
    {
        var settings = new ShopSettings();
        var yesterday = server.Services.GetRequiredService<AnalyticsBook>().Today.AddDays(-1);
        if (await server.Rows.CountAsync("analytics_events") > 0) return Period.Spell(yesterday);
        var noon = settings.StartOf(yesterday).AddHours(12);
        AnalyticsEvent[] told =
        [
            AnalyticsSteps.Event(noon), AnalyticsSteps.Event(noon, session: "s2"),
            AnalyticsSteps.Event(noon, EventNames.Search, term: "dunk low", found: 0),
        ];
        _ = (await server.Services.GetRequiredService<ShopData>().ChangeAsync<int>(
            AnalyticsSteps.Nightly, "analytics.tracked", async db => await db.InsertManyAsync(told, "", Stop), Stop)).Value;
        _ = await server.Services.GetRequiredService<Rollup>().RunAsync(AnalyticsSteps.Nightly, Unwatched.Work, Stop);
        _ = await server.Services.GetRequiredService<AnalyticsNotes>().AddAsync(yesterday, "Dunk drop", Stock.StockSteps.Niamh, Stop);
        return Period.Spell(yesterday);
    }
}
