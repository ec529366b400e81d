using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>One type of event as it came in.</summary>
/// <param name="Name">The normal name.</param>
/// <param name="Spellings">What else is counted under it.</param>
/// <param name="LastSeen">When the last one happened; null where none is kept raw.</param>
/// <param name="LastDay">The last day that has any, where no raw one is left.</param>
/// <param name="Today">So far, counted from the raw events.</param>
/// <param name="Recently">In the last <see cref="EventBoard.Days"/> days, today included.</param>
public sealed record EventRow(
    string Name, IReadOnlyList<string> Spellings, DateTime? LastSeen, DateOnly? LastDay, long Today, long Recently)
{
    /// <summary>One of ours; else it came in under a name nobody here gave a meaning.</summary>
    public bool IsKnown => EventNames.Known.ContainsKey(Name);
}

/// <param name="Rows">The known names in their order, then the others, the most frequent first.</param>
/// <param name="More">Further unknown names.</param>
/// <param name="Uncounted">Days of the period that were not rolled up yet, so that their events are missing from it.</param>
public sealed record EventPicture(IReadOnlyList<EventRow> Rows, int More, int Uncounted);

/// <summary>Which events the storefront tells, by which names, and how many come in.</summary>
public sealed class EventBoard(ShopData data, TimeProvider clock, IOptions<ShopSettings> settings)
{
    public const int Days = 28;

    /// <summary>Anyone may send any name; more than these nobody reads.</summary>
    private const int MostUnknown = 50;

    private readonly ShopSettings shop = settings.Value;

    private sealed record Count(string Name, long Events, DateOnly LastDay);

    public Task<EventPicture> ReadAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var today = ShopDay.Of(shop, shop.DayOf(clock.NowUtc()));
            var from = today.Date.AddDays(1 - Days);
            var raw = await today.EventsIn(db).GroupBy(happened => happened.EventType)
                .Select(type => new { type.Key, Count = type.LongCount() }).ToDictionaryAsync(type => type.Key, type => type.Count, stop);
            var daily = await db.AnalyticsDaily.Where(row => row.EventCount > 0).GroupBy(row => row.EventType)
                .Select(type => new Count(
                    type.Key,
                    type.Where(row => row.Date >= from && row.Date < today.Date).Sum(row => row.EventCount),
                    type.Max(row => row.Date)))
                .ToDictionaryAsync(type => type.Name, stop);
            var unknown = raw.Keys.Union(daily.Keys).Where(name => !EventNames.Known.ContainsKey(name))
                .OrderByDescending(Recently).ThenBy(name => name, StringComparer.Ordinal).ToList();
            var rows = new List<EventRow>();
            foreach (var name in EventNames.Known.Keys.Concat(unknown.Take(MostUnknown)))
            {
                rows.Add(new EventRow(
                    name, EventNames.Known.GetValueOrDefault(name) ?? [], await LastSeenAsync(db, name, stop),
                    daily.GetValueOrDefault(name)?.LastDay, raw.GetValueOrDefault(name), Recently(name)));
            }

            return new EventPicture(rows, Math.Max(0, unknown.Count - MostUnknown), await UncountedAsync(db, from, today.Date, stop));

            long Recently(string name) => raw.GetValueOrDefault(name) + (daily.GetValueOrDefault(name)?.Events ?? 0);
        },
        stop);

    // One step in the index for each name; grouping would read all of it.
    private static Task<DateTime?> LastSeenAsync(ShopDb db, string name, CancellationToken stop) =>
        db.AnalyticsEvents.Where(happened => happened.EventType == name).OrderByDescending(happened => happened.Timestamp)
            .Select(happened => (DateTime?)happened.Timestamp).FirstOrDefaultAsync(stop);

    /// <summary>Days before the first event are not missing: there was nothing to count.</summary>
    private async Task<int> UncountedAsync(ShopDb db, DateOnly from, DateOnly today, CancellationToken stop)
    {
        var first = await db.AnalyticsEvents.OrderBy(happened => happened.Timestamp)
            .Select(happened => (DateTime?)happened.Timestamp).FirstOrDefaultAsync(stop);
        if (first is not { } moment || shop.DayOf(moment) >= today) return 0;
        var begins = shop.DayOf(moment) > from ? shop.DayOf(moment) : from;
        var counted = await db.AnalyticsDays.CountAsync(day => day.Date >= begins && day.Date < today, stop);
        return today.DayNumber - begins.DayNumber - counted;
    }
}
