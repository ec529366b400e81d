using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Tests.Jobs;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class JobsJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private const int Days = 400;

    private AppServer Server => shop.Server;

    [Fact]
    public async Task The_rollup_is_run_and_watched_and_a_purge_deletes_what_its_preview_said()
    {
        await Server.Services.GetRequiredService<ShopData>().TellOfDaysAsync(TimeProvider.System.GetUtcNow().UtcDateTime, Days);
        var page = await (await VisitAsync(Server)).SignInAsync(Niamh);
        await page.OpenAsync("/jobs");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Nothing.");
        var rollup = page.Locator($"[data-job={Schedule.Rollup}]");
        await rollup.Locator("[data-run]").ClickAsync();
        await Expect(rollup.Locator($"progress[max='{Days + 1}']")).ToBeVisibleAsync();
        await Expect(rollup).ToContainTextAsync($"{Days + 1} days of {Days + 1} counted", new() { Timeout = 60_000 });

        // The preview was made again by itself: what was not rolled up is now.
        var preview = page.Locator("[data-preview]");
        await Expect(preview).ToContainTextAsync("raw events of");
        var promised = long.Parse(Regex.Match(await preview.InnerTextAsync(), "^[0-9]+").Value, CultureInfo.InvariantCulture);
        var before = await Server.Rows.CountAsync("analytics_events");
        await page.Locator("[data-purge]").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync($"Delete {promised} raw events?");
        await page.Button("Delete").ClickAsync();
        await Expect(page.Locator($"[data-job={Schedule.Retention}]"))
            .ToContainTextAsync($"{promised} raw events of {promised} days deleted", new() { Timeout = 60_000 });
        Assert.Equal(promised, before - await Server.Rows.CountAsync("analytics_events"));
        await Expect(preview).ToContainTextAsync("Nothing.");
        await page.Locator($"[data-job={Schedule.Retention}] [data-history]").ClickAsync();
        await Expect(page.Locator(".runs li")).ToContainTextAsync("by Niamh Daly");
    }
}
