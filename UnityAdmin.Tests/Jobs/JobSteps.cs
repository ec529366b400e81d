using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Messages;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

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

    /// <summary>Aoife's run, whose program died.</summary>
    public static JobRun CutOff(string job, DateTime at) => new()
    {
        Job = job, State = JobRunState.Failed, StartedAt = at, SeenAt = at, FinishedAt = at, StartedBy = Aoife.Name, Node = "gone",
        IsCutOff = true, Runs = 1,
    };

    /// <summary>A message to a seller that is due, committed as a verb would.</summary>
    public static Task<Result> MessageAsync(this TestShop shop, int number = 1) => shop.Data.ChangeAsync(Aoife, "message.told", db =>
    {
        _ = db.OutboxMessages.Add(new OutboxMessage
        {
            Subject = "sell_submissions", SubjectId = number, Kind = "offer.sent", Topic = "1", ToEmail = $"seller{number}@example.com",
            ToName = "Sorcha Walsh", Title = "Our offer", Body = "Hello", CreatedAt = shop.Clock.Now, DueAt = shop.Clock.Now,
        });
        return Task.FromResult(Result.Done);
    }, Stop);

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
            // Longer than from one sweep of the jobs to the next: what a timer missed is found by then.
            if (looks >= 20_000) Assert.Fail($"no {table} with {where}, but {await rows.TellAsync(table)}");
            await Task.Delay(20, Stop);
        }
    }

    private static async Task<string> TellAsync(this Rows rows, string table) => string.Join(
        "; ",
        (await rows.RowsAsync($"SELECT * FROM {table} ORDER BY id"))
            .Select(row => string.Join(", ", row.Where(cell => cell.Value is not null))));

    /// <summary>One event at noon of each day, the last of them on the day before a moment.</summary>
    public static async Task TellOfDaysAsync(this ShopData data, DateTime before, int days)
    {
        var noon = before.Date.AddHours(12);
        var events = Enumerable.Range(1, days).Select(ago => AnalyticsSteps.Event(noon.AddDays(-ago))).ToList();
        _ = (await data.ChangeAsync<int>(
            AnalyticsSteps.Nightly, "analytics.tracked", async db => await db.InsertManyAsync(events, "", Stop), Stop)).Value;
    }
}
