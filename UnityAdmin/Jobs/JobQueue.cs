using Hangfire;
using Hangfire.States;

namespace UnityAdmin.Jobs;

/// <summary>Puts runs into Hangfire's queue, from which a free worker of this or, on PostgreSQL, any node takes them.</summary>
public sealed class JobQueue(IBackgroundJobClient client, JobStorage storage)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    /// <summary>Has a worker run a job if it is due by then; however often it is queued, the database decides.</summary>
    public void Enqueue(string job) => _ = client.Enqueue<JobWorker>(worker => worker.RunIfDueAsync(job, CancellationToken.None));

    /// <summary>Has a worker run a job because a person wants it.</summary>
    /// <returns>False where somebody's wish is in the queue already.</returns>
    public bool TryAsk(string job, string by)
    {
        var key = $"unity:asked:{job}";
        using var connection = storage.GetConnection();
        using var alone = connection.AcquireDistributedLock(key, LockPatience);
        var asked = connection.GetAllEntriesFromHash(key)?.GetValueOrDefault("id");
        var state = asked is null ? null : connection.GetStateData(asked)?.Name;
        if (state == EnqueuedState.StateName || state == ProcessingState.StateName) return false;
        var id = client.Enqueue<JobWorker>(worker => worker.RunAsync(job, by, CancellationToken.None));
        connection.SetRangeInHash(key, [new("id", id)]);
        return true;
    }
}
