using UnityAdmin.Jobs;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

public sealed class OldRunsTests
{
    [Theory, BothDatabases]
    public async Task Old_runs_go_later_where_they_failed_or_were_of_a_night_and_the_newest_stay(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync(
            Run(shop, "outbox", 402, JobRunState.Failed),
            Run(shop, "outbox", 399, JobRunState.Failed),
            Run(shop, "outbox", 31),
            Run(shop, "outbox", 31, JobRunState.Cancelled),
            Run(shop, "outbox", 29),
            Run(shop, "outbox", 28),
            Run(shop, Schedule.Rollup, 401),
            Run(shop, Schedule.Rollup, 399),
            Run(shop, Schedule.Rollup, 398),
            Run(shop, "offer-expiry", 501),
            Run(shop, "offer-expiry", 500),
            Run(shop, "offer-expiry", 499, JobRunState.Cancelled),
            Run(shop, "offer-expiry", 498, JobRunState.Running),
            Run(shop, "reservation-expiry", 500, JobRunState.Running));
        Assert.Equal(5, await shop.Get<OldRuns>().ForgetAsync(Stop));
        Assert.Equal(
            [
                "analytics-rollup 398", "analytics-rollup 399", "offer-expiry 498", "offer-expiry 499", "offer-expiry 500",
                "outbox 28", "outbox 29", "outbox 399", "reservation-expiry 500",
            ],
            (await shop.RowsAsync("SELECT job, node FROM job_runs ORDER BY job, node")).Select(row => $"{row["job"]} {row["node"]}"));
        Assert.Equal(0, await shop.Get<OldRuns>().ForgetAsync(Stop));
    }

    [Theory, BothDatabases]
    public async Task A_run_that_figures_name_stays_as_long_as_they_do(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(AnalyticsSteps.Event(shop.Clock.Now.AddDays(-1)));
        await shop.RanAsync(Run(shop, Schedule.Rollup, 600), Run(shop, Schedule.Rollup, 599), Run(shop, Schedule.Rollup, 1));
        _ = await shop.RollUpAsync();
        await shop.ExecuteAsync("UPDATE analytics_days SET job_run_id = (SELECT id FROM job_runs WHERE node = '600')");
        Assert.Equal(1, await shop.Get<OldRuns>().ForgetAsync(Stop));
        Assert.Equal(1, await shop.CountAsync("job_runs", "node = '600'"));
        await shop.ExecuteAsync("UPDATE analytics_days SET job_run_id = (SELECT id FROM job_runs WHERE node = '1')");
        Assert.Equal(1, await shop.Get<OldRuns>().ForgetAsync(Stop));
    }

    /// <summary>More than one transaction takes, by the job itself, whose own run is among those that stay.</summary>
    [Theory, BothDatabases]
    public async Task The_nightly_job_forgets_them_all(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.RanAsync([.. Enumerable.Range(40, 1_100).Reverse().Select(age => Run(shop, "outbox", age))]);
        var job = Schedule.Find(Schedule.History)!;
        var start = new JobStart(job.Name, JobLog.BySchedule);
        var outcome = await shop.Get<JobRunner>().RunAsync(start, (progress, stop) => job.Run(shop.Root, progress, stop), null, Stop);
        Assert.Equal("1,099 deleted", outcome.Value.Sentence);
        Assert.Equal(["job-history", "outbox"],
            (await shop.RowsAsync("SELECT job FROM job_runs ORDER BY job")).Select(row => (string)row["job"]!));
    }

    // Its age stands in its node, to know it by.
    private static JobRun Run(TestShop shop, string job, int daysAgo, JobRunState state = JobRunState.Succeeded)
    {
        var at = shop.Clock.Now.AddDays(-daysAgo);
        return new JobRun
        {
            Job = job, State = state, StartedAt = at, SeenAt = at, FinishedAt = state == JobRunState.Running ? null : at,
            StartedBy = JobLog.BySchedule, Node = $"{daysAgo}", Runs = 1,
        };
    }
}
