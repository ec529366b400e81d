using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Operations;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Operations;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Scratch()
    {
        for (var i = 0; i < 6; i++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await using var server = await AppServer.StartAsync(i % 2 == 0 ? TestDatabase.Sqlite : TestDatabase.Postgres);
            Console.WriteLine($"START {watch.ElapsedMilliseconds}");
            watch.Restart();
            await server.StopAsync();
            Console.WriteLine($"STOP {watch.ElapsedMilliseconds}");
            watch.Restart();
            server.StartAgain();
            Console.WriteLine($"AGAIN {watch.ElapsedMilliseconds}");
        }
    }

    [Theory, BothDatabases]
    public async Task A_missed_night_is_caught_up_once_and_a_paused_job_stays_paused(TestDatabase on)
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(on, clock: clock);
        var board = server.Services.GetRequiredService<JobBoard>();
        Assert.Null((await board.PauseAsync(Schedule.Retention, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        await server.StopAsync();

        // It ran in the nights before.
        var before = clock.Now.Date.AddHours(4);
        await server.Rows.ExecuteAsync($"UPDATE qrtz_triggers SET prev_fire_time = {before.Ticks} WHERE next_fire_time > {before.AddHours(6).Ticks}");
        clock.Advance(TimeSpan.FromHours(30));
        server.StartAgain();
        await server.Rows.UntilAsync("job_runs", $"job = '{Schedule.Rollup}' AND state = 'succeeded'");
        await server.Rows.UntilAsync("job_runs", "job = 'ledger-audit' AND state = 'succeeded'");
        Assert.Equal(1, await server.Rows.CountAsync("job_runs", $"job = '{Schedule.Rollup}' AND runs = 1"));
        Assert.Equal(0, await server.Rows.CountAsync("job_runs", $"job = '{Schedule.Retention}'"));
        board = server.Services.GetRequiredService<JobBoard>();
        var line = (await board.ReadAsync(JobSteps.Aoife, Stop)).Value.Single(row => row.Job.Name == Schedule.Retention);
        Assert.Equal(("Aoife Byrne", "The disk is being changed"), (line.Pause!.By, line.Pause.Reason));

        Assert.Null((await board.ResumeAsync(Schedule.Retention, JobSteps.Aoife, Stop)).Refused);
        await server.Rows.UntilAsync("job_runs", $"job = '{Schedule.Retention}' AND state = 'succeeded'");
        Assert.Equal(1, await server.Rows.CountAsync("system_logs", "action = 'job.paused' AND after LIKE '%disk is being changed%'"));
    }
}
