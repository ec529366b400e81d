using Hangfire;

namespace UnityAdmin.Jobs;

/// <summary>
/// What Hangfire's workers call. Hangfire may call twice, late, or again after a crash: whether a run begins is decided by its row of
/// <see cref="JobRun"/>, and that row keeps what came of it, so Hangfire need not keep what failed. The queue on PostgreSQL holds this
/// type's and its methods' names, so they are never renamed.
/// </summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
internal sealed class JobWorker(
    IServiceProvider services, JobRunner runner, DueTimes due, WakeUps wakeUps, TimeProvider clock, ILogger<JobWorker> log)
{
    /// <summary>Every five minutes: looks for work that no timer and no signal has announced.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => wakeUps.PlanAllAsync(cancellationToken);

    /// <summary>By the schedule: runs the job if it is due.</summary>
    public async Task RunIfDueAsync(string job, CancellationToken cancellationToken)
    {
        if (Schedule.Find(job) is not { } entry) return;
        if ((await LookAsync(entry, cancellationToken)) is not { At: { } at } next) return;
        if (at > clock.NowUtc()) wakeUps.PlanAt(job, at);
        else await RunAsync(entry, new JobStart(job, JobLog.BySchedule) { After = next.After }, cancellationToken);
    }

    /// <summary>Because a person wants it.</summary>
    public async Task RunAsync(string job, string by, CancellationToken cancellationToken)
    {
        if (Schedule.Find(job) is { } entry) await RunAsync(entry, new JobStart(job, by), cancellationToken);
    }

    private async Task<DueTime> LookAsync(RecurringJob job, CancellationToken stop)
    {
        try
        {
            return await due.NextAsync(job, stop);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // The database may answer again long before the next sweep.
            wakeUps.PlanAt(job.Name, clock.NowUtc() + WakeUps.FirstWait);
            throw;
        }
    }

    private async Task RunAsync(RecurringJob job, JobStart start, CancellationToken stop)
    {
        long? done = null;
        try
        {
            // A program that stops lets the short ones finish: a mail half sent is worse than a second's patience.
            var stops = job.IsNightly ? stop : CancellationToken.None;
            var outcome = await runner.RunAsync(start, (progress, over) => job.Run(services, progress, over), null, stops);
            done = outcome.Refused is null && !outcome.Value.IsFailure ? outcome.Value.Done : null;
            Log(job, outcome);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its row says that it was cut off; the next start, or another node's sweep, runs it again.
            return;
        }
        finally
        {
            if (!stop.IsCancellationRequested) await wakeUps.PlanAfterRunAsync(job, done, stop);
        }
    }

    private void Log(RecurringJob job, Result<JobOutcome> outcome)
    {
        if (outcome.Refused is { } no) log.LogInformation("{Job} did not run: {Why}", job.Name, no.Sentence);
        else if (outcome.Value.IsFailure) log.LogError("{Job}: {Sentence}", job.Name, outcome.Value.Sentence);
        else if (outcome.Value.Done > 0) log.LogInformation("{Job}: {Count}", job.Name, outcome.Value.Done);
    }
}
