namespace UnityAdmin.Data;

/// <summary>What a long verb tells whoever watches it, and asks before each of its writes.</summary>
public interface IJobProgress
{
    /// <summary>The row of <c>job_runs</c> it works for; null where it is no job's run.</summary>
    long? RunId { get; }

    /// <summary>How far it is: so many out of so many (0 where it cannot say), and at what.</summary>
    void Report(long done, long total, string what);

    /// <summary>
    /// To be called first in every write transaction of a job: renews its right to write within that transaction.
    /// </summary>
    /// <exception cref="JobLostException">Another has taken the job over, or it was cancelled; nothing may be written.</exception>
    Task HoldAsync(ShopDb db, CancellationToken stop);
}

/// <summary>The run may not go on: it was cancelled, or given up for dead and taken over by another.</summary>
public sealed class JobLostException(string message) : Exception(message);

/// <summary>For a verb called without a job around it: nobody watches and nobody can take over.</summary>
public sealed class Unwatched : IJobProgress
{
    public static Unwatched Work { get; } = new();

    public long? RunId => null;

    public void Report(long done, long total, string what)
    {
    }

    public Task HoldAsync(ShopDb db, CancellationToken stop) => Task.CompletedTask;
}
