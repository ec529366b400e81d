using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Jobs;
using UnityAdmin.Messages;
using UnityAdmin.Tests.Analytics;
using RecurringJob = UnityAdmin.Jobs.RecurringJob;

namespace UnityAdmin.Tests.Jobs;

public sealed class DueTimesTests
{
    private static readonly RecurringJob Audit = Schedule.Find("ledger-audit")!;

    // The last night of the audit before the test's clock, which shows 09:00 of 2 March 2026.
    private static readonly DateTime Night = new(2026, 3, 2, 4, 50, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task A_job_that_never_ran_is_due_for_the_nights_that_the_shop_has_seen(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        Assert.Equal(Night.AddDays(1), (await NextAsync(shop)).At);
        await SomebodyDoesSomethingAsync(shop);
        Assert.Equal(Night.AddDays(1), (await NextAsync(shop)).At);
        shop.Clock.Now = Night.AddDays(1).AddSeconds(-1);
        Assert.Equal(Night.AddDays(1), (await NextAsync(shop)).At);
        shop.Clock.Now = Night.AddDays(1);
        Assert.Equal(shop.Clock.Now, (await NextAsync(shop)).At);
    }

    [Theory]
    [BothDatabases(JobRunState.Succeeded, false, false)]
    [BothDatabases(JobRunState.Failed, false, false)]
    [BothDatabases(JobRunState.Cancelled, false, false)]
    [BothDatabases(JobRunState.Failed, true, true)]
    public async Task A_night_is_done_by_a_run_that_ended_by_itself_or_that_a_person_cancelled(
        TestDatabase on, JobRunState state, bool isCutOff, bool isDue)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync(Run(Night, state, isCutOff));
        Assert.Equal(isDue, (await NextAsync(shop)).At <= shop.Clock.Now);

        // It began before it was due, so it does not count for this night.
        await shop.ExecuteAsync("DELETE FROM job_runs");
        await shop.RanAsync(Run(Night.AddMilliseconds(-1), state, isCutOff));
        Assert.True((await NextAsync(shop)).At <= shop.Clock.Now);
    }

    [Theory, BothDatabases]
    public async Task What_was_cut_off_is_due_until_it_ran_to_its_end(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync(Run(Night), JobSteps.CutOff(Audit.Name, Night.AddHours(3)));
        var next = await NextAsync(shop);
        Assert.True(next.At <= shop.Clock.Now);
        var start = new JobStart(Audit.Name, JobLog.BySchedule) { After = next.After };
        Assert.Null((await shop.RunJobAsync(start, new JobOutcome(3, "3 moves proved"))).Refused);
        Assert.Equal("job_not_due", (await shop.RunJobAsync(start, new JobOutcome(3, "3 moves proved"))).Refused!.Code);
        Assert.Equal(Night.AddDays(1), (await NextAsync(shop)).At);
        Assert.Equal(1, await shop.CountAsync("job_runs", "started_by = 'Aoife Byrne' AND note = '3 moves proved'"));
    }

    [Theory, BothDatabases]
    public async Task A_paused_job_is_never_due_and_goes_on_when_it_is_resumed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync(Run(Night.AddDays(-2)));
        var board = shop.Get<JobBoard>();
        var seen = new JobStart(Audit.Name, JobLog.BySchedule) { After = (await NextAsync(shop)).After };
        Assert.Null((await board.PauseAsync(Audit.Name, "The disk is being changed", JobSteps.Aoife, Stop)).Refused);
        Assert.Null((await NextAsync(shop)).At);
        Assert.Equal(0, Queued(shop));

