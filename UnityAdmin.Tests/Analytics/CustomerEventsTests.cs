using Bunit;
using UnityAdmin.Analytics;
using UnityAdmin.Customers;
using UnityAdmin.Customers.Pages;
using UnityAdmin.Tests.Customers;

namespace UnityAdmin.Tests.Analytics;

/// <summary>What a customer did at the storefront, in their file, when they are merged and when they are forgotten.</summary>
public sealed class CustomerEventsTests
{
    [Theory, BothDatabases]
    public async Task Merged_customers_share_their_events_and_their_days_are_counted_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (old, kept) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Sorcha Walsh", "+353861112222"));
        await TellAsync(shop, old, kept);
        Assert.Equal(2, await UsersAsync(shop));
        var plan = (await shop.Get<Merging>().PlanAsync(old, kept, Stop)).Value;
        Assert.Contains(("Storefront events", 2), plan.Moves);
        Assert.Null((await shop.Get<Merging>().MergeAsync(plan, CustomerSteps.Manager, Stop)).Refused);

        var section = (await shop.FileAsync(kept)).Sections[^1];
        Assert.Equal((3, 3, "Search"), (section.Count, section.Rows.Count, section.Rows[0].Word));
        Assert.Equal(section.Rows.Count, section.Rows.Select(row => row.Href).Distinct().Count());
        Assert.Equal(1, await shop.CountAsync("analytics_days", "is_reopened"));
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(1, await UsersAsync(shop));
        Assert.Equal(1, await shop.CountAsync("analytics_days", "sealed_at IS NOT NULL AND unique_users = 1"));
    }

    [Theory, BothDatabases]
    public async Task Of_someone_forgotten_the_events_stay_without_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (gone, other) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Orla", "+353861112222"));
        await TellAsync(shop, gone, other);
        Assert.Null((await shop.Get<Erasure>().EraseAsync(
            gone, await shop.VersionAsync(gone), Erasure.WordsFor(gone), CustomerSteps.Admin, Stop)).Refused);
        Assert.Equal(3, await shop.CountAsync("analytics_events"));
        Assert.Equal(2, await shop.CountAsync(
            "analytics_events", "user_id IS NULL AND ip_address IS NULL AND user_agent IS NULL AND event_data IS NULL"));
        Assert.Equal(1, await shop.CountAsync(
            "analytics_events", $"user_id = {other} AND ip_address IS NOT NULL AND event_data IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("analytics_events", "search_term = 'samba'"));
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(1, await UsersAsync(shop));
    }

    [Theory]
    [InlineData(Role.Staff, false)]
    [InlineData(Role.Manager, true)]
    public async Task Everybody_reads_them_and_who_may_open_the_events_follows_them(Role role, bool follows)
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var id = await shop.MeetAsync("Sorcha", "+353871234567");
        await shop.TellAsync(Of(id, shop.Clock.Now, EventNames.Search));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = test.Render<CustomerPage>(parameters => parameters.Add(one => one.Id, id));
        page.WaitForAssertion(() => Assert.Contains("samba", page.Find(".record").TextContent, StringComparison.Ordinal));
        Assert.Equal(follows, page.FindAll("a.record[href^='/analytics/events']").Count == 1);
    }

    // One long ago on a day that is sealed since, and a day on which both were there.
    private static async Task TellAsync(TestShop shop, int one, int other)
    {
        var longAgo = shop.Clock.Now;
        await shop.TellAsync(Of(one, longAgo, EventNames.PageView));
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        _ = await shop.RollUpAsync();
        _ = await shop.PurgeAsync();
        var now = shop.Clock.Now.AddHours(-2);
        await shop.TellAsync(
            Of(one, now, EventNames.PageView), Of(other, now, EventNames.PageView), Of(one, now.AddMinutes(1), EventNames.Search));
        _ = await shop.RollUpAsync();
    }

    private static Task<long> UsersAsync(TestShop shop) => shop.ScalarAsync<long>(
        "SELECT unique_users FROM analytics_days WHERE raw_count > 1");

    private static AnalyticsEvent Of(int customer, DateTime at, string type) => new()
    {
        EventType = type,
        EventData = """{"email":"sorcha@example.com"}""",
        UserId = customer,
        IpAddress = "203.0.113.0",
        UserAgent = "Test",
        SearchTerm = type == EventNames.Search ? "samba" : null,
        Timestamp = at,
    };
}
