using System.Collections.Concurrent;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>
/// Queues each job at the moment it is due, by one timer a job and never one a row. Nothing here outlives the process: every start, every
/// sweep and the end of every run plan anew from what <see cref="DueTimes"/> reads.
/// </summary>
internal sealed class WakeUps(DueTimes due, JobQueue queue, JobLog runs, JobSignal signal, TimeProvider clock, ILogger<WakeUps> log)
    : IDisposable
{
    // Signals of one moment become one run, and a stream of them a run a second: queueing one costs the database some twenty statements.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenSignals = TimeSpan.FromSeconds(1);

    // What is due but could not be done is tried again after this, then after twice as long, up to the next sweep.
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private const int MostWaits = 6;

    // A sweep comes long before; no timer needs to reach further.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, int> idleRuns = [];
    private readonly Dictionary<string, (DateTime At, ITimer Timer)> timers = [];
    private readonly ConcurrentDictionary<string, DateTime> queuedAt = [];
    private bool isOver;

    /// <summary>When this process began to work the queue, by the real clock; null where it does not.</summary>
    public DateTime? ListeningSince { get; private set; }

    /// <summary>From here on, a commit that brings work for a job wakes it.</summary>
    public void Listen()
    {
        signal.Raised += Wake;
        ListeningSince = TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>Plans every job. Of the nights that were missed one runs after the other, in the order of the schedule.</summary>
    public async Task PlanAllAsync(CancellationToken stop)
    {
        await runs.GiveUpDeadAsync(atStart: false, stop);
        var (now, isNightTaken) = (clock.NowUtc(), false);
        foreach (var job in Schedule.Jobs)
        {
            var next = await due.NextAsync(job, stop);
            if (next.At is not { } at) continue;
            if (at > now) PlanAt(job.Name, at);
            else if (!job.IsNightly || !isNightTaken) queue.Enqueue(job.Name);
            isNightTaken |= job.IsNightly && (at <= now || next.IsRunning);
        }
    }

    /// <summary>Plans what comes after a run, or after one that was refused.</summary>
    /// <param name="job">Which.</param>
    /// <param name="done">How much the run got done; null where it did not run to its end.</param>
    /// <param name="stop">Gives up.</param>
    public async Task PlanAfterRunAsync(RecurringJob job, long? done, CancellationToken stop)
    {
        if (done > 0) _ = idleRuns.TryRemove(job.Name, out _);
        var idle = done > 0 ? 0 : idleRuns.AddOrUpdate(job.Name, 1, (_, before) => Math.Min(before + 1, MostWaits));
        if (job.IsNightly)
        {
            await PlanAllAsync(stop);
            return;
        }

        if ((await due.NextAsync(job, stop)).At is not { } at) return;
        var earliest = clock.NowUtc() + (idle == 0 ? TimeSpan.Zero : FirstWait * Math.Pow(2, idle - 1));
        PlanAt(job.Name, at < earliest ? earliest : at);
    }

    /// <summary>Queues a job at a moment, unless it is queued before that anyway.</summary>
    public void PlanAt(string job, DateTime at)
    {
        var wait = at - clock.NowUtc();
        if (wait > Farthest) return;
        lock (timers)
        {
            if (isOver || (timers.TryGetValue(job, out var set) && set.At <= at)) return;
            set.Timer?.Dispose();
            timers[job] = (at, clock.CreateTimer(_ => Fire(job), null, wait < Moment ? Moment : wait, Timeout.InfiniteTimeSpan));
        }
    }

    public void Dispose()
    {
        signal.Raised -= Wake;
        lock (timers)
        {
            isOver = true;
            foreach (var (_, timer) in timers.Values) timer.Dispose();
            timers.Clear();
        }
    }

    private void Wake(string job)
    {
        var now = clock.NowUtc();
        var earliest = queuedAt.GetValueOrDefault(job) + BetweenSignals;
        PlanAt(job, earliest > now ? earliest : now + Moment);
    }

    // On a timer's thread, where an exception would end the program; the next sweep finds what is lost here.
    private void Fire(string job)
    {
        lock (timers)
        {
            if (timers.Remove(job, out var set)) set.Timer.Dispose();
            if (isOver) return;
        }

        queuedAt[job] = clock.NowUtc();
        try
        {
            queue.Enqueue(job);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Job} could not be queued; the next sweep tries again", job);
        }
    }
}
