using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Operations;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Operations;

public sealed class ScheduleTests
{
    /// <summary>Check 18 of quality.md section 2: killed in the middle, and yet the figures are those of one clean run.</summary>
    [Fact]
    public async Task A_run_that_was_killed_is_seen_as_failed_and_run_again()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var clean = await TestDatabase.Sqlite.OpenAsync();
        foreach (var one in new[] { shop, clean })
        {
            one.Clock.Now = TimeProvider.System.GetUtcNow().UtcDateTime;
            await one.Data.TellOfDaysAsync(one.Clock.Now, 300);
        }

        Assert.Null((await shop.Get<JobBoard>().RunNowAsync(Schedule.Rollup, JobSteps.Aoife, Stop)).Refused);
        using (var server = await ChildServer.StartAsync(shop.Address, shop.Folder))
        {
            await shop.UntilAsync("analytics_days", "raw_count = 1");
            server.Kill();
        }

        Assert.Equal(1, await shop.CountAsync("job_runs", $"job = '{Schedule.Rollup}' AND state = 'running'"));
        Assert.NotEqual(301, await shop.CountAsync("analytics_days"));
        using (var server = await ChildServer.StartAsync(shop.Address, shop.Folder))
        {
            await shop.UntilAsync("job_runs", $"job = '{Schedule.Rollup}' AND state = 'succeeded'");
            server.Kill();
        }

        var rows = await shop.RowsAsync(
            $"SELECT state, started_by, is_recovery, note FROM job_runs WHERE job = '{Schedule.Rollup}' ORDER BY id");
        Assert.Equal(["failed Aoife Byrne 0 The program stopped while it ran.", "succeeded Aoife Byrne 1"],
            rows.Select((row, at) => $"{row["state"]} {row["started_by"]} {row["is_recovery"]}{(at == 0 ? $" {row["note"]}" : "")}"));
        _ = await clean.RollUpAsync();
        Assert.Equal(await clean.FiguresAsync(), await shop.FiguresAsync());

        // The bug it must find: a day counted twice over.
        await shop.ExecuteAsync("UPDATE analytics_daily SET event_count = event_count * 2");
        Assert.NotEqual(await clean.FiguresAsync(), await shop.FiguresAsync());
    }

    [Fact]
    public async Task Two_nodes_run_what_was_asked_of_both_once()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Postgres);
        await server.Services.GetRequiredService<ShopData>().TellOfDaysAsync(TimeProvider.System.GetUtcNow().UtcDateTime, 60);
        using var second = await ChildServer.StartAsync(server.Database, server.Folder);
        var board = server.Services.GetRequiredService<JobBoard>();
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => board.RunNowAsync(Schedule.Rollup, JobSteps.Aoife, Stop)));
        Assert.Single(asked, one => one.Refused is null);
        await server.Rows.UntilAsync("job_runs", $"job = '{Schedule.Rollup}' AND state = 'succeeded'");
        Assert.Equal(1, await server.Rows.CountAsync("job_runs", $"job = '{Schedule.Rollup}'"));
        Assert.Equal(1, await server.Rows.ScalarAsync<int>("SELECT COUNT(DISTINCT job_run_id) FROM analytics_days"));

        // The bug it must find: a node that begins without asking whether another runs it.
        var open = "INSERT INTO job_runs (job, state, started_at, seen_at, started_by, node, is_recovery, done_count, progress_done, "
            + "progress_total, runs) VALUES ('outbox', 'running', NOW(), NOW(), 'schedule', 'x', false, 0, 0, 0, 1)";
        _ = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => server.Rows.ExecuteAsync($"{open}; {open}"));
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
        await server.Rows.ExecuteAsync(
            $"UPDATE qrtz_triggers SET prev_fire_time = {before.Ticks} WHERE next_fire_time > {before.AddHours(6).Ticks}");
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
