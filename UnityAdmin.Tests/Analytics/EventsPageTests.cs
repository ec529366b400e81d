using Bunit;
using UnityAdmin.Analytics;
using UnityAdmin.Analytics.Pages;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class EventsPageTests
{
    [Theory, BothDatabases]
    public async Task Today_is_counted_raw_and_the_days_before_from_the_rollup(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var now = shop.Clock.Now;
        await shop.TellAsync(
            Event(now.AddDays(-40)), Event(now.AddDays(-27)), Event(now.AddDays(-28)), Event(now.AddDays(-1)),
            Event(now.AddDays(-1), "banner_click"), Event(now.AddHours(-1)), Event(now.AddHours(-2)));
        var before = await shop.Get<EventBoard>().ReadAsync(Stop);
        Assert.Equal((2L, 2L, 27), (before.Rows[0].Today, before.Rows[0].Recently, before.Uncounted));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(now.AddMinutes(-1)));
        var picture = await shop.Get<EventBoard>().ReadAsync(Stop);
        var views = picture.Rows[0];
        Assert.Equal((EventNames.PageView, 3L, 5L, 0), (views.Name, views.Today, views.Recently, picture.Uncounted));
        Assert.Equal(now.AddMinutes(-1), views.LastSeen);
        Assert.Equal(("banner_click", false, 1L), (picture.Rows[^1].Name, picture.Rows[^1].IsKnown, picture.Rows[^1].Recently));
        Assert.All(picture.Rows.SkipLast(1), row => Assert.True(row.IsKnown));
    }

    [Theory, BothDatabases]
    public async Task What_was_purged_is_still_known_by_its_last_day(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(shop.Clock.Now, "banner_click"));
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        _ = await shop.RollUpAsync();
        _ = await shop.PurgeAsync();
        var old = (await shop.Get<EventBoard>().ReadAsync(Stop)).Rows[^1];
        Assert.Equal(("banner_click", null, new DateOnly(2026, 3, 2), 0L), (old.Name, old.LastSeen, old.LastDay, old.Recently));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_manager_sees_the_spellings_and_which_names_nobody_knows(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(shop.Clock.Now.AddMinutes(-5)), Event(shop.Clock.Now.AddMinutes(-5), "banner_click"));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Manager);
        var page = test.Render<EventsPage>();
        page.WaitForElement("tr[data-type=page_view]");
        Assert.Contains("screen_view", page.Find("tr[data-type=page_view] .events-spellings").TextContent, StringComparison.Ordinal);
        Assert.Contains("5 min", page.Find("tr[data-type=page_view] .events-seen").TextContent, StringComparison.Ordinal);
        Assert.Equal("Never", page.Find("tr[data-type=sign_up] .events-seen").TextContent.Trim());
        Assert.Contains("Unknown name", page.Find("tr[data-type=banner_click]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".chip"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Staff_are_told_that_it_is_closed_to_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<EventsPage>();
        Assert.Contains("The events are closed to you", page.WaitForElement(".state").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }
}
