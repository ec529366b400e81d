namespace UnityAdmin;

public static class Clock
{
    /// <summary>
    /// Now in UTC, cut to whole milliseconds: what both databases store, so that a value written and read again compares equal.
    /// </summary>
    public static DateTime NowUtc(this TimeProvider clock)
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new DateTime(ticks - ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
