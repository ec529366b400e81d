using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>What the charts of a period are drawn from.</summary>
/// <param name="Hours">The hours of its days, on the shop's clock; one without row was empty.</param>
/// <param name="Heat">Of its whole days.</param>
/// <param name="Notes">Oldest day first.</param>
public sealed record Overview(
    Trends Trends,
    IReadOnlyList<AnalyticsHourly> Hours,
    HeatMap Heat,
    IReadOnlyList<AnalyticsNote> Notes,
    IReadOnlyList<EventAlarm> Alarms);

/// <summary>
/// Reading the figures of the shop: of days that are over from the rollup alone, of today as the raw events have it just now.
/// </summary>
public sealed class AnalyticsBook(ShopData data, LiveDay live, TimeProvider clock, IOptions<ShopSettings> settings)
{
    private readonly ShopSettings shop = settings.Value;

    public DateOnly Today => shop.DayOf(clock.NowUtc());

    /// <returns>Null while nothing has been told at all.</returns>
    public async Task<Overview?> ReadAsync(Period period, CancellationToken stop)
    {
        var today = await LiveAsync(period, stop);
        return await data.ReadAtOnceAsync(async db =>
        {
            if (await FirstDayAsync(db, shop, stop) is not { } first) return null;
            var (from, to, before, live) = (period.From, period.To, period.Before, today?.Day.Date);
            var rows = await db.AnalyticsDays.Where(day => day.Date >= before.From && day.Date <= to && day.Date != live)
                .ToDictionaryAsync(day => day.Date, stop);
            if (today is not null) rows.Add(today.Day.Date, today.Day);
            var types = await TypesAsync(db, period, today, stop);
            var views = types.Where(row => row.EventType == EventNames.PageView).ToDictionary(row => row.Date, row => row.EventCount);
            TrendDay Of(DateOnly date) =>
                TrendDay.Of(date, rows.GetValueOrDefault(date), views.GetValueOrDefault(date), first, date == live);
            var trends = new Trends(period, [.. period.Dates.Select(Of)], [.. before.Dates.Select(Of)], types);
            var hours = await db.AnalyticsHourly.Where(row => row.Date >= from && row.Date <= to && row.Date != live).ToListAsync(stop);
            var whole = trends.Days.Where(day => day.IsWhole).Select(day => day.Row!).ToList();
            return new Overview(
                trends,
                [.. hours, .. today?.Hours ?? []],
                new HeatMap(whole, hours, shop),
                await db.AnalyticsNotes.Where(note => note.Date >= from && note.Date <= to)
                    .OrderBy(note => note.Date).ThenBy(note => note.Id).ToListAsync(stop),
                await AlarmsAsync(db, stop));
        }, stop);
    }

    /// <summary>What was looked at, bought and searched for most.</summary>
    public async Task<Rankings> RankAsync(Period period, ProductOrder order, CancellationToken stop, int rows = Rankings.Shown)
    {
        var today = await LiveAsync(period, stop);
        return await data.ReadAtOnceAsync(db => Rankings.ReadAsync(db, period, today, order, rows, stop), stop);
    }

    /// <summary>The first day that can be known: nobody was there to tell of those before.</summary>
    internal static async Task<DateOnly?> FirstDayAsync(ShopDb db, ShopSettings shop, CancellationToken stop)
    {
        var row = await db.AnalyticsDays.OrderBy(day => day.Date).Select(day => (DateOnly?)day.Date).FirstOrDefaultAsync(stop);
        var raw = await db.AnalyticsEvents.OrderBy(told => told.Timestamp)
            .Select(told => (DateTime?)told.Timestamp).FirstOrDefaultAsync(stop);
        var told = raw is { } moment ? shop.DayOf(moment) : row;
        return row < told ? row : told;
    }

    private async Task<DayTally?> LiveAsync(Period period, CancellationToken stop) =>
        period.To == Today ? await live.CountAsync(stop) : null;

    // Of the period before only counts are compared; its sketches would be as many bytes again.
    private static async Task<List<AnalyticsDaily>> TypesAsync(ShopDb db, Period period, DayTally? today, CancellationToken stop)
    {
        var (from, to, earlier, live, none) = (period.From, period.To, period.Before.From, today?.Day.Date, Array.Empty<byte>());
        var before = await db.AnalyticsDaily.Where(row => row.Date >= earlier && row.Date < from)
            .Select(row => new { row.Date, row.EventType, row.EventCount }).ToListAsync(stop);
        var now = await db.AnalyticsDaily.Where(row => row.Date >= from && row.Date <= to && row.Date != live).ToListAsync(stop);
        return
        [
            .. before.Select(row => new AnalyticsDaily
            {
                Date = row.Date, EventType = row.EventType, EventCount = row.EventCount, SessionSketch = none,
            }),
            .. now,
            .. today?.Types ?? [],
        ];
    }

    private async Task<IReadOnlyList<EventAlarm>> AlarmsAsync(ShopDb db, CancellationToken stop)
    {
        var (today, oldest) = (Today, Today.AddDays(-2 * EventAlarm.DaysBefore));
        var whole = await db.AnalyticsDays.Where(day => day.Date >= oldest && day.Date < today).Where(AnalyticsDay.Whole)
            .Select(day => day.Date).ToListAsync(stop);
        var counts = await db.AnalyticsDaily.Where(row => row.Date >= oldest && row.Date < today)
            .Select(row => new { row.Date, row.EventType, row.EventCount }).ToListAsync(stop);
        return EventAlarm.Of(whole, counts.Select(row => (row.Date, row.EventType, row.EventCount)));
    }
}
