using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using UnityAdmin.Data;

namespace UnityAdmin.Operations;

/// <summary>
/// The schedule knows of no night before it first held a job: one that is new in an old shop, or a shop that came from elsewhere, would
/// wait a day for its figures. So a nightly job that has no run at all, in a shop that was there when it was last due, is put down at the
/// start to run once. Whether it still has none is asked again when that run begins, so that it is not its second.
/// </summary>
internal sealed class FirstNights(
    ShopData data, ISchedulerFactory schedulers, TimeProvider clock, IOptions<ShopSettings> shop) : IFirstStart
{
    // Whoever has just started the program comes first; and one job after the other, in the order of the night.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public async Task RunAsync(WebApplication app, CancellationToken stop)
    {
        var missed = await data.ReadAsync(db => MissedAsync(db, stop), stop);
        if (missed.Count == 0) return;
        var scheduler = await schedulers.GetScheduler(stop);
        var at = clock.GetUtcNow();
        foreach (var name in missed) await Schedule.CatchUpAsync(scheduler, name, at += Pause, stop);
    }

    private async Task<List<string>> MissedAsync(ShopDb db, CancellationToken stop)
    {
        var missed = new List<string>();
        foreach (var job in Schedule.Jobs.Where(job => job.IsNightly))
        {
            if (await db.JobRuns.AnyAsync(run => run.Job == job.Name, stop)) continue;
            if (LastDue(job) is { } due && await db.SystemLogs.AnyAsync(log => log.CreatedAt < due, stop)) missed.Add(job.Name);
        }

        return missed;
    }

    /// <summary>Null in the one night of 25 hours, where the last day has none.</summary>
    private DateTime? LastDue(RecurringJob job)
    {
        var now = clock.GetUtcNow();
        var cron = new CronExpression(job.Cron, shop.Value.Zone);
        return cron.GetNextValidTimeAfter(now.AddDays(-1)) is { } due && due <= now ? due.UtcDateTime : null;
    }
}
