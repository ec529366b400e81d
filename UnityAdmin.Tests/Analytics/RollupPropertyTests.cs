using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Tests.Customers;

namespace UnityAdmin.Tests.Analytics;

/// <summary>
/// Random events (late, told twice, around midnight, around both changes of the clocks, in several zones), rollups and purges in random
/// order with random deaths in the middle: at any moment the figures of days that are called whole are those of a naive recount, at the
/// end those of all, and nothing unsealed is ever deleted.
/// UNITY_SEQUENCES plays more; a failure names its seed.
/// </summary>
public sealed class RollupPropertyTests
{
    private const int Steps = 30;

    private static readonly string[] Zones =
        ["Europe/Dublin", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut"];

    // Winter and summer time begin and end between these; a purge is due within each sequence.
    private static readonly DateTime[] Beginnings =
        [.. new[] { (3, 25), (10, 21), (4, 2) }.Select(day => new DateTime(2026, day.Item1, day.Item2, 0, 0, 0, DateTimeKind.Utc))];

    [Theory, BothDatabases]
    public async Task The_figures_are_always_those_of_a_naive_recount(TestDatabase on)
    {
        var sequences = Sequences.FromEnvironment("UNITY_SEQUENCES", on == TestDatabase.Sqlite ? 8 : 3);
        for (var seed = 1; seed <= sequences; seed++)
            if (await FaultAsync(on, seed, null) is { } fault) Assert.Fail($"seed {seed}: {fault}");
    }

    [Theory]
    [InlineData("the last moment of a day is counted with it and with the next", "\"timestamp\" < ", "\"timestamp\" <= ")]
    [InlineData("the first moment of a day is not counted", "\"timestamp\" >= ", "\"timestamp\" > ")]
    [InlineData("a search that found something counts as one that did not", "\"search_results\" = 0", "\"search_results\" = 1")]
    [InlineData(
        "the figures of a day counted again stay beside the new", "DELETE FROM \"analytics_search", "SELECT 1 FROM \"analytics_search")]
    public async Task A_planted_bug_is_found(string bug, string right, string wrong)
    {
        var found = false;
        for (var seed = 1; seed <= 6 && !found; seed++)
            found = await FaultAsync(TestDatabase.Sqlite, seed, sql => sql.Replace(right, wrong, StringComparison.Ordinal)) is not null;
        Assert.True(found, $"Nobody noticed that {bug}.");
    }

    [Theory]
    [InlineData("told", "DROP TRIGGER analytics_events_told_reopen")]
    [InlineData("known", "DROP TRIGGER analytics_events_known_reopen")]
    public async Task A_day_that_changes_unmarked_is_found(string what, string sabotage)
    {
        var found = false;
        for (var seed = 1; seed <= 6 && !found; seed++)
            found = await FaultAsync(TestDatabase.Sqlite, seed, null, sabotage) is not null;
        Assert.True(found, $"Nobody noticed that an event {what} afterwards reopens nothing.");
    }

    private static async Task<string?> FaultAsync(TestDatabase on, int seed, Func<string, string>? bug, string? sabotage = null)
    {
        var (random, cut, zone) = (new Random(seed), new PowerCut { Rewrite = bug }, Zones[seed % Zones.Length]);
        await using var shop = await on.OpenAsync(services =>
        {
            cut.Register(services);
            _ = services.PostConfigure<ShopSettings>(settings => settings.TimeZone = zone);
        });
        var play = new Play(shop, cut, random, new ShopSettings { TimeZone = zone });
        shop.Clock.Now = Beginnings[seed % Beginnings.Length];
        if (sabotage is not null) _ = await shop.ExecuteAsync(sabotage);
        await play.MeetAsync();
        try
        {
            for (var step = 0; step < Steps; step++)
                if (await play.StepAsync() is { } fault) return $"{zone}, step {step}: {fault}";
            return await play.EndAsync();
        }
        catch (Exception broken) when (bug is not null && broken is not PowerCut.Died)
        {
            return broken.Message;
        }
    }

    private sealed class Play(TestShop shop, PowerCut cut, Random random, ShopSettings settings)
    {
        private static readonly string[] Types = [EventNames.PageView, EventNames.PageView, EventNames.Search, EventNames.AddToCart];

        private readonly NaiveRecount recount = new(settings);
        private int customer;

        public async Task<string?> StepAsync()
        {
            switch (random.Next(11))
            {
                case < 4:
                    await TellAsync();
                    break;
                case 10:
                    await KnowAsync();
                    break;
                case < 7:
                    _ = await cut.SurvivesAsync(random.Next(3) == 0 ? int.MaxValue : random.Next(200), shop.RollUpAsync);
                    break;
                case < 8:
                    _ = await cut.SurvivesAsync(random.Next(3) == 0 ? int.MaxValue : random.Next(60), shop.PurgeAsync);
                    break;
                default:
                    shop.Clock.Advance(TimeSpan.FromHours(random.Next(3) == 0 ? random.Next(24 * 40) : random.Next(30)));
                    break;
            }

            return await KeptAsync() ?? await recount.FaultAsync(shop, await DatesAsync(day => day.IsWhole));
        }

        /// <summary>After a last rollup every day is right, and after a last purge nothing is left that should have gone.</summary>
        public async Task<string?> EndAsync()
        {
            _ = await shop.RollUpAsync();
            var dates = await DatesAsync(_ => true);
            if (await recount.FaultAsync(shop, dates) is { } fault) return fault;
            if (recount.Told.Select(one => settings.DayOf(one.Timestamp)).Except(dates).Any()) return "a day is missing";
            _ = await shop.PurgeAsync();
            if (await KeptAsync() is { } lost) return lost;
            var audit = shop.Get<AnalyticsAudit>();
            foreach (var finding in new[] { await audit.MissingAsync(Stop), await audit.SumsAsync(Stop), await audit.SealsAsync(Stop) })
                if (finding.FirstWrong is not null) return finding.Evidence;
            return await recount.FaultAsync(shop, await DatesAsync(_ => true))
                ?? (await shop.Get<Retention>().PreviewAsync(Stop) is { Days: [var old, ..] } ? $"{old.Date} is old and stayed" : null);
        }

        // Up to three weeks late, so never into a day that may be sealed; told twice now and then.
        private async Task TellAsync()
        {
            var events = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Random()).ToArray();
            if (random.Next(3) == 0) events = [.. events, events[0]];
            await shop.TellOnceAsync(events);
            recount.Tell(events);
        }

        /// <summary>The customer whose events some of them turn out to be.</summary>
        public async Task MeetAsync() => customer = await shop.MeetAsync("Sorcha", "+353871234567");

        // Of days that are sealed already, the figures stay.
        private async Task KnowAsync()
        {
            var (session, sealedDays) = ($"s{random.Next(5)}", await DatesAsync(day => day.SealedAt is not null));
            await shop.ExecuteAsync($"UPDATE analytics_events SET user_id = {customer} WHERE session_id = '{session}'");
            foreach (var one in recount.Told.Where(one => one.SessionId == session))
                if (!sealedDays.Contains(settings.DayOf(one.Timestamp))) one.UserId = customer;
        }

        private AnalyticsEvent Random()
        {
            var midnight = settings.StartOf(settings.DayOf(shop.Clock.NowUtc().AddDays(-random.Next(21))));
            var at = random.Next(4) switch
            {
                0 => midnight,
                1 => midnight.AddMilliseconds(-1),
                2 => midnight.AddMinutes(random.Next(-180, 180)),
                _ => shop.Clock.NowUtc().AddSeconds(-random.Next(21 * 86_400)),
            };
            var type = Types[random.Next(Types.Length)];
            return new AnalyticsEvent
            {
                ClientEventId = random.Next(2) == 0 ? null : $"e{random.Next(200)}",
                EventType = type,
                SessionId = random.Next(8) == 0 ? null : $"s{random.Next(5)}",
                SearchTerm = type == EventNames.Search ? $"term {random.Next(2)}" : null,
                SearchResults = random.Next(2),
                Timestamp = at,
            };
        }

        /// <summary>What was told is there as a raw event, or its day is sealed with all of them counted.</summary>
        private async Task<string?> KeptAsync()
        {
            var days = await shop.Data.ReadAsync(async db => await ToListAsync(db), Stop);
            var sealedDays = days.Where(day => day.SealedAt is not null).ToDictionary(day => day.Date);
            var open = recount.Told.LongCount(one => !sealedDays.ContainsKey(settings.DayOf(one.Timestamp)));
            var stand = (await shop.Data.ReadAsync(async db => await MomentsAsync(db), Stop))
                .LongCount(moment => !sealedDays.ContainsKey(settings.DayOf(moment)));
            if (stand != open) return $"{open} raw events should stand and {stand} do";
            var uncounted = sealedDays.Values.FirstOrDefault(day => day.RawCount != recount.EventsOn(day.Date));
            if (uncounted is not null) return $"{uncounted.Date} was sealed with {uncounted.RawCount} events, which are not all";
            var young = sealedDays.Values.FirstOrDefault(day => day.EndsAt > shop.Clock.NowUtc().AddDays(-Retention.Days));
            return young is null ? null : $"{young.Date} was sealed before its time";
        }

        private async Task<List<DateOnly>> DatesAsync(Func<AnalyticsDay, bool> which) =>
            [.. (await shop.Data.ReadAsync(async db => await ToListAsync(db), Stop)).Where(which).Select(day => day.Date)];
    }

    private static Task<List<AnalyticsDay>> ToListAsync(ShopDb db) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.AnalyticsDays);

    private static Task<List<DateTime>> MomentsAsync(ShopDb db) =>
        Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.AnalyticsEvents.Select(one => one.Timestamp));
}
