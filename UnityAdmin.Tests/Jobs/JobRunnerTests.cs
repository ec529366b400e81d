using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

public sealed class JobRunnerTests
{
    [Theory, BothDatabases]
    public async Task A_job_that_runs_is_not_begun_twice_and_the_second_is_told_by_whom(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var gate = new TaskCompletionSource();
        var first = shop.RunJobAsync((_, _) => gate.Task, by: "Aoife Byrne");
        await shop.UntilAsync("job_runs", "state = 'running'");
        var second = await shop.RunJobAsync((_, _) => Task.CompletedTask);
        Assert.Equal("Analytics rollup is running already, started by Aoife Byrne. Wait until it is over, or cancel it.",
            second.Refused!.Sentence);
        Assert.Null((await shop.RunJobAsync((_, _) => Task.CompletedTask, job: "ledger-audit")).Refused);
        gate.SetResult();
        Assert.Null((await first).Refused);
        Assert.Null((await shop.RunJobAsync((_, _) => Task.CompletedTask)).Refused);
        Assert.Equal(3, await shop.CountAsync("job_runs", "state = 'succeeded' AND finished_at IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task Of_many_that_begin_at_once_one_runs(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (gate, ran) = (new TaskCompletionSource(), 0);
        var all = Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.RunJobAsync((_, _) =>
        {
            _ = Interlocked.Increment(ref ran);
            return gate.Task;
        }))).ToList();
        while (all.Count(one => one.IsCompleted) < 7) _ = await Task.WhenAny(all.Where(one => !one.IsCompleted));
        gate.SetResult();
        var outcomes = await Task.WhenAll(all);
        Assert.Equal((1, 1, 7), (ran, outcomes.Count(one => one.Refused is null),
            outcomes.Count(one => one.Refused?.Code == JobRefusals.IsRunning)));
    }

