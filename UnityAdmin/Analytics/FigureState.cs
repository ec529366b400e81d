using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>A run of one of the jobs that make and keep these figures.</summary>
/// <param name="Id">Its row of <c>job_runs</c>.</param>
/// <param name="StartedBy">The schedule, or a person by name.</param>
/// <param name="FinishedAt">Null while it runs.</param>
/// <param name="Failed">It ended without its work done.</param>
public sealed record FigureRun(long Id, string StartedBy, DateTime? FinishedAt, bool Failed);

/// <summary>What Operations, which runs the jobs, tells of them here.</summary>
public interface IFigureRuns
{
    /// <summary>The newest run of a job that did its work or failed at it; null where there is none.</summary>
    Task<FigureRun?> LastAsync(string job, CancellationToken stop);
}

/// <summary>How fresh the figures are, and how far back there is more than figures.</summary>
/// <param name="Rollup">The newest run; null where no job ran.</param>
/// <param name="RolledUpAt">When a day was last counted, by whomever.</param>
/// <param name="DaysWaiting">Days that are over and whose figures are still to be made.</param>
/// <param name="RawSince">The oldest day of which there are raw events.</param>
/// <param name="Overdue">Raw events are there that are old enough to be purged.</param>
/// <param name="Kept">Days among those that cannot be purged; null where they are too many to be looked through here.</param>
public sealed record FigureState(
    FigureRun? Rollup, DateTime? RolledUpAt, int DaysWaiting, DateOnly? RawSince, bool Overdue, IReadOnlyList<RetentionDay>? Kept);

/// <summary>Reading how far the figures can be trusted today.</summary>
public sealed class FigureBook(
    ShopData data, Retention retention, IFigureRuns runs, TimeProvider clock, IOptions<ShopSettings> settings)
{
    public const string RollupJob = "analytics-rollup";

    // Each such day's raw events are counted; more of them are for the preview of the purge.
    private const int MostJudged = 7;

    private readonly ShopSettings shop = settings.Value;

    public async Task<FigureState> ReadAsync(CancellationToken stop)
    {
        var run = await runs.LastAsync(RollupJob, stop);
        var (rolledUp, waiting, since) = await data.ReadAtOnceAsync(db => DaysAsync(db, stop), stop);
        var cut = shop.DayOf(clock.NowUtc().AddDays(-Retention.Days));
        if (since is not { } oldest || oldest >= cut) return new FigureState(run, rolledUp, waiting, since, false, []);
        var judged = cut.DayNumber - oldest.DayNumber <= MostJudged ? (await retention.PreviewAsync(stop)).Days : null;
        return new FigureState(run, rolledUp, waiting, since, true, judged?.Where(day => !day.Goes).ToList());
    }

    private async Task<(DateTime? RolledUp, int Waiting, DateOnly? RawSince)> DaysAsync(ShopDb db, CancellationToken stop)
    {
        var today = shop.DayOf(clock.NowUtc());
        var raw = await db.AnalyticsEvents.OrderBy(told => told.Timestamp)
            .Select(told => (DateTime?)told.Timestamp).FirstOrDefaultAsync(stop);
        var since = raw is { } moment ? shop.DayOf(moment) : (DateOnly?)null;
        if (await AnalyticsBook.FirstDayAsync(db, shop, stop) is not { } first) return (null, 0, since);
        var rolledUp = await db.AnalyticsDays.MaxAsync(day => (DateTime?)day.RolledUpAt, stop);
        var whole = await db.AnalyticsDays.Where(day => day.Date < today).CountAsync(AnalyticsDay.Whole, stop);
        return (rolledUp, Math.Max(0, today.DayNumber - first.DayNumber - whole), since);
    }
}
