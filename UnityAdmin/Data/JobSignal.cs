namespace UnityAdmin.Data;

/// <summary>A row that is work for a background job: once a new one is committed, that job is woken.</summary>
public interface IJobWork
{
    /// <summary>The job's name in the schedule.</summary>
    string Job { get; }
}

/// <summary>
/// Tells the scheduler of this process, after a commit, that a job has work. A lost signal only means that the work waits for the
/// scheduler's next sweep.
/// </summary>
public sealed class JobSignal
{
    /// <summary>Raised on the committing thread with the job's name: hand the work on and do not throw.</summary>
    public event Action<string>? Raised;

    public void Raise(string job) => Raised?.Invoke(job);
}
