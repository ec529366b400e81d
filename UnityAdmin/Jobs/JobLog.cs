using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>The runs of all jobs: begun, alive, over. <see cref="JobRun"/> says what must hold.</summary>
public sealed class JobLog(ShopData data, DatabaseAddress database, TimeProvider clock)
{
    public const string BySchedule = "schedule";
    public const int PageSize = 20;

    /// <summary>How long a run may show no sign of life before whoever begins next gives it up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Silent = "It showed no sign of life any more; the program it ran in must have died.";
    private const string Stopped = "The program stopped while it ran.";

    private static readonly string Node = $"{Environment.MachineName} {Environment.ProcessId}";

    /// <summary>Takes the right to run a job; refused while another has it and is alive.</summary>
    internal Task<Result<JobRun>> BeginAsync(JobStart start, CancellationToken stop) => data.ChangeAsync<JobRun>(
        Actor.Job(start.Job),
        "job.begun",
        async db =>
        {
            // Of two nodes that found a night missed, the second must see the first one's run even if that is over already.
            await db.TakeTurnAsync($"job {start.Job}", stop);
            var newest = await NewestAsync(db, start.Job, stop);
            if (start.After is { } seen && seen != (newest?.Id ?? 0)) return JobRefusals.NotDue(start.Job);
            if (start.After is not null && await db.JobPauses.AnyAsync(pause => pause.Job == start.Job, stop))
                return JobRefusals.Paused(start.Job);
            var now = clock.NowUtc();
            var died = false;
            var open = db.JobRuns.Where(run => run.Job == start.Job && run.State == JobRunState.Running);
            if (await open.AsNoTracking().SingleOrDefaultAsync(stop) is { } running)
            {
                died = await GiveUpAsync(open.Where(run => run.Id == running.Id), now - Patience, Silent, stop) > 0;
                if (!died) return JobRefusals.Running(running);
            }

            // Whoever asked for the run that was cut off still waits for its result.
            var cutOff = died || newest is { IsCutOff: true };
            var begun = new JobRun
            {
                Job = start.Job,
                State = JobRunState.Running,
                StartedAt = now,
                SeenAt = now,
                StartedBy = cutOff && start.By == BySchedule ? newest!.StartedBy : start.By,
                Node = Node,
                IsRecovery = cutOff,
                Runs = 1,
            };
            _ = db.JobRuns.Add(begun);
            return begun;
        },
        stop);

    /// <summary>Within the job's own write transaction: the run is alive, or nothing may be written.</summary>
    internal async Task HoldAsync(ShopDb db, long id, CancellationToken stop)
    {
        if (await Mine(db, id).ExecuteUpdateAsync(set => set.SetProperty(run => run.SeenAt, clock.NowUtc()), stop) == 0)
            throw new JobLostException("The run was cancelled, or given up for dead and taken over.");
    }

    /// <summary>A sign of life, with how far it is.</summary>
    /// <returns>False where the run was cancelled or taken over.</returns>
    internal async Task<bool> RenewAsync(long id, JobStep? at, CancellationToken stop)
    {
        var renewed = 0;
        _ = await data.ChangeAsync(
            Actor.Job(BySchedule),
            "job.seen",
            async db =>
            {
                renewed = at is null
                    ? await Mine(db, id).ExecuteUpdateAsync(set => set.SetProperty(run => run.SeenAt, clock.NowUtc()), stop)
                    : await Mine(db, id).ExecuteUpdateAsync(
                        set => set.SetProperty(run => run.SeenAt, clock.NowUtc()).SetProperty(run => run.ProgressDone, at.Done)
                            .SetProperty(run => run.ProgressTotal, at.Total).SetProperty(run => run.Note, Cut(at.What)),
                        stop);
                return Result.Done;
            },
            stop);
        return renewed > 0;
    }

    /// <summary>The same question without a write.</summary>
    internal Task<bool> IsMineAsync(long id, CancellationToken stop) => data.ReadAsync(db => Mine(db, id).AnyAsync(stop), stop);

    /// <summary>
    /// The end of a run that is still this one's. One without a night that found nothing to do adds itself to the quiet run before it.
    /// </summary>
    /// <returns>False where another has given it up meanwhile.</returns>
    internal async Task<bool> FinishAsync(
        JobRun begun, JobRunState state, long done, string? note, bool isCutOff, CancellationToken stop)
    {
        var quiet = state == JobRunState.Succeeded && done == 0 && note is null && begun.StartedBy == BySchedule && !begun.IsRecovery
            && Schedule.Find(begun.Job) is { IsNightly: false };
        var finished = 0;
        _ = await data.ChangeAsync(
            Actor.Job(begun.Job),
            "job.finished",
            async db =>
            {
                var now = clock.NowUtc();
                var running = db.JobRuns.Where(run => run.Id == begun.Id && run.State == JobRunState.Running);
                var before = quiet ? await QuietBeforeAsync(db, begun, stop) : null;
                if (before is not null)
                {
                    finished = await running.ExecuteDeleteAsync(stop);
                    if (finished > 0) (before.Runs, before.FinishedAt, before.SeenAt) = (before.Runs + 1, now, now);
                    return Result.Done;
                }

                finished = await running.ExecuteUpdateAsync(
                    set => set.SetProperty(run => run.State, state).SetProperty(run => run.FinishedAt, now)
                        .SetProperty(run => run.SeenAt, now).SetProperty(run => run.DoneCount, done)
                        .SetProperty(run => run.IsCutOff, isCutOff).SetProperty(run => run.Note, Cut(note)),
                    stop);
                return Result.Done;
            },
            stop);
        return finished > 0;
    }

