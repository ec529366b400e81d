namespace UnityAdmin;

/// <summary>
/// How many bytes each of many may send within a while, counted from their first. Held in memory of this process, as the limits of requests
/// are: a restart begins anew.
/// </summary>
/// <param name="bytes">What one of them may send.</param>
/// <param name="window">Within which.</param>
/// <param name="clock">The time.</param>
public sealed class ByteQuota(long bytes, TimeSpan window, TimeProvider clock)
{
    /// <summary>How many are counted before those whose while is over are looked for.</summary>
    private const int Swept = 10_000;

    private readonly Dictionary<string, (DateTime Ends, long Used)> counted = [];
    private readonly Lock counting = new();
    private int sweepAt = Swept;

    /// <returns>Null when they may send it; else how long to wait, and nothing was counted.</returns>
    public TimeSpan? Take(string whose, long size)
    {
        lock (counting)
        {
            var now = clock.NowUtc();
            var (ends, used) = counted.TryGetValue(whose, out var so) && so.Ends > now ? so : (now + window, 0);
            if (size > bytes - used) return ends - now;
            counted[whose] = (ends, used + size);
            if (counted.Count > sweepAt) Sweep(now);
            return null;
        }
    }

    /// <summary>Takes back what was counted and then not sent after all.</summary>
    public void GiveBack(string whose, long size)
    {
        lock (counting)
        {
            if (counted.TryGetValue(whose, out var so)) counted[whose] = (so.Ends, Math.Max(0, so.Used - size));
        }
    }

    private void Sweep(DateTime now)
    {
        foreach (var (whose, (ends, _)) in counted.ToList())
        {
            if (ends <= now) _ = counted.Remove(whose);
        }

        sweepAt = Math.Max(Swept, counted.Count * 2);
    }
}
