using UnityAdmin.Analytics;
using UnityAdmin.Jobs;
using UnityAdmin.Tests.Analytics;

namespace UnityAdmin.Tests.Jobs;

public sealed class JobBoardTests
{
    private static readonly Actor Niamh = new(ActorKind.Staff, "2", "Niamh Daly", Role.Admin);

    [Theory, BothDatabases]
    public async Task A_job_is_asked_to_run_once_by_those_who_may(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var board = shop.Get<JobBoard>();
        Assert.Equal("role_missing", await CodeAsync(board.RunNowAsync(Schedule.Retention, JobSteps.Aoife, Stop)));
        Assert.Equal("role_missing", await CodeAsync(board.RunNowAsync("outbox", JobSteps.Aoife with { Role = Role.Staff }, Stop)));
        Assert.Equal("job_unknown", await CodeAsync(board.RunNowAsync("no-such-job", Niamh, Stop)));
        Assert.Null(await CodeAsync(board.RunNowAsync(Schedule.Rollup, JobSteps.Aoife, Stop)));
        Assert.Equal("job_asked", await CodeAsync(board.RunNowAsync(Schedule.Rollup, Niamh, Stop)));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'job.run_now' AND actor_name = 'Aoife Byrne'"));

        var gate = new TaskCompletionSource();
        var run = shop.RunJobAsync((_, _) => gate.Task, by: "Marek Kowalski", job: "outbox");
        await shop.UntilAsync("job_runs", "state = 'running'");
        var refused = (await board.RunNowAsync("outbox", Niamh, Stop)).Refused!;
        Assert.Contains("started by Marek Kowalski", refused.Sentence, StringComparison.Ordinal);
        gate.SetResult();
        _ = await run;
    }

    [Theory, BothDatabases]
    public async Task A_job_is_paused_with_a_reason_and_resumed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var board = shop.Get<JobBoard>();
        Assert.Equal("role_missing", await CodeAsync(board.PauseAsync("outbox", "why", JobSteps.Aoife with { Role = Role.Staff }, Stop)));
        Assert.Equal("job_pause_reason", await CodeAsync(board.PauseAsync("outbox", "  ", JobSteps.Aoife, Stop)));
        Assert.Null(await CodeAsync(board.PauseAsync("outbox", " The mail server moves ", JobSteps.Aoife, Stop)));
        var line = await LineAsync(board);
        Assert.Equal(("Aoife Byrne", "The mail server moves", null), (line.Pause!.PausedBy, line.Pause.Reason, line.NextAt));
        Assert.Null(await CodeAsync(board.ResumeAsync("outbox", Niamh, Stop)));
        Assert.Null((await LineAsync(board)).Pause);
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'job.resumed' AND actor_name = 'Niamh Daly'"));
    }

    [Theory, BothDatabases]
    public async Task The_outlook_is_what_a_purge_then_deletes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.Data.TellOfDaysAsync(shop.Clock.Now, 95);
        _ = await shop.RollUpAsync();
        await shop.TellAsync(AnalyticsSteps.Event(shop.Clock.Now.Date.AddDays(-93).AddHours(13), session: "late"));
        var outlook = (await shop.Get<JobBoard>().OutlookAsync(JobSteps.Aoife, Stop)).Value;
        Assert.Equal(on == TestDatabase.Sqlite, outlook.FileBytes > 0);
        Assert.Contains(outlook.Plan.Days, day => day is { Verdict: RetentionVerdict.Changed, Events: 2 });
        var before = await shop.CountAsync("analytics_events");
        var report = await shop.PurgeAsync();
        Assert.Equal((outlook.Plan.Events, outlook.Plan.Days.Count(day => !day.Goes)), (report.Events, report.Kept.Count));
        Assert.Equal(outlook.Plan.Events, before - await shop.CountAsync("analytics_events"));
        Assert.NotEqual(0, outlook.Plan.Events);
    }

    private static async Task<string?> CodeAsync(Task<Result> verb) => (await verb).Refused?.Code;

    private static async Task<JobLine> LineAsync(JobBoard board) =>
        (await board.ReadAsync(JobSteps.Aoife, Stop)).Value.Single(line => line.Job.Name == "outbox");
}
