using Cronos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>When a job is due.</summary>
/// <param name="At">The moment, due already where it is not in the future; null where none is in sight.</param>
/// <param name="After">The job's newest run when this was read (0: none): another run since then makes it void.</param>
public sealed record DueTime(DateTime? At, long After)
{
    /// <summary>A run goes on, and <see cref="At"/> is when it would be given up for dead.</summary>
    public bool IsRunning { get; init; }
}

/// <summary>
/// Reads from the database alone when each job is due, so that nothing a restart must remember lies in a queue:
/// 1. A nightly job is due if its last due time is later than the start of its last run that ended by itself or was cancelled by a person.
/// A job that never ran counts from the shop's first audit row.
/// 2. A run that was cut off does not count. If it is the newest, the job is due, whoever had started it.
/// 3. A job with <see cref="RecurringJob.DueAt"/> is due when its work is.
/// 4. A paused job is never due. One that runs is looked at again when its run would be given up for dead.
/// </summary>
public sealed class DueTimes(ShopData data, IServiceProvider services, IOptions<ShopSettings> shop, TimeProvider clock)
{
    // Longer than from any night to the next, a day without that local time included.
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(3);

    /// <summary>When the schedule runs a job next, as far as that can be seen; a missed night is due at once.</summary>
    public async Task<DueTime> NextAsync(RecurringJob job, CancellationToken stop)
    {
        var now = clock.NowUtc();
        var (newest, isPaused, isMissed) = await data.ReadAsync(db => ReadAsync(db, job, now, stop), stop);
        var after = newest?.Id ?? 0;
        if (isPaused) return new DueTime(null, after);
        if (newest is { State: JobRunState.Running })
            return new DueTime(newest.SeenAt + JobLog.Patience, after) { IsRunning = true };
        if (isMissed) return new DueTime(now, after);
        var work = job.DueAt is null ? null : await job.DueAt(services, stop);
        var night = NextNight(job, now);
        return new DueTime(work is null || night < work ? night : work, after);
    }

    /// <summary>The next due time of a nightly job's cron; null for other jobs.</summary>
    public DateTime? NextNight(RecurringJob job, DateTime now) =>
        job.Cron is { } cron ? CronExpression.Parse(cron).GetNextOccurrence(now, shop.Value.Zone) : null;

    private DateTime? LastNight(RecurringJob job, DateTime now) => job.Cron is { } cron
        ? CronExpression.Parse(cron).GetOccurrences(now - LookBack, now, shop.Value.Zone, toInclusive: true)
            .Select(night => (DateTime?)night).LastOrDefault()
        : null;

    private async Task<(JobRun? Newest, bool IsPaused, bool IsMissed)> ReadAsync(
        ShopDb db, RecurringJob job, DateTime now, CancellationToken stop)
    {
        var newest = await JobLog.NewestAsync(db, job.Name, stop);
        var isPaused = await db.JobPauses.AnyAsync(pause => pause.Job == job.Name, stop);
        return (newest, isPaused, LastNight(job, now) is { } due && await IsMissedAsync(db, job, due, newest, stop));
    }

    private static async Task<bool> IsMissedAsync(ShopDb db, RecurringJob job, DateTime due, JobRun? newest, CancellationToken stop)
    {
        if (newest is { IsCutOff: true }) return true;
        var since = await db.JobRuns.Where(run => run.Job == job.Name && run.FinishedAt != null && !run.IsCutOff)
            .OrderByDescending(run => run.Id).Select(run => (DateTime?)run.StartedAt).FirstOrDefaultAsync(stop);
        since ??= await db.SystemLogs.OrderBy(log => log.Id).Select(log => (DateTime?)log.CreatedAt).FirstOrDefaultAsync(stop);
        return since < due;
    }
}
