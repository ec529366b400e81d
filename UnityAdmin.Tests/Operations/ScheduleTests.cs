using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Operations;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Operations;

public sealed class ScheduleTests
{
    [Theory, BothDatabases]
    public async Task A_missed_night_is_caught_up_once_and_a_paused_job_stays_paused(TestDatabase on)
    {
        var clock = new TestClock();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var server = await AppServer.StartAsync(on, clock: clock);
        Console.WriteLine($"START {watch.ElapsedMilliseconds}");
        var board = server.Services.GetRequiredService<JobBoard>();
        Assert.Null((await board.PauseAsync(Schedule.Retention, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        watch.Restart();
        await server.StopAsync();
        Console.WriteLine($"STOP {watch.ElapsedMilliseconds}");
        clock.Advance(TimeSpan.FromHours(30));
        watch.Restart();
        server.StartAgain();
        Console.WriteLine($"AGAIN {watch.ElapsedMilliseconds}");
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
