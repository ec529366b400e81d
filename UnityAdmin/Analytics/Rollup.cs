using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <param name="Checked">Days looked at.</param>
/// <param name="Changed">Days counted again, because something had changed since they were last.</param>
/// <param name="Events">Raw events in those.</param>
/// <param name="Left">Days whose figures stay although a count gives others: raw events of theirs were taken away.</param>
public sealed record RollupReport(int Checked, int Changed, long Events, IReadOnlyList<DateOnly> Left);

/// <summary>
/// Turns raw events and orders into the figures of each day:
/// 1. A day is counted in one state of the database and written at once, or not at all.
/// 2. Only days are counted whose proof no longer holds: new and late events, new, cancelled and refunded orders.
/// 3. Counting the same rows again writes the same figures; a day is never added to.
/// 4. A sealed day is never counted again.
/// </summary>
public sealed class Rollup(ShopData data, TimeProvider clock, IOptions<ShopSettings> settings)
{
    /// <summary>How long after a run began a day that changed may wait for the next one.</summary>
    public static readonly TimeSpan ReopenedWait = TimeSpan.FromMinutes(10);

    private readonly ShopSettings shop = settings.Value;

    /// <summary>Whether a past day was marked as changed since it was counted.</summary>
    public Task<bool> AnyReopenedAsync(CancellationToken stop) =>
        data.ReadAsync(db => db.AnalyticsDays.AnyAsync(day => day.IsReopened && day.SealedAt == null, stop), stop);

    /// <summary>Brings every day up to date that may still change, from the first event to today.</summary>
    /// <exception cref="JobLostException">Another run has taken over.</exception>
    public async Task<RollupReport> RunAsync(Actor by, IJobProgress progress, CancellationToken stop)
    {
        var days = await data.ReadAsync(db => OpenDaysAsync(db, null, null, stop), stop);
        return await RunAsync(days, by, progress, stop);
    }

    /// <summary>The same for chosen days, which must not be sealed.</summary>
    /// <param name="from">The first day of the shop, or null for the first that has events.</param>
    /// <param name="to">The last, or null for today.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="progress">Watches.</param>
    /// <param name="stop">Gives up between two days; those that are done stay done.</param>
    public async Task<Result<RollupReport>> RunAsync(
        DateOnly? from, DateOnly? to, Actor by, IJobProgress progress, CancellationToken stop)
    {
        if (await WhyNotAsync(from, to, stop) is { } no) return no;
        var days = await data.ReadAsync(db => OpenDaysAsync(db, from, to, stop), stop);
        return await RunAsync(days, by, progress, stop);
    }

    /// <summary>Asked before a run begins: what is refused here is no run that failed.</summary>
    /// <returns>Null where the period may be counted.</returns>
    public async Task<Refusal?> WhyNotAsync(DateOnly? from, DateOnly? to, CancellationToken stop)
    {
        if (from > to) return AnalyticsRefusals.PeriodBackwards;
        if (to > shop.DayOf(clock.NowUtc())) return AnalyticsRefusals.NotYet;
        if (from is null) return null;
        var sealedDay = await data.ReadAsync(
            db => db.AnalyticsDays.Where(day => day.SealedAt != null && day.Date >= from && (to == null || day.Date <= to))
                .OrderBy(day => day.Date).Select(day => (DateOnly?)day.Date).FirstOrDefaultAsync(stop),
            stop);
        return sealedDay is { } closed ? AnalyticsRefusals.DaySealed(closed) : null;
    }

    /// <summary>Past days whose figures are no longer those a count would give; today changes all the time and is not among them.</summary>
    public Task<List<AnalyticsDay>> WaitingAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var (now, waiting) = (clock.NowUtc(), new List<AnalyticsDay>());
            foreach (var row in await db.AnalyticsDays.Where(day => day.SealedAt == null && day.EndsAt <= now).OrderBy(day => day.Date)
                .ToListAsync(stop))
            {
                if (!await IsCurrentAsync(db, ShopDay.Of(shop, row.Date), row, stop)) waiting.Add(row);
            }