        // Whoever had seen it due just before the pause does not begin; a person does.
        Assert.Equal("job_paused", (await shop.RunJobAsync(seen, new JobOutcome(0, null))).Refused?.Code);
        Assert.Null((await shop.RunJobAsync(new JobStart(Audit.Name, "Aoife Byrne"), new JobOutcome(0, null))).Refused);
        await shop.ExecuteAsync("DELETE FROM job_runs WHERE started_by = 'Aoife Byrne'");
        Assert.Null((await board.ResumeAsync(Audit.Name, JobSteps.Aoife, Stop)).Refused);
        Assert.Equal(shop.Clock.Now, (await NextAsync(shop)).At);
        if (on == TestDatabase.Sqlite) Assert.Equal(1, Queued(shop));
    }

    [Theory, BothDatabases]
    public async Task Of_many_that_find_a_night_missed_one_runs(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync(Run(Night.AddDays(-1)));
        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => NextAsync(shop)));
        var outcomes = await Task.WhenAll(seen.Select(next => shop.RunJobAsync(
            new JobStart(Audit.Name, JobLog.BySchedule) { After = next.After }, new JobOutcome(1, "1 move proved"))));
        Assert.Single(outcomes, one => one.Refused is null);
        Assert.Equal(2, await shop.CountAsync("job_runs"));
    }

    [Theory, BothDatabases]
    public async Task Days_that_changed_are_counted_by_at_most_one_rollup_in_ten_minutes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var rollup = Schedule.Find(Schedule.Rollup)!;
        await shop.Data.TellOfDaysAsync(shop.Clock.Now, 3);
        _ = await shop.RunJobAsync(new JobStart(rollup.Name, JobLog.BySchedule), new JobOutcome(0, null));
        _ = await shop.RollUpAsync();
        var began = shop.Clock.Now;
        var night = (await NextAsync(shop, rollup)).At;
        Assert.Equal(new DateTime(2026, 3, 3, 4, 10, 0), night);
        await shop.TellAsync(AnalyticsSteps.Event(shop.Clock.Now.AddDays(-2), session: "late"));
        Assert.Equal(began.AddMinutes(10), (await NextAsync(shop, rollup)).At);
        _ = await shop.RollUpAsync();
        Assert.Equal(night, (await NextAsync(shop, rollup)).At);
    }

    [Fact]
    public async Task Signals_of_one_moment_are_one_run_and_what_comes_during_a_run_is_run_after_it()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync(
            services => services.Configure<MailSettings>(mail => mail.Host = "mail"));
        using var wakeUps = shop.Get<WakeUps>();
        wakeUps.Listen();
        foreach (var _ in Enumerable.Range(0, 100)) shop.Get<JobSignal>().Raise(Outbox.JobName);
        await UntilQueuedAsync(shop, 1);
        await Task.Delay(200, Stop);
        Assert.Equal(1, Queued(shop));

        // A message that was committed while the job ran, and whose signal was refused therefore, is there when it ends.
        await shop.MessageAsync();
        await UntilQueuedAsync(shop, 2);
        await wakeUps.PlanAfterRunAsync(Schedule.Find(Outbox.JobName)!, 1, Stop);
        await UntilQueuedAsync(shop, 3);
    }

    private static async Task UntilQueuedAsync(TestShop shop, long count)
    {
        for (var looks = 0; Queued(shop) < count; looks++)
        {
            Assert.True(looks < 1_500, $"{Queued(shop)} queued instead of {count}");
            await Task.Delay(20, Stop);
        }
    }

    private static long Queued(TestShop shop) => shop.Get<JobStorage>().GetMonitoringApi().EnqueuedCount("default");

    private static Task<DueTime> NextAsync(TestShop shop, RecurringJob? job = null) => shop.Get<DueTimes>().NextAsync(job ?? Audit, Stop);

    private static JobRun Run(DateTime at, JobRunState state = JobRunState.Succeeded, bool isCutOff = false) => new()
    {
        Job = Audit.Name, State = state, StartedAt = at, SeenAt = at, FinishedAt = at, StartedBy = JobLog.BySchedule, Node = "x",
        IsCutOff = isCutOff, Runs = 1,
    };

    private static Task SomebodyDoesSomethingAsync(TestShop shop) => shop.Data.ChangeAsync(JobSteps.Aoife, "job.resumed", db =>
    {
        shop.Get<JobLog>().Record(db, JobSteps.Aoife, "job.resumed", "outbox", null);
        return Task.FromResult(Result.Done);
    }, Stop);
}
