using Quartz;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Operations;

/// <summary>One job as it stands.</summary>
/// <param name="Job">Its line of the schedule.</param>
/// <param name="Running">The run that goes on now; null where none does.</param>
/// <param name="Last">The newest run that is over; null where there is none.</param>
/// <param name="NextAt">When the schedule runs it next; null while it is paused.</param>
/// <param name="Pause">Null while it is not paused.</param>
public sealed record JobLine(RecurringJob Job, JobRun? Running, JobRun? Last, DateTime? NextAt, JobPause? Pause)
{
    public bool HasFailed => Last?.State == JobRunState.Failed;
}

/// <param name="By">Who paused it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record JobPause(string? By, string? Reason, DateTime? At);

/// <param name="Plan">What a purge would do now.</param>
/// <param name="FileBytes">How large the file of the database is; null where it is no file.</param>
public sealed record RetentionOutlook(RetentionPlan Plan, long? FileBytes);

/// <summary>All jobs at one look, and what people do to them. The schedule itself is Quartz's, in the shop's database.</summary>
public sealed class JobBoard(
    ShopData data, ISchedulerFactory schedulers, JobLog runs, Retention retention, DatabaseAddress database)
{
    public const int ReasonLength = 200;

    public async Task<Result<IReadOnlyList<JobLine>>> ReadAsync(Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        var newest = await data.ReadAsync(db => JobLog.NewestAsync(db, stop), stop);
        var scheduler = await schedulers.GetScheduler(stop);
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = 1_000 }, stop)).Items
            .Where(trigger => trigger.Key.Group != Schedule.ByHand).ToLookup(trigger => trigger.Key.Name);
        return Schedule.Jobs.Select(job => Line(job, newest[job.Name], [.. triggers[job.Name]])).ToList();
    }

    public async Task<Result<RetentionOutlook>> OutlookAsync(Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        var onFile = database.Provider == DatabaseProvider.Sqlite;
        return new RetentionOutlook(
            await retention.PreviewAsync(stop), onFile ? new FileInfo(SqliteFile.PathOf(database.ConnectionString)).Length : null);
    }

    /// <summary>Runs a job as soon as possible, on whichever node.</summary>
    public async Task<Result> RunNowAsync(string name, Actor by, CancellationToken stop)
    {
        if (Schedule.Find(name) is not { } job) return JobRefusals.Unknown;
        if (by.Lacks(job.AtLeast) is { } no) return no;
        var newest = await data.ReadAsync(db => JobLog.NewestAsync(db, stop), stop);
        if (newest[name] is [{ State: JobRunState.Running } running, ..]) return JobRefusals.Running(running);
        return await Schedule.AskAsync(await schedulers.GetScheduler(stop), name, by, stop) is { } asked
            ? asked
            : await RecordAsync(by, "job.run_now", name, null);
    }

    /// <summary>The schedule passes the job over until it is resumed; running it by hand goes on working.</summary>
    public async Task<Result> PauseAsync(string name, string? reason, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Schedule.Find(name) is null) return JobRefusals.Unknown;
        if (string.IsNullOrWhiteSpace(reason)) return JobRefusals.NoReason;
        var why = reason.Trim() is { Length: > ReasonLength } lengthy ? lengthy[..ReasonLength] : reason.Trim();
        var scheduler = await schedulers.GetScheduler(stop);
        _ = await scheduler.UnscheduleJob(Schedule.FirstNightOf(name), stop);
        _ = await scheduler.PauseTriggerWith(new TriggerKey(name), new PauseDetails { Reason = why, RequestedBy = by.Name }, stop);
        return await RecordAsync(by, "job.paused", name, why);
    }

    /// <summary>A nightly job that missed its night meanwhile runs at once.</summary>
    public async Task<Result> ResumeAsync(string name, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Schedule.Find(name) is null) return JobRefusals.Unknown;
        _ = await (await schedulers.GetScheduler(stop)).ResumeTrigger(new TriggerKey(name), stop);
        return await RecordAsync(by, "job.resumed", name, null);
    }

    private static JobLine Line(RecurringJob job, List<JobRun> newest, List<TriggerHeader> triggers)
    {
        var trigger = triggers.Find(one => one.Key == new TriggerKey(job.Name));
        var paused = trigger?.State == TriggerState.Paused;
        return new JobLine(
            job,
            newest.Find(run => run.State == JobRunState.Running),
            newest.Find(run => run.State != JobRunState.Running),
            paused ? null : triggers.Min(one => one.NextFireTimeUtc)?.UtcDateTime,
            paused ? new JobPause(trigger!.Pause?.RequestedBy, trigger.Pause?.Reason, trigger.Pause?.PausedAtUtc.UtcDateTime) : null);
    }

    private Task<Result> RecordAsync(Actor by, string action, string job, string? reason) => data.ChangeAsync(
        by,
        action,
        db =>
        {
            runs.Record(db, by, action, job, reason);
            return Task.FromResult(Result.Done);
        },
        CancellationToken.None);
}
