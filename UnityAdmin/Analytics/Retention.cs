using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>
/// Lets raw events go once they are old:
/// 1. Only whole days that ended more than <see cref="Days"/> days ago, and only such whose figures were counted from exactly the raw
/// events that are there. What the preview lists is what the purge deletes: both ask <see cref="JudgeAsync"/>.
/// 2. A day is sealed before its first raw event goes; from then on its figures never change.
/// 3. It deletes few at a time and lets others write in between; stopped anywhere, the next run goes on where it was.
/// </summary>
public sealed class Retention(ShopData data, TimeProvider clock, IOptions<ShopSettings> settings)
{
    public const int Days = 90;

    /// <summary>Rows a writer may have to wait for.</summary>
    private const int BatchRows = 2_000;

    private readonly ShopSettings shop = settings.Value;

    public Task<RetentionPlan> PreviewAsync(CancellationToken stop) => data.ReadAtOnceAsync(db => PlanAsync(db, stop), stop);

    /// <exception cref="JobLostException">Another run has taken over.</exception>
    public async Task<RetentionReport> PurgeAsync(Actor by, IJobProgress progress, CancellationToken stop)
    {
        var plan = await PreviewAsync(stop);
        var kept = plan.Days.Where(day => !day.Goes).ToList();
        var (days, events) = (0, 0L);
        foreach (var day in plan.Days.Where(day => day.Goes))
        {
            stop.ThrowIfCancellationRequested();
            if (!(await SealAsync(day, by, progress, stop)).Is(out var sealedDay, out _))
            {
                kept.Add(day with { Verdict = RetentionVerdict.Changed });
                continue;
            }

            var before = events;
            events += await data.ClearAsync(
                "analytics.purged",
                async (db, gone) =>
                {
                    await progress.HoldAsync(db, stop);
                    progress.Report(before + gone, plan.Events, $"{day.Date:d MMM yyyy}");
                    return await DeleteSomeAsync(db, sealedDay, stop);
                },
                stop);
            days++;
        }

        progress.Report(events, plan.Events, "giving the room back");
        await data.ShrinkAsync(stop);
        return new RetentionReport(days, events, kept);
    }

    private async Task<RetentionPlan> PlanAsync(ShopDb db, CancellationToken stop)
    {
        var before = clock.NowUtc().AddDays(-Days);
        var oldest = await db.AnalyticsEvents.OrderBy(happened => happened.Timestamp)
            .Select(happened => (DateTime?)happened.Timestamp).FirstOrDefaultAsync(stop);
        var days = new List<RetentionDay>();
        if (oldest is not { } first) return new RetentionPlan(before, days);
        for (var day = ShopDay.Of(shop, shop.DayOf(first)); day.EndsAt <= before; day = ShopDay.Of(shop, day.Date.AddDays(1)))
        {
            var row = await db.AnalyticsDays.AsNoTracking().SingleOrDefaultAsync(rolled => rolled.Date == day.Date, stop);
            if (await JudgeAsync(db, day, row, stop) is { Events: > 0 } judged) days.Add(judged);
        }

        return new RetentionPlan(before, days);
    }

    /// <summary>The one rule of what may go, for preview and purge.</summary>
    private static async Task<RetentionDay> JudgeAsync(ShopDb db, ShopDay day, AnalyticsDay? row, CancellationToken stop)
    {
        var now = await DayProof.CountAsync(db, day, stop);
        return new RetentionDay(day.Date, now.RawCount, row?.Version, row switch
        {
            null => RetentionVerdict.NotRolledUp,
            { PurgedAt: not null } => RetentionVerdict.Strays,
            { SealedAt: not null } => now.RawCount <= row.RawCount && now.MaxEventId <= row.MaxEventId
                ? RetentionVerdict.HalfPurged
                : RetentionVerdict.Strays,
            { IsPartial: true } => RetentionVerdict.NotRolledUp,
            { IsReopened: true } => RetentionVerdict.Changed,
            _ => DayProof.Of(row) == now ? RetentionVerdict.Purgeable : RetentionVerdict.Changed,
        });
    }

    // Read through without keeping writers waiting. What comes in since the day was judged counts its version up and keeps it open.
    private async Task<Result<AnalyticsDay>> SealAsync(RetentionDay judged, Actor by, IJobProgress progress, CancellationToken stop)
    {
        var checksum = await data.ReadAtOnceAsync(db => ReadThroughAsync(db, judged, stop), stop);
        return await data.ChangeAsync<AnalyticsDay>(
            by,
            "analytics.sealed",
            async db =>
            {
                await progress.HoldAsync(db, stop);
                var row = await db.AnalyticsDays.SingleAsync(day => day.Date == judged.Date, stop);
                if (row.Version != judged.Version) return AnalyticsRefusals.NotToBePurged(judged);
                if (row.SealedAt is not null) return row;
                (row.Checksum, row.SealedAt) = (checksum, clock.NowUtc());
                return row;
            },
            stop);
    }

    private static async Task<string?> ReadThroughAsync(ShopDb db, RetentionDay judged, CancellationToken stop) =>
        judged.Verdict == RetentionVerdict.Purgeable
            ? await DaySeal.ChecksumAsync(db, await db.AnalyticsDays.SingleAsync(day => day.Date == judged.Date, stop), stop)
            : null;

    private async Task<(int Gone, bool IsEmpty)> DeleteSomeAsync(ShopDb db, AnalyticsDay day, CancellationToken stop)
    {
        var gone = await new ShopDay(day.Date, day.StartsAt, day.EndsAt).EventsIn(db).Where(happened => happened.Id <= day.MaxEventId)
            .OrderBy(happened => happened.Timestamp).Take(BatchRows).ExecuteDeleteAsync(stop);
        if (gone == BatchRows) return (gone, false);
        var now = clock.NowUtc();
        _ = await db.AnalyticsDays.Where(row => row.Date == day.Date && row.PurgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.PurgedAt, now), stop);
        return (gone, true);
    }
}