    [Theory]
    [BothDatabases(true)]
    [BothDatabases(false)]
    public async Task A_run_that_was_taken_over_writes_nothing_more(TestDatabase on, bool asks)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(AnalyticsSteps.Event(shop.Clock.Now.AddDays(-1)));
        var (asleep, awake) = (new TaskCompletionSource(), new TaskCompletionSource());
        var stale = shop.RunJobAsync(async (progress, _) =>
        {
            asleep.SetResult();
            await awake.Task;

            // The bug the test must see: a job that does not ask before it writes.
            await shop.Get<Rollup>().RunAsync(AnalyticsSteps.Nightly, asks ? progress : Unwatched.Work, Stop);
        });
        await asleep.Task;
        shop.Clock.Advance(JobLog.Patience + TimeSpan.FromSeconds(1));
        var taken = shop.RunJobAsync((_, stop) => Task.Delay(Timeout.Infinite, stop), "node two", out var over);
        await shop.UntilAsync("job_runs", "started_by = 'node two'");
        awake.SetResult();
        Assert.Equal("job_lost", (await stale).Refused!.Code);
        Assert.Equal(asks, await shop.CountAsync("analytics_days") == 0);
        var rows = await shop.RowsAsync("SELECT state, is_recovery, note FROM job_runs ORDER BY id");
        Assert.Equal(("failed", "running"), ((string)rows[0]["state"]!, (string)rows[1]["state"]!));
        Assert.Contains("no sign of life", (string)rows[0]["note"]!, StringComparison.Ordinal);
        Assert.True(Convert.ToBoolean(rows[1]["is_recovery"], null));
        await over.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taken);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_run_stops_within_moments_and_says_who_wanted_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var run = shop.RunJobAsync((progress, stop) =>
        {
            progress.Report(3, 12, "3 Mar 2026");
            return Task.Delay(Timeout.Infinite, stop);
        });
        await shop.UntilAsync("job_runs", "state = 'running' AND progress_done = 3 AND progress_total = 12 AND note = '3 Mar 2026'");
        var id = await shop.ScalarAsync<long>("SELECT id FROM job_runs");
        var log = shop.Get<JobLog>();
        Assert.Equal("role_missing", (await log.CancelAsync(id, JobSteps.Aoife with { Role = Role.Staff }, Stop)).Refused!.Code);
        Assert.Null((await log.CancelAsync(id, JobSteps.Aoife, Stop)).Refused);
        Assert.Equal("job_cancelled", (await run.WaitAsync(TimeSpan.FromSeconds(10), Stop)).Refused!.Code);
        Assert.Equal(1, await shop.CountAsync(
            "job_runs", "state = 'cancelled' AND cancelled_by = 'Aoife Byrne' AND finished_at IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'job.cancel' AND actor_name = 'Aoife Byrne'"));
        Assert.Equal("job_over", (await log.CancelAsync(id, JobSteps.Aoife, Stop)).Refused!.Code);
    }

    [Theory, BothDatabases]
    public async Task Quiet_runs_of_the_schedule_are_one_row_and_all_others_their_own(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        foreach (var done in new[] { 0, 0, 0, 7, 0, 0 })
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(5));
            _ = await shop.RunJobAsync(new JobStart("outbox", JobLog.BySchedule), new JobOutcome(done, done == 0 ? null : "7 delivered"));
        }

        _ = await shop.RunJobAsync(new JobStart("outbox", "Aoife Byrne"), new JobOutcome(0, null));
        _ = await shop.RunJobAsync(new JobStart("ledger-audit", JobLog.BySchedule), new JobOutcome(0, null));
        var rows = await shop.RowsAsync("SELECT job, runs, done_count, started_at, finished_at FROM job_runs ORDER BY id");
        Assert.Equal(["outbox 3 0", "outbox 1 7", "outbox 2 0", "outbox 1 0", "ledger-audit 1 0"],
            rows.Select(row => $"{row["job"]} {row["runs"]} {row["done_count"]}"));
        Assert.NotEqual(rows[0]["started_at"], rows[0]["finished_at"]);
    }

    [Theory, BothDatabases]
    public async Task A_failure_is_kept_with_its_message_and_thrown_on(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var thrown = await Assert.ThrowsAsync<IOException>(() => shop.RunJobAsync((_, _) => throw new IOException("The disk is full.")));
        Assert.Equal("The disk is full.", thrown.Message);
        _ = await shop.RunJobAsync(new JobStart("ledger-audit", "x"), new JobOutcome(5, "Move 3 is forged.") { IsFailure = true });
        var rows = await shop.RowsAsync("SELECT state, note FROM job_runs ORDER BY id");
        Assert.Equal(["failed The disk is full.", "failed Move 3 is forged."], rows.Select(row => $"{row["state"]} {row["note"]}"));
    }

    [Theory, BothDatabases]
    public async Task A_program_that_stops_says_so_and_leaves_the_run_to_be_picked_up(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var run = shop.RunJobAsync((_, stop) => Task.Delay(Timeout.Infinite, stop), by: "schedule", out var program);
        await shop.UntilAsync("job_runs", "state = 'running'");
        await program.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(1, await shop.CountAsync("job_runs", "state = 'failed' AND note = 'The program was stopped while it ran.'"));
    }

    [Theory, BothDatabases]
    public async Task At_a_start_whatever_died_before_is_failed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        foreach (var (job, age) in new[] { ("outbox", 61), ("ledger-audit", 5) })
        {
            await shop.ExecuteAsync(
                $"""
                INSERT INTO job_runs (job, state, started_at, seen_at, started_by, node, is_recovery, done_count, progress_done,
                    progress_total, runs)
                VALUES ('{job}', 'running', '2026-03-02 08:00:00.000', '{shop.Clock.Now.AddSeconds(-age):yyyy-MM-dd HH:mm:ss.fff}',
                    'schedule', 'gone', {(on == TestDatabase.Sqlite ? "0" : "false")}, 0, 0, 0, 1)
                """);
        }

        await shop.Get<JobLog>().GiveUpDeadAsync(atStart: true, Stop);
        Assert.Equal(1, await shop.CountAsync("job_runs", "state = 'failed' AND finished_at = seen_at AND job = 'outbox'"));
        Assert.Equal(on == TestDatabase.Sqlite ? 0 : 1, await shop.CountAsync("job_runs", "state = 'running' AND job = 'ledger-audit'"));
    }
}
