using UnityAdmin.Data;
using UnityAdmin.Operations;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Operations;

/// <summary>Beginnings that the tests of jobs share.</summary>
internal static class JobSteps
{
    public static readonly Actor Aoife = new(ActorKind.Staff, "1", "Aoife Byrne", Role.Manager);

    public static Task<Result<JobOutcome>> RunJobAsync(this TestShop shop, JobStart start, JobOutcome outcome) =>
        shop.Get<JobRunner>().RunAsync(start, (_, _) => Task.FromResult(outcome), null, Stop);

    public static Task<Result<JobOutcome>> RunJobAsync(
        this TestShop shop, Func<IJobProgress, CancellationToken, Task> work, string by = JobLog.BySchedule,
        string job = Schedule.Rollup) =>
        shop.RunJobAsync(work, by, out _, job);

    /// <param name="shop">Where.</param>
    /// <param name="work">The verb.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="program">Stops the program it runs in.</param>
    /// <param name="job">Which.</param>
    public static Task<Result<JobOutcome>> RunJobAsync(
        this TestShop shop, Func<IJobProgress, CancellationToken, Task> work, string by, out CancellationTokenSource program,
        string job = Schedule.Rollup)
    {
        program = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        return shop.Get<JobRunner>().RunAsync(new JobStart(job, by), async (progress, stop) =>
        {
            await work(progress, stop);
            return new JobOutcome(1, "done");
        }, null, program.Token);
    }

    /// <summary>Runs of the past, written as they are told, the oldest first.</summary>
    public static async Task RanAsync(this TestShop shop, params JobRun[] runs) =>
        _ = (await shop.Data.ChangeAsync<int>(
            AnalyticsSteps.Nightly, "job.told", async db => await db.InsertManyAsync(runs, "", Stop), Stop)).Value;

    public static Task UntilAsync(this TestShop shop, string table, string where) => shop.Rows.UntilAsync(table, where);

    /// <summary>Waits for what another thread or process is about to write.</summary>
    public static async Task UntilAsync(this Rows rows, string table, string where)
    {
        for (var looks = 0; await rows.CountAsync(table, where) == 0; looks++)
        {
            Assert.True(looks < 3_000, $"no {table} with {where}");
            await Task.Delay(20, Stop);
        }
    }

    /// <summary>One event at noon of each day, the last of them on the day before a moment.</summary>
    public static async Task TellOfDaysAsync(this ShopData data, DateTime before, int days)
    {
        var noon = before.Date.AddHours(12);
        var events = Enumerable.Range(1, days).Select(ago => AnalyticsSteps.Event(noon.AddDays(-ago))).ToList();
        _ = (await data.ChangeAsync<int>(
            AnalyticsSteps.Nightly, "analytics.tracked", async db => await db.InsertManyAsync(events, "", Stop), Stop)).Value;
    }
}
