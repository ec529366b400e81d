using System.Data.Common;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <param name="Job">By its name in <see cref="Schedule"/>.</param>
/// <param name="By">The schedule, or a person by name.</param>
internal sealed record JobStart(string Job, string By)
{
    /// <summary>Only while this is still the job's newest run (0: while it has none), by which it was seen that another is due.</summary>
    public long? After { get; init; }

    /// <summary>Whoever started it sits before it: stopping the program is then cancelling the run, not its failure.</summary>
    public bool IsWatched { get; init; }
}

/// <summary>How far a run is.</summary>
internal sealed record JobStep(long Done, long Total, string What);

/// <summary>Runs a job's verb with its row of <see cref="JobRun"/> around it, from beginning to end.</summary>
internal sealed class JobRunner(JobLog runs, TimeProvider clock, ILogger<JobRunner> log)
{
    private const string ProgramStopped = "The program was stopped while it ran.";

    /// <param name="start">Which job, by whom.</param>
    /// <param name="work">The verb.</param>
    /// <param name="told">Hears every step; null where nobody listens.</param>
    /// <param name="stop">The program stops.</param>
    /// <returns>Refused while the job runs already, or where it was cancelled or taken over.</returns>
    public async Task<Result<JobOutcome>> RunAsync(
        JobStart start, Func<IJobProgress, CancellationToken, Task<JobOutcome>> work, Action<JobStep>? told, CancellationToken stop)
    {
        if (!(await runs.BeginAsync(start, stop)).Is(out var run, out var refused)) return refused;
        await using var watch = new JobWatch(run.Id, runs, told, clock, log, stop);
        try
        {
            var outcome = await work(watch, watch.Stop);
            await watch.EndAsync();
            var state = outcome.IsFailure ? JobRunState.Failed : JobRunState.Succeeded;
            return await runs.FinishAsync(run, state, outcome.Done, outcome.Sentence, isCutOff: false, CancellationToken.None)
                ? outcome
                : JobRefusals.Lost;
        }
        catch (Exception lost) when (lost is JobLostException || (lost is OperationCanceledException && watch.IsLost))
        {
            await watch.EndAsync();
            return await runs.FinishCancelledAsync(run.Id, CancellationToken.None) ? JobRefusals.Cancelled(run.Job) : JobRefusals.Lost;
        }
        catch (OperationCanceledException) when (start.IsWatched && stop.IsCancellationRequested)
        {
            await watch.EndAsync();
            _ = await runs.FinishAsync(run, JobRunState.Cancelled, 0, null, isCutOff: false, CancellationToken.None);
            return JobRefusals.Cancelled(run.Job);
        }
        catch (Exception failure)
        {
            await watch.EndAsync();
            var stopped = failure is OperationCanceledException && stop.IsCancellationRequested;
            var why = stopped ? ProgramStopped : failure.Message;
            _ = await runs.FinishAsync(run, JobRunState.Failed, 0, why, stopped, CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// Keeps the row of one run alive, whether or not its verb says anything, and tells the verb to stop once the row is not its own.
    /// </summary>
    private sealed class JobWatch : IJobProgress, IAsyncDisposable
    {
        // What the verb reports meanwhile is not written: a few thousand days are no few thousand writes.
        private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
        private const int LooksPerSign = 10;

        private readonly long id;
        private readonly JobLog runs;
        private readonly Action<JobStep>? told;
        private readonly TimeProvider clock;
        private readonly ILogger log;
        private readonly CancellationTokenSource lost;
        private readonly CancellationTokenSource over = new();
        private readonly Task pulse;
        private JobStep? step;

        public JobWatch(long id, JobLog runs, Action<JobStep>? told, TimeProvider clock, ILogger log, CancellationToken stop)
        {
            (this.id, this.runs, this.told, this.clock, this.log) = (id, runs, told, clock, log);
            lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
            pulse = Task.Run(BeatAsync, CancellationToken.None);
        }

        public long? RunId => id;

        public CancellationToken Stop => lost.Token;

        public bool IsLost { get; private set; }

        public void Report(long done, long total, string what)
        {
            var now = new JobStep(done, total, what);
            Volatile.Write(ref step, now);
            told?.Invoke(now);
        }

        public Task HoldAsync(ShopDb db, CancellationToken stop) => runs.HoldAsync(db, id, stop);

        /// <summary>From here on the row is left alone.</summary>
        public async Task EndAsync()
        {
            await over.CancelAsync();
            await pulse;
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            lost.Dispose();
            over.Dispose();
        }

        private async Task BeatAsync()
        {
            JobStep? written = null;
            try
            {
                for (var look = 1; ; look++)
                {
                    await Task.Delay(Look, clock, over.Token);
                    var now = Volatile.Read(ref step);
                    if (!await IsAliveAsync(now, ReferenceEquals(now, written) && look % LooksPerSign != 0)) break;
                    written = now;
                }

                IsLost = true;
                await lost.CancelAsync();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
            }
        }

        private async Task<bool> IsAliveAsync(JobStep? now, bool onlyAsk)
        {
            try
            {
                return onlyAsk ? await runs.IsMineAsync(id, over.Token) : await runs.RenewAsync(id, now, over.Token);
            }
            catch (Exception busy) when (busy is DbException or DatabaseBusyException or TimeoutException)
            {
                log.LogWarning(busy, "The sign of life of run {Run} could not be written; it is tried again", id);
                return true;
            }
        }
    }
}
