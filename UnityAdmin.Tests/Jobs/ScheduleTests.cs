using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

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

        // Whoever starts the server finds that somebody's run was cut off.
        await shop.RanAsync(JobSteps.CutOff(Schedule.Rollup, shop.Clock.Now));
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
            $"SELECT state, started_by, is_recovery, is_cut_off FROM job_runs WHERE job = '{Schedule.Rollup}' ORDER BY id");
        Assert.Equal(["failed Aoife Byrne 0 1", "failed Aoife Byrne 1 1", "succeeded Aoife Byrne 1 0"],
            rows.Select(row => $"{row["state"]} {row["started_by"]} {row["is_recovery"]} {row["is_cut_off"]}"));
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
        await server.Services.GetRequiredService<ShopData>().TellOfDaysAsync(TimeProvider.System.GetUtcNow().UtcDateTime, 400);
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
        Assert.Equal(0, await server.Rows.CountAsync("job_runs"));
        await server.StopAsync();
        clock.Advance(TimeSpan.FromHours(30));
        server.StartAgain();
        foreach (var job in Schedule.Jobs.Where(job => job.IsNightly && job.Name != Schedule.Retention))
            await server.Rows.UntilAsync("job_runs", $"job = '{job.Name}' AND state = 'succeeded'");

        // In the order of the night, one after the other.
        Assert.Equal(Schedule.Jobs.Where(job => job.IsNightly && job.Name != Schedule.Retention).Select(job => job.Name),
            (await server.Rows.RowsAsync("SELECT job FROM job_runs ORDER BY id")).Select(row => (string)row["job"]!));
        board = server.Services.GetRequiredService<JobBoard>();
        var line = (await board.ReadAsync(JobSteps.Aoife, Stop)).Value.Single(row => row.Job.Name == Schedule.Retention);
        Assert.Equal(("Aoife Byrne", "The disk is being changed", null), (line.Pause!.PausedBy, line.Pause.Reason, line.NextAt));

        Assert.Null((await board.ResumeAsync(Schedule.Retention, JobSteps.Aoife, Stop)).Refused);
        await server.Rows.UntilAsync("job_runs", $"job = '{Schedule.Retention}' AND state = 'succeeded'");
        Assert.Equal(1, await server.Rows.CountAsync("system_logs", "action = 'job.paused' AND after LIKE '%disk is being changed%'"));

        // A second start finds nothing that is due.
        await server.StopAsync();
        server.StartAgain();
        Assert.Equal(Schedule.Jobs.Count(job => job.IsNightly), await server.Rows.CountAsync("job_runs"));
    }

    /// <summary>Ten years of clock changes: by the cron parser inside Hangfire, by ours, and by counting minutes.</summary>
    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Europe/London")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    public void Every_night_of_ten_years_has_each_nightly_job_once(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var from = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var to = from.AddYears(10);
        foreach (var cron in Schedule.Jobs.Select(job => job.Cron).OfType<string>())
        {
            var expected = NightsOf(cron, zone, from, to);
            Assert.InRange(expected.Count, 3_651, 3_653);
            Assert.Equal(expected, HangfireNights(cron, zone, from, to));
            Assert.Equal(expected, Cronos.CronExpression.Parse(cron).GetOccurrences(from, to, zone));
        }

        Assert.Equal(to.AddMinutes(-5), HangfireNights(Schedule.SweepCron, TimeZoneInfo.Utc, from, to)[^1]);
    }

    // From UTC to local only: .NET's answers about ambiguous local times are wrong for Dublin.
    private static List<DateTime> NightsOf(string cron, TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var fields = cron.Split(' ');
        var at = new TimeSpan(int.Parse(fields[1], null), int.Parse(fields[0], null), 0);
        var nights = new List<DateTime>();
        for (var utc = from; utc < to; utc = utc.AddMinutes(10))
            if (TimeZoneInfo.ConvertTimeFromUtc(utc, zone).TimeOfDay == at) nights.Add(utc);
        return nights;
    }

    private static List<DateTime> HangfireNights(string cron, TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var type = typeof(BackgroundJob).Assembly.GetType("Cronos.CronExpression", true)!;
        var parsed = type.GetMethod("Parse", [typeof(string)])!.Invoke(null, [cron]);
        var next = type.GetMethod("GetNextOccurrence", [typeof(DateTime), typeof(TimeZoneInfo), typeof(bool)])!
            .CreateDelegate<Func<DateTime, TimeZoneInfo, bool, DateTime?>>(parsed);
        var nights = new List<DateTime>();
        for (var at = next(from, zone, true); at < to; at = next(at!.Value, zone, false)) nights.Add(at.Value);
        return nights;
    }
}
