using System.Data.Common;
using UnityAdmin.Analytics;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

/// <summary>Checks 15 and 16 of quality.md section 2; UNITY_LOAD=50 tells the million events.</summary>
public sealed class RollupUnderLoadTests
{
    private const int Points = 50;

    private static readonly DateTime Start = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task Many_events_told_partly_twice_are_counted_once_however_often_and_by_how_many(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (recount, product) = (new NaiveRecount(new ShopSettings()), await shop.ProductAsync(1_000));
        var events = Many(Buyers.Times(20_000), TimeSpan.FromDays(25));
        await shop.TellOnceAsync(events);
        recount.Tell(events);
        Assert.True(recount.Told.Count < events.Length, "no event was told twice");

        // Two at once, while the shop sells.
        var selling = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) Assert.Null((await shop.BuyAsync(product)).Refused);
        });
        _ = await Task.WhenAll(Task.Run(shop.RollUpAsync), Task.Run(shop.RollUpAsync));
        await selling;
        _ = await shop.RollUpAsync();
        var dates = Dates(events);
        await AssertSameAsync(recount, shop, dates);
        var figures = await shop.FiguresAsync();
        for (var again = 0; again < 10; again++) _ = await shop.RollUpAsync();
        Assert.Equal(figures, await shop.FiguresAsync());

        // The bug it must find: a day counted twice over.
        await shop.ExecuteAsync("UPDATE analytics_daily SET event_count = event_count * 2 WHERE date = '2026-02-03'");
        Assert.NotNull(await recount.FaultAsync(shop, dates));
    }

    [Theory, BothDatabases]
    public async Task Killed_at_fifty_points_the_rollup_leaves_each_day_as_it_was_or_as_it_must_be(TestDatabase on)
    {
        var cut = new PowerCut();
        await using var shop = await on.OpenAsync(cut.Register);
        var recount = new NaiveRecount(new ShopSettings());
        var events = Many(400, TimeSpan.FromDays(3));
        await shop.TellOnceAsync(events);
        recount.Tell(events);
        _ = await shop.RollUpAsync();

        // The clock goes back a month as well, which must not matter.
        shop.Clock.Now = Start.AddDays(4);
        var deaths = 0;
        for (var point = 0; point < Points; point++)
        {
            // One more event a day, so that each has to be counted again.
            var late = Dates(events).Select(date => Event(date.ToDateTime(default, DateTimeKind.Utc), session: $"late{point}")).ToArray();
            await shop.TellOnceAsync(late);
            recount.Tell(late);
            if (!await cut.SurvivesAsync(point * 4, shop.RollUpAsync)) deaths++;
            Assert.Null((await shop.Get<AnalyticsAudit>().SumsAsync(Stop)).FirstWrong);
        }

        Assert.True(deaths > Points / 2, $"only {deaths} of {Points} runs died");
        _ = await shop.RollUpAsync();
        await AssertSameAsync(recount, shop, Dates(events));
    }

    [Theory, BothDatabases]
    public async Task Killed_at_every_point_the_purge_goes_on_where_it_was_and_takes_nothing_young(TestDatabase on)
    {
        var cut = new PowerCut();
        await using var shop = await on.OpenAsync(cut.Register);
        var recount = new NaiveRecount(new ShopSettings());
        var events = Many(800, TimeSpan.FromDays(16));
        await shop.TellOnceAsync(events);
        recount.Tell(events);
        shop.Clock.Now = Start.AddDays(16);
        _ = await shop.RollUpAsync();

        // One day has an event that nobody counted: it must stay, and all that are younger than 90 days too.
        var uncounted = Event(Start.AddDays(2).AddHours(5), session: "uncounted");
        await shop.TellOnceAsync(uncounted);
        recount.Tell([uncounted]);
        shop.Clock.Now = Start.AddDays(Retention.Days + 12).AddHours(5);
        var runs = 0;
        while (!await cut.SurvivesAsync(runs, shop.PurgeAsync))
        {
            runs++;
            Assert.Null((await shop.Get<AnalyticsAudit>().SealsAsync(Stop)).FirstWrong);
        }

        Assert.True(runs >= Points, $"only {runs} deaths");
        Assert.Equal(0, await BetweenAsync(shop, null, "2026-02-03"));
        Assert.Equal(recount.EventsOn(new DateOnly(2026, 2, 3)), await BetweenAsync(shop, "2026-02-03", "2026-02-04"));
        Assert.Equal(0, await BetweenAsync(shop, "2026-02-04", "2026-02-13"));
        Assert.Equal(recount.Told.LongCount(one => one.Timestamp >= Start.AddDays(12)), await BetweenAsync(shop, "2026-02-13", null));
        Assert.Equal(11, await shop.CountAsync("analytics_days", "purged_at IS NOT NULL"));

        // The bug it must find, a young event gone, is one that the database itself refuses.
        _ = await Assert.ThrowsAnyAsync<DbException>(() => shop.ExecuteAsync("DELETE FROM analytics_events WHERE session_id IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task What_is_sealed_cannot_be_changed_and_verify_names_what_was(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Start), Event(Start, EventNames.Search, term: "dunk"));
        _ = await shop.RollUpAsync();
        shop.Clock.Now = Start.AddDays(Retention.Days + 2);
        Assert.Equal(2, (await shop.PurgeAsync()).Events);
        var audit = shop.Get<AnalyticsAudit>();
        Assert.Null((await audit.SealsAsync(Stop)).FirstWrong);
        const string forgery = "UPDATE analytics_search_daily SET unique_sessions = 7 WHERE date = '2026-02-01'";
        _ = await Assert.ThrowsAnyAsync<DbException>(() => shop.ExecuteAsync(forgery));
        await shop.ExecuteAsync(on == TestDatabase.Sqlite
            ? "DROP TRIGGER analytics_search_daily_sealed_update"
            : "DROP TRIGGER analytics_search_daily_sealed ON analytics_search_daily");
        await shop.ExecuteAsync(forgery);
        Assert.Equal("analytics_search_daily/2026-02-01", (await audit.SealsAsync(Stop)).FirstWrong);
        Assert.NotNull((await audit.GuardsAsync(Stop)).FirstWrong);

        // An event that somebody wrote into the purged day is named too, and not deleted.
        await shop.TellAsync(Event(Start.AddHours(1)));
        Assert.StartsWith("analytics_events/", (await audit.StraysAsync(Stop)).FirstWrong, StringComparison.Ordinal);
        Assert.Equal(RetentionVerdict.Strays, Assert.Single((await shop.PurgeAsync()).Kept).Verdict);
    }

    [Theory, BothDatabases]
    public async Task A_day_that_is_missing_or_waits_too_long_is_named(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Start));
        shop.Clock.Now = Start.AddDays(5);
        var audit = shop.Get<AnalyticsAudit>();
        Assert.Equal("analytics_days/2026-02-01", (await audit.MissingAsync(Stop)).FirstWrong);
        _ = await shop.RollUpAsync();
        Assert.Null((await audit.MissingAsync(Stop)).FirstWrong);
        await shop.TellAsync(Event(Start, session: "late"));
        Assert.Equal("1 wait for tonight", (await audit.WaitingAsync(Stop)).Evidence);
        shop.Clock.Advance(TimeSpan.FromHours(26));
        Assert.Equal("analytics_days/2026-02-01", (await audit.WaitingAsync(Stop)).FirstWrong);
        await shop.ExecuteAsync("UPDATE analytics_hourly SET event_count = 9 WHERE date = '2026-02-01'");
        Assert.Equal("analytics_hourly/2026-02-01", (await audit.SumsAsync(Stop)).FirstWrong);
    }

    private static Task<long> BetweenAsync(TestShop shop, string? from, string? to) => shop.CountAsync(
        "analytics_events", $"timestamp >= '{from ?? "2000-01-01"} 00:00:00' AND timestamp < '{to ?? "2100-01-01"} 00:00:00'");

    private static async Task AssertSameAsync(NaiveRecount recount, TestShop shop, List<DateOnly> dates)
    {
        if (await recount.FaultAsync(shop, dates) is { } fault) Assert.Fail(fault);
    }

    // Every twentieth is told twice, in the same batch or much later.
    private static AnalyticsEvent[] Many(int count, TimeSpan over)
    {
        var random = new Random(15);
        var events = Enumerable.Range(0, count).Select(i => new AnalyticsEvent
        {
            ClientEventId = $"event-{i}",
            EventType = random.Next(3) switch { 0 => EventNames.Search, 1 => EventNames.ProductView, _ => EventNames.PageView },
            SessionId = $"session-{random.Next(count / 4)}",
            SearchTerm = $"term {random.Next(9)}",
            SearchResults = random.Next(3),
            Timestamp = Start.AddMilliseconds(Math.Floor(over.TotalMilliseconds / count * i)),
        }).ToList();
        return [.. events, .. events.Where((_, at) => at % 20 == 0)];
    }

    private static List<DateOnly> Dates(IEnumerable<AnalyticsEvent> events) =>
        [.. events.Select(one => DateOnly.FromDateTime(one.Timestamp)).Distinct()];
}
