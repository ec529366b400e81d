using Microsoft.Extensions.DependencyInjection;
using Quartz;
using UnityAdmin.Operations;

namespace UnityAdmin.Tests.Operations;

public sealed class FirstNightsTests
{
    private const string PutDown = "trigger_group = 'first-night'";

    [Theory, BothDatabases]
    public async Task A_night_that_a_job_missed_before_it_ever_ran_is_made_up_for_soon_after_a_start(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var board = shop.Get<JobBoard>();
        await StartAsync(shop);
        await SomebodyDoesSomethingAsync(shop);
        await StartAsync(shop);

        // Nobody was there yet when the jobs were last due.
        Assert.Equal(0, await shop.CountAsync("qrtz_triggers", PutDown));
        shop.Clock.Advance(TimeSpan.FromHours(21));
        Assert.Null((await board.PauseAsync(Schedule.Retention, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        _ = await shop.RunJobAsync(new JobStart("ledger-audit", "Aoife Byrne"), new JobOutcome(0, null));
        await StartAsync(shop);
        var jobs = await PutDownAsync(shop);
        string[] Due(int minutes) =>
        [
            $"analytics-rollup in {minutes}", $"idempotency-cleanup in {minutes + 5}", $"job-history in {minutes + 15}",
            $"photo-cleanup in {minutes + 25}", $"photo-conversion in {minutes + 20}",
        ];
        Assert.Equal(Due(5), jobs);

        // A second start, here or on another node, changes nothing; a pause does.
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await StartAsync(shop);
        Assert.Equal(Due(4), await PutDownAsync(shop));
        Assert.Null((await board.PauseAsync(Schedule.Rollup, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        Assert.Equal(4, await shop.CountAsync("qrtz_triggers", PutDown));
    }

    [Theory, BothDatabases]
    public async Task It_runs_once_though_another_node_ran_it_meanwhile(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var first = new JobStart("ledger-audit", JobLog.BySchedule) { IsFirst = true };
        Assert.Null((await shop.RunJobAsync(first, new JobOutcome(3, "3 moves proved"))).Refused);
        Assert.Equal("job_not_first", (await shop.RunJobAsync(first, new JobOutcome(3, "3 moves proved"))).Refused!.Code);
        Assert.Equal(1, await shop.CountAsync("job_runs"));
    }

    [Theory, BothDatabases]
    public async Task A_job_that_is_new_in_an_old_shop_does_not_wait_for_its_first_night(TestDatabase on)
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(on, clock: clock);
        var board = server.Services.GetRequiredService<JobBoard>();
        Assert.Null((await board.PauseAsync(Schedule.Retention, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        await server.StopAsync();

        // The program before did not have these two; the schedule knows of the others' night.
        string[] added = [Schedule.Rollup, "ledger-audit"];
        foreach (var table in new[] { "qrtz_cron_triggers", "qrtz_triggers" })
            await server.Rows.ExecuteAsync($"DELETE FROM {table} WHERE trigger_name IN ('{string.Join("', '", added)}')");
        clock.Advance(TimeSpan.FromHours(30));
        server.StartAgain();
        Assert.Equal(added.Length, await server.Rows.CountAsync("qrtz_triggers", PutDown));
        board = server.Services.GetRequiredService<JobBoard>();
        var line = (await board.ReadAsync(JobSteps.Aoife, Stop)).Value.Single(line => line.Job.Name == Schedule.Rollup);
        Assert.Equal((clock.Now.AddMinutes(5), null), (line.NextAt, line.Last));

        // The minutes pass, without a test that waits for them.
        var scheduler = await server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Stop);
        foreach (var key in added.Select(Schedule.FirstNightOf))
        {
            var soon = (await scheduler.GetTrigger(key, Stop))!.GetTriggerBuilder().StartAt(clock.GetUtcNow()).Build();
            Assert.NotNull(await scheduler.RescheduleJob(key, soon, Stop));
        }

        foreach (var job in added.Append(Schedule.History))
        {
            await server.Rows.UntilAsync("job_runs", $"job = '{job}' AND state = 'succeeded' AND started_by = 'schedule' AND runs = 1");
        }

        Assert.Equal(0, await server.Rows.CountAsync("job_runs", $"job = '{Schedule.Retention}'"));
    }

    private static Task StartAsync(TestShop shop) =>
        shop.Get<IEnumerable<IFirstStart>>().OfType<FirstNights>().Single().RunAsync(null!, Stop);

    private static Task SomebodyDoesSomethingAsync(TestShop shop) => shop.Data.ChangeAsync(JobSteps.Aoife, "job.resumed", db =>
    {
        shop.Get<JobLog>().Record(db, JobSteps.Aoife, "job.resumed", "outbox", null);
        return Task.FromResult(Result.Done);
    }, Stop);

    private static async Task<List<string>> PutDownAsync(TestShop shop) =>
        [.. (await shop.RowsAsync($"SELECT trigger_name AS job, next_fire_time AS at FROM qrtz_triggers WHERE {PutDown} ORDER BY 1"))
            .Select(row => $"{row["job"]} in {(Convert.ToInt64(row["at"], null) - shop.Clock.Now.Ticks) / TimeSpan.TicksPerMinute}")];
}
