using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

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

/// <param name="Plan">What a purge would do now.</param>
/// <param name="FileBytes">How large the file of the database is; null where it is no file.</param>
public sealed record RetentionOutlook(RetentionPlan Plan, long? FileBytes);

/// <summary>All jobs at one look, and what people do to them.</summary>
public sealed class JobBoard(
    ShopData data, JobQueue queue, DueTimes due, JobLog runs, Retention retention, DatabaseAddress database, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<JobLine>>> ReadAsync(Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        var (newest, pauses) = await data.ReadAsync(
            async db => (await JobLog.NewestAsync(db, stop), await db.JobPauses.ToDictionaryAsync(pause => pause.Job, stop)), stop);
        var lines = new List<JobLine>();
        foreach (var job in Schedule.Jobs)
        {
            var running = newest[job.Name].Find(run => run.State == JobRunState.Running);
            var pause = pauses.GetValueOrDefault(job.Name);
            var next = running is null ? (await due.NextAsync(job, stop)).At : due.NextNight(job, clock.NowUtc());
            lines.Add(new JobLine(
                job, running, newest[job.Name].Find(run => run.State != JobRunState.Running), pause is null ? next : null, pause));
        }

        return lines;
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
        return await Task.Run(() => queue.TryAsk(name, by.Name), stop)
            ? await RecordAsync(by, "job.run_now", name, null)
            : JobRefusals.Asked(name);
    }

    /// <summary>The schedule passes the job over until it is resumed; running it by hand goes on working.</summary>
    public async Task<Result> PauseAsync(string name, string? reason, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Schedule.Find(name) is null) return JobRefusals.Unknown;
        if (string.IsNullOrWhiteSpace(reason)) return JobRefusals.NoReason;
        var why = reason.Trim() is { Length: > JobPause.ReasonLength } lengthy ? lengthy[..JobPause.ReasonLength] : reason.Trim();
        return await data.ChangeAsync(
            by,
            "job.paused",
            async db =>
            {
                // Whoever pauses a paused job gives it a new reason.
                _ = await db.JobPauses.Where(pause => pause.Job == name).ExecuteDeleteAsync(stop);
                _ = db.JobPauses.Add(new JobPause { Job = name, PausedBy = by.Name, Reason = why, PausedAt = clock.NowUtc() });
                runs.Record(db, by, "job.paused", name, why);
                return Result.Done;
            },
            stop);
    }

    /// <summary>A job that became due meanwhile runs at once.</summary>
    public async Task<Result> ResumeAsync(string name, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        if (Schedule.Find(name) is null) return JobRefusals.Unknown;
        var resumed = await data.ChangeAsync(
            by,
            "job.resumed",
            async db =>
            {
                _ = await db.JobPauses.Where(pause => pause.Job == name).ExecuteDeleteAsync(stop);
                runs.Record(db, by, "job.resumed", name, null);
                return Result.Done;
            },
            stop);
        if (resumed.Refused is null) await Task.Run(() => queue.Enqueue(name), CancellationToken.None);
        return resumed;
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