            return waiting;
        },
        stop);

    /// <summary>The days that may still be counted, oldest first; none before the first event, which nobody was there to tell of.</summary>
    internal async Task<List<ShopDay>> OpenDaysAsync(ShopDb db, DateOnly? from, DateOnly? to, CancellationToken stop)
    {
        if (await AnalyticsBook.FirstDayAsync(db, shop, stop) is not { } first) return [];
        var today = shop.DayOf(clock.NowUtc());
        if (from > first) first = from.Value;
        var last = to < today ? to.Value : today;
        var closed = (await db.AnalyticsDays.Where(day => day.SealedAt != null && day.Date >= first).Select(day => day.Date)
            .ToListAsync(stop)).ToHashSet();
        return
        [
            .. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays)
                .Where(date => !closed.Contains(date)).Select(date => ShopDay.Of(shop, date)),
        ];
    }

    private async Task<RollupReport> RunAsync(List<ShopDay> days, Actor by, IJobProgress progress, CancellationToken stop)
    {
        var (changed, events, left) = (0, 0L, new List<DateOnly>());
        foreach (var (at, day) in days.Index())
        {
            stop.ThrowIfCancellationRequested();
            progress.Report(at, days.Count, $"{day.Date:d MMM yyyy}");
            if (await CountAsync(day, stop) is not { } tally) continue;
            tally.Day.JobRunId = progress.RunId;
            if ((await WriteAsync(tally, by, progress, stop)).Refused is { } refused)
            {
                if (refused.Code == AnalyticsRefusals.EventsGoneCode) left.Add(day.Date);
                continue;
            }

            (changed, events) = (changed + 1, events + tally.Day.RawCount);
        }

        progress.Report(days.Count, days.Count, "done");
        return new RollupReport(days.Count, changed, events, left);
    }

    /// <returns>Null where the figures that are there are right.</returns>
    private Task<DayTally?> CountAsync(ShopDay day, CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var row = await db.AnalyticsDays.SingleOrDefaultAsync(rolled => rolled.Date == day.Date, stop);
            if (await IsCurrentAsync(db, day, row, stop)) return null;
            var tally = await DayTally.CountAsync(db, day, shop, clock.NowUtc(), stop);
            tally.Day.Version = row?.Version ?? 0;
            return tally;
        },
        stop);

    /// <summary>Whether the day's figures are those a count would give now.</summary>
    private async Task<bool> IsCurrentAsync(ShopDb db, ShopDay day, AnalyticsDay? row, CancellationToken stop) =>
        row is { IsReopened: false } && (!row.IsPartial || row.EndsAt > clock.NowUtc())
        && DayProof.Of(row) == await DayProof.CountAsync(db, day, stop);

    private Task<Result> WriteAsync(DayTally tally, Actor by, IJobProgress progress, CancellationToken stop) => data.ChangeAsync(
        by,
        "analytics.rolled_up",
        async db =>
        {
            await progress.HoldAsync(db, stop);
            var date = tally.Day.Date;
            if (await db.AnalyticsDays.SingleOrDefaultAsync(day => day.Date == date, stop) is { } before)
            {
                if (before.SealedAt is not null) return AnalyticsRefusals.DaySealed(date);

                // Raw events leave with their sealed day alone, so fewer of the same day were taken away: the figures are all that is left.
                var isSameDay = (before.StartsAt, before.EndsAt) == (tally.Day.StartsAt, tally.Day.EndsAt);
                if (isSameDay && tally.Day.RawCount < before.RawCount)
                    return AnalyticsRefusals.EventsGone(date, before.RawCount, tally.Day.RawCount);

                // Reopened since it was counted: what stands then is written, and the next run counts again.
                tally.Day.IsReopened = before.IsReopened && before.Version != tally.Day.Version;
                tally.Day.Version = before.Version;
                db.Entry(before).CurrentValues.SetValues(tally.Day);
            }
            else
            {
                _ = db.Add(tally.Day);
            }

            _ = await db.SaveChangesAsync(stop);
            _ = await db.AnalyticsDaily.Where(row => row.Date == date).ExecuteDeleteAsync(stop);
            _ = await db.AnalyticsHourly.Where(row => row.Date == date).ExecuteDeleteAsync(stop);
            _ = await db.AnalyticsProductDaily.Where(row => row.Date == date).ExecuteDeleteAsync(stop);
            _ = await db.AnalyticsSearchDaily.Where(row => row.Date == date).ExecuteDeleteAsync(stop);
            _ = await db.InsertManyAsync(tally.Types, "", stop);
            _ = await db.InsertManyAsync(tally.Hours, "", stop);
            _ = await db.InsertManyAsync(tally.Products, "", stop);
            _ = await db.InsertManyAsync(tally.Searches, "", stop);
            return Result.Done;
        },
        stop);
}
