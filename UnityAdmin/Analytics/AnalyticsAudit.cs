using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>What a look at the rollup came to.</summary>
/// <param name="Evidence">What was found, whether right or wrong.</param>
/// <param name="FirstWrong">The first row that is wrong, <c>analytics_daily/2026-03-01</c>; null when none is.</param>
public sealed record RollupFinding(string Evidence, string? FirstWrong)
{
    public static RollupFinding At(string table, DateOnly date, string evidence) => new(evidence, $"{table}/{date:yyyy-MM-dd}");
}

/// <summary>Proves from the rows alone that the rollup is complete, adds up and was not touched after it was sealed.</summary>
public sealed class AnalyticsAudit(ShopData data, Rollup rollup, TimeProvider clock, IOptions<ShopSettings> settings)
{
    /// <summary>A changed day may wait for the next night and an hour more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(25);

    /// <summary>Every day from the first event up to the day before yesterday has its figures.</summary>
    public Task<RollupFinding> MissingAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var rolledUp = await db.AnalyticsDays.Select(day => day.Date).ToHashSetAsync(stop);
            var yesterday = settings.Value.DayOf(clock.NowUtc()).AddDays(-1);
            var days = await rollup.OpenDaysAsync(db, null, yesterday.AddDays(-1), stop);
            var missing = days.Where(day => !rolledUp.Contains(day.Date)).ToList();
            return missing.Count == 0
                ? new RollupFinding($"{rolledUp.Count:N0} days, none is missing", null)
                : RollupFinding.At(AnalyticsDay.Table, missing[0].Date,
                    $"{missing.Count:N0} days are missing, the first is {missing[0].Date:d MMM yyyy}: run `UnityAdmin rollup`");
        },
        stop);

    /// <summary>Days that changed since they were counted wait for one night at most.</summary>
    public async Task<RollupFinding> WaitingAsync(CancellationToken stop)
    {
        var waiting = await rollup.WaitingAsync(stop);
        var late = waiting.Where(day => day.RolledUpAt + Patience < clock.NowUtc()).ToList();
        if (late.Count == 0)
            return new RollupFinding(waiting.Count == 0 ? "no day waits to be counted" : $"{waiting.Count:N0} wait for tonight", null);
        return RollupFinding.At(AnalyticsDay.Table, late[0].Date,
            $"{late.Count:N0} wait for more than a day, the first is {late[0].Date:d MMM yyyy}: run `UnityAdmin rollup`");
    }

    /// <summary>Each day's types and hours add up to its proof, and its revenue stands on its purchases.</summary>
    public Task<RollupFinding> SumsAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var types = await db.AnalyticsDaily.GroupBy(row => row.Date)
                .Select(day => new { day.Key, Events = day.Sum(row => row.EventCount), Cents = day.Sum(row => row.RevenueCents) })
                .ToDictionaryAsync(day => day.Key, stop);
            var hours = await db.AnalyticsHourly.GroupBy(row => row.Date)
                .Select(day => new { day.Key, Events = day.Sum(row => row.EventCount) })
                .ToDictionaryAsync(day => day.Key, day => day.Events, stop);
            var days = await db.AnalyticsDays.OrderBy(day => day.Date)
                .Select(day => new { day.Date, day.RawCount, day.RevenueCents }).ToListAsync(stop);
            foreach (var day in days)
            {
                var type = types.GetValueOrDefault(day.Date);
                if ((type?.Events ?? 0) != day.RawCount || (type?.Cents ?? 0) != day.RevenueCents)
                    return RollupFinding.At(AnalyticsDaily.Table, day.Date, $"the types of {day.Date:d MMM yyyy} do not add up");
                if (hours.GetValueOrDefault(day.Date) != day.RawCount)
                    return RollupFinding.At(AnalyticsHourly.Table, day.Date, $"the hours of {day.Date:d MMM yyyy} do not add up");
            }

            return new RollupFinding($"{days.Count:N0} days add up to the raw events they were counted from", null);
        },
        stop);

    /// <summary>No raw event of a day that is not sealed went away since it was counted.</summary>
    public Task<RollupFinding> EventsAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var days = await db.AnalyticsDays.Where(day => day.SealedAt == null).OrderBy(day => day.Date).ToListAsync(stop);
            foreach (var day in days)
            {
                var there = await new ShopDay(day.Date, day.StartsAt, day.EndsAt).EventsIn(db).LongCountAsync(stop);
                if (there >= day.RawCount) continue;
                return RollupFinding.At(AnalyticsEvent.Table, day.Date,
                    $"{day.Date:d MMM yyyy} was counted from {day.RawCount:N0} raw events, and {there:N0} are there");
            }

            return new RollupFinding($"the raw events of {days.Count:N0} days are all there", null);
        },
        stop);

    /// <summary>The figures of each day that is over and not sealed are those its raw events and orders give.</summary>
    public async Task<RollupFinding> FiguresAsync(CancellationToken stop)
    {
        var days = await data.ReadAsync(
            db => db.AnalyticsDays.Where(AnalyticsDay.Whole).Where(day => day.SealedAt == null).OrderBy(day => day.Date)
                .Select(day => day.Date).ToListAsync(stop),
            stop);
        foreach (var date in days)
        {
            if (await data.ReadAtOnceAsync(db => WrongTableAsync(db, date, stop), stop) is { } table)
                return RollupFinding.At(table, date, $"{table} of {date:d MMM yyyy} is not what the day's events and orders give");
        }

        return new RollupFinding($"{days.Count:N0} days that are not sealed were counted again and are the same", null);
    }

    // A day that changed since it was counted waits for its rollup, which is another line.
    private async Task<string?> WrongTableAsync(ShopDb db, DateOnly date, CancellationToken stop)
    {
        var row = await db.AnalyticsDays.AsNoTracking().SingleAsync(day => day.Date == date, stop);
        if (row.IsReopened) return null;
        var tally = await DayTally.CountAsync(db, ShopDay.Of(settings.Value, date), settings.Value, row.RolledUpAt, stop);
        if (DayProof.Of(row) != DayProof.Of(tally.Day)) return null;
        var types = await db.AnalyticsDaily.AsNoTracking().Where(one => one.Date == date).ToListAsync(stop);
        if (!AreSame(types, tally.Types, one => (one.EventType, one.EventCount, one.UniqueSessions, one.RevenueCents)))
            return AnalyticsDaily.Table;
        var hours = await db.AnalyticsHourly.AsNoTracking().Where(one => one.Date == date).ToListAsync(stop);
        if (!AreSame(hours, tally.Hours, one => (one.Hour, one.EventCount, one.PageViews))) return AnalyticsHourly.Table;
        var products = await db.AnalyticsProductDaily.AsNoTracking().Where(one => one.Date == date).ToListAsync(stop);
        if (!AreSame(products, tally.Products, one => (one.ProductId, one.Views, one.CartAdds, one.UnitsSold, one.RevenueCents)))
            return AnalyticsProductDaily.Table;
        var searches = await db.AnalyticsSearchDaily.AsNoTracking().Where(one => one.Date == date).ToListAsync(stop);
        return AreSame(searches, tally.Searches, one => (one.Term, one.Searches, one.UniqueSessions, one.WithoutResult))
            ? null
            : AnalyticsSearchDaily.Table;
    }

    private static bool AreSame<T, TFigures>(List<T> stored, List<T> counted, Func<T, TFigures> figures) =>
        stored.Count == counted.Count && stored.Select(figures).ToHashSet().SetEquals(counted.Select(figures));

    /// <summary>Each sealed day still has its checksum.</summary>
    public Task<RollupFinding> SealsAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var days = await db.AnalyticsDays.Where(day => day.SealedAt != null).OrderBy(day => day.Date).ToListAsync(stop);
            foreach (var day in days)
            {
                if (await DaySeal.BrokenAsync(db, day, stop) is { } table)
                    return RollupFinding.At(table, day.Date, $"{table} of {day.Date:d MMM yyyy} was changed after the day was sealed");
            }

            return new RollupFinding($"{days.Count:N0} sealed days are as they were sealed", null);
        },
        stop);

    /// <summary>No raw event stands in a day whose raw events are gone, where nothing can count it any more.</summary>
    public Task<RollupFinding> StraysAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var (days, events) = (db.AnalyticsDays.Where(day => day.PurgedAt != null), db.AnalyticsEvents);
            var stray = await days.SelectMany(day => events.Where(told => told.Timestamp >= day.StartsAt && told.Timestamp < day.EndsAt))
                .OrderBy(told => told.Id).Select(told => (long?)told.Id).FirstOrDefaultAsync(stop);
            return stray is null
                ? new RollupFinding($"{await days.CountAsync(stop):N0} purged days are empty", null)
                : new RollupFinding($"event {stray} came in after its day was purged", $"{AnalyticsEvent.Table}/{stray}");
        },
        stop);

    /// <summary>The triggers that keep sealed days as they are, raw events until then, and mark the days that changed.</summary>
    public Task<RollupFinding> GuardsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var broken = await db.BrokenGuardsAsync(DaySeal.Guards(db.OnSqlite), stop);
            return broken.Count == 0
                ? new RollupFinding("the triggers that keep sealed days and reopen changed ones are in place", null)
                : new RollupFinding($"{broken[0]}, so a day's figures can become wrong unseen", broken[0].Name);
        },
        stop);
}
