using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>
/// The rows of <see cref="JobRun"/> that nobody looks for any more. Whatever their age, these stay: a run that is not over; a job's newest
/// run that did its work or failed at it, with all that came after; and the runs that figures are from, as long as the figures.
/// </summary>
internal sealed class OldRuns(ShopData data, TimeProvider clock)
{
    /// <summary>Of jobs that run all day.</summary>
    public const int Days = 30;

    /// <summary>Of nightly jobs, and all that failed.</summary>
    public const int LongDays = 400;

    /// <summary>How many one transaction forgets, so that no buyer waits for it.</summary>
    private const int Batch = 500;

    private static readonly Actor Cleanup = Actor.Job(Schedule.History);

    /// <returns>How many it forgot.</returns>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        var forgotten = 0;
        foreach (var job in Schedule.Jobs)
        {
            // Looked for before the transaction that deletes them: what is over and old stays so.
            while (await data.ReadAsync(db => OldAsync(db, job, stop), stop) is { Count: > 0 } old)
            {
                forgotten += (await data.ChangeAsync<int>(
                    Cleanup,
                    "job.forgotten",
                    async db => await db.JobRuns.Where(run => old.Contains(run.Id)).ExecuteDeleteAsync(stop),
                    stop)).Value;
            }
        }

        return forgotten;
    }

    private async Task<List<long>> OldAsync(ShopDb db, RecurringJob job, CancellationToken stop)
    {
        var runs = db.JobRuns.Where(run => run.Job == job.Name);
        var newest = await runs.Where(run => run.State == JobRunState.Succeeded || run.State == JobRunState.Failed)
            .OrderByDescending(run => run.Id).Select(run => run.Id).FirstOrDefaultAsync(stop);
        var (now, named) = (clock.NowUtc(), db.AnalyticsDays.Where(day => day.JobRunId != null).Select(day => day.JobRunId!.Value));
        var (before, longBefore) = (now.AddDays(job.IsNightly ? -LongDays : -Days), now.AddDays(-LongDays));
        return await runs
            .Where(run => run.Id < newest && run.FinishedAt < before)
            .Where(run => run.State != JobRunState.Failed || run.FinishedAt < longBefore)
            .Where(run => !named.Contains(run.Id))
            .OrderBy(run => run.Id).Select(run => run.Id).Take(Batch).ToListAsync(stop);
    }
}
