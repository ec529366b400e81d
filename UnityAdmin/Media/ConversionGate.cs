using System.Collections.Concurrent;

namespace UnityAdmin.Media;

/// <summary>
/// Bounds how many photos are in memory as pixels at once, and keeps the work of decoding them off the threads that answer requests:
/// half of the processors convert, at most four, and of photos that need much memory one at a time.
/// </summary>
public sealed class ConversionGate : IDisposable
{
    private const int MostAtOnce = 4;
    private const long LargeBytes = 128L * 1024 * 1024;

    private readonly BlockingCollection<Task> waiting = [];
    private readonly SemaphoreSlim large = new(1);

    // Always the same threads: what the native allocator frees it keeps for the thread that had it.
    public ConversionGate()
    {
        for (var number = Math.Clamp(Environment.ProcessorCount / 2, 1, MostAtOnce); number > 0; number--)
            new Thread(Work) { IsBackground = true, Name = "Photo conversion" }.Start();
    }

    /// <param name="bytes">What the work needs in memory, roughly.</param>
    /// <param name="work">Runs when it is its turn.</param>
    /// <param name="cancellationToken">Gives up when it is its turn; the work itself looks at it between its steps.</param>
    public async Task<T> RunAsync<T>(long bytes, Func<T> work, CancellationToken cancellationToken)
    {
        var isLarge = bytes > LargeBytes;
        if (isLarge) await large.WaitAsync(cancellationToken);
        try
        {
            var turn = new Task<T>(
                () =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return work();
                },
                TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(turn, cancellationToken);
            return await turn;
        }
        finally
        {
            if (isLarge) _ = large.Release();
        }
    }

    /// <summary>Ends the threads; to be called when nobody waits any more.</summary>
    public void Dispose() => waiting.CompleteAdding();

    private void Work()
    {
        foreach (var turn in waiting.GetConsumingEnumerable()) turn.RunSynchronously(TaskScheduler.Default);
    }
}