    /// <summary>The end of a run that lost its right: cancelled if somebody asked for that.</summary>
    /// <returns>False where it was taken over instead; its row then says so already.</returns>
    internal async Task<bool> FinishCancelledAsync(long id, CancellationToken stop)
    {
        var cancelled = 0;
        _ = await data.ChangeAsync(
            Actor.Job(BySchedule),
            "job.cancelled",
            async db =>
            {
                cancelled = await db.JobRuns.Where(run => run.Id == id && run.State == JobRunState.Running && run.CancelledBy != null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(run => run.State, JobRunState.Cancelled)
                            .SetProperty(run => run.FinishedAt, clock.NowUtc()),
                        stop);
                return Result.Done;
            },
            stop);
        return cancelled > 0;
    }

    /// <summary>Marks runs as failed that show no sign of life any more.</summary>
    /// <param name="atStart">At the start of a program. On SQLite it alone holds the file, so whatever still runs there died with the one
    /// before; on PostgreSQL other nodes may be running theirs.</param>
    /// <param name="stop">Gives up.</param>
    public async Task GiveUpDeadAsync(bool atStart, CancellationToken stop)
    {
        var alone = atStart && database.Provider == DatabaseProvider.Sqlite;
        _ = await data.ChangeAsync(
            Actor.Job(BySchedule),
            "job.given_up",
            async db =>
            {
                var open = db.JobRuns.Where(run => run.State == JobRunState.Running);
                var now = clock.NowUtc();
                _ = await GiveUpAsync(open, alone ? DateTime.MaxValue : now - Patience, alone ? Stopped : Silent, stop);
                return Result.Done;
            },
            stop);
    }

    /// <summary>Asks a run to stop; it does so within a second or two, and what it has done stays done.</summary>
    public Task<Result> CancelAsync(long id, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return Task.FromResult<Result>(no);
        return data.ChangeAsync(
            by,
            "job.cancel",
            async db =>
            {
                var job = await db.JobRuns.Where(run => run.Id == id).Select(run => run.Job).SingleOrDefaultAsync(stop);
                if (job is null) return JobRefusals.Unknown;
                var asked = await Mine(db, id).ExecuteUpdateAsync(set => set.SetProperty(run => run.CancelledBy, by.Name), stop);
                if (asked == 0) return JobRefusals.Over;
                Record(db, by, "job.cancel", job, null);
                return Result.Done;
            },
            stop);
    }

    /// <summary>A job's runs, newest first.</summary>
    /// <param name="job">By its name.</param>
    /// <param name="before">Only those older than this one; null for the newest.</param>
    /// <param name="by">Who looks.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<IReadOnlyList<JobRun>>> HistoryAsync(string job, long? before, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } no) return no;
        return await data.ReadAsync(
            async db => await db.JobRuns.Where(run => run.Job == job && (before == null || run.Id < before))
                .OrderByDescending(run => run.Id).Take(PageSize).ToListAsync(stop),
            stop);
    }

    /// <summary>What a person did to a job, for the audit log; to be called within their change.</summary>
    internal void Record(ShopDb db, Actor by, string action, string job, string? reason) => _ = db.SystemLogs.Add(new SystemLog
    {
        CreatedAt = clock.NowUtc(),
        Action = action,
        ActorKind = by.Kind,
        ActorId = by.Id,
        ActorName = by.Name,
        IpAddress = by.From,
        Entity = JobRun.Table,
        Subject = JobRun.Table,
        After = JsonSerializer.Serialize(new { job, reason }),
    });

    /// <summary>Each job's newest runs that are over, and the one that is not; jobs that never ran have none.</summary>
    internal static async Task<Dictionary<string, List<JobRun>>> NewestAsync(ShopDb db, CancellationToken stop)
    {
        // A seek of the index for each: what was run since the beginning is not read.
        var newest = new Dictionary<string, List<JobRun>>();
        foreach (var job in Schedule.Jobs)
        {
            newest[job.Name] = await db.JobRuns.AsNoTracking().Where(run => run.Job == job.Name).OrderByDescending(run => run.Id)
                .Take(2).ToListAsync(stop);
        }

        return newest;
    }

    /// <summary>When a job's newest run began; null where it never ran.</summary>
    internal Task<DateTime?> LastStartAsync(string job, CancellationToken stop) =>
        data.ReadAsync(async db => (await NewestAsync(db, job, stop))?.StartedAt, stop);

    internal static Task<JobRun?> NewestAsync(ShopDb db, string job, CancellationToken stop) =>
        db.JobRuns.AsNoTracking().Where(run => run.Job == job).OrderByDescending(run => run.Id).FirstOrDefaultAsync(stop);

    private static IQueryable<JobRun> Mine(ShopDb db, long id) =>
        db.JobRuns.Where(run => run.Id == id && run.State == JobRunState.Running && run.CancelledBy == null);

    private static async Task<JobRun?> QuietBeforeAsync(ShopDb db, JobRun begun, CancellationToken stop)
    {
        var before = await db.JobRuns.Where(run => run.Job == begun.Job && run.Id < begun.Id).OrderByDescending(run => run.Id)
            .FirstOrDefaultAsync(stop);
        return before is { State: JobRunState.Succeeded, DoneCount: 0, Note: null, StartedBy: BySchedule, IsRecovery: false }
            ? before
            : null;
    }

    // It ended when it was last seen, not when somebody noticed.
    private static Task<int> GiveUpAsync(IQueryable<JobRun> open, DateTime seenBefore, string why, CancellationToken stop) =>
        open.Where(run => run.SeenAt < seenBefore).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.State, JobRunState.Failed).SetProperty(run => run.FinishedAt, run => run.SeenAt)
                .SetProperty(run => run.IsCutOff, true).SetProperty(run => run.Note, why),
            stop);

    private static string? Cut(string? note) => note is { Length: > JobRun.NoteLength } ? note[..JobRun.NoteLength] : note;
}
