namespace UnityAdmin.Tests;

/// <summary>
/// The time is what the test says. Timers stay real: a verb that waits out a lost race waits milliseconds, whatever day the test plays.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc).Ticks;

    public DateTime Now
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Now);
}
