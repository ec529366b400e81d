namespace UnityAdmin.Media;

/// <summary>
/// Bounds how many photos are in memory as pixels at once, and keeps the work of decoding them off the threads that answer requests:
/// half of the processors convert, at most four, and of photos that need much memory one at a time.
/// </summary>
public sealed class ConversionGate : IDisposable
{
    private const int MostAtOnce = 4;
    private const long LargeBytes = 128L * 1024 * 1024;

    private readonly SemaphoreSlim all = new(Math.Clamp(Environment.ProcessorCount / 2, 1, MostAtOnce));
    private readonly SemaphoreSlim large = new(1);

    /// <param name="bytes">What the work needs in memory, roughly.</param>
    /// <param name="work">Runs on a thread of its own.</param>
    /// <param name="cancellationToken">Gives up waiting; the work itself looks at it between its steps.</param>
    public async Task<T> RunAsync<T>(long bytes, Func<T> work, CancellationToken cancellationToken)
    {
        var isLarge = bytes > LargeBytes;
        if (isLarge) await large.WaitAsync(cancellationToken);
        try
        {
            await all.WaitAsync(cancellationToken);
            try
            {
                return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                _ = all.Release();
            }
        }
        finally
        {
            if (isLarge) _ = large.Release();
        }
    }

    public void Dispose()
    {
        all.Dispose();
        large.Dispose();
    }
}
