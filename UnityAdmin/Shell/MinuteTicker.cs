namespace UnityAdmin.Shell;

/// <summary>One tick a minute for all times on one person's screen, so that "5 min ago" does not stay five minutes for ever.</summary>
public sealed class MinuteTicker(TimeProvider clock) : IDisposable
{
    private readonly Lock door = new();
    private ITimer? timer;
    private Action? ticked;

    /// <summary>Raised on a timer thread: use InvokeAsync. The timer runs only once somebody listens.</summary>
    public event Action Ticked
    {
        add
        {
            lock (door)
            {
                ticked += value;
                timer ??= clock.CreateTimer(_ => ticked?.Invoke(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
            }
        }

        remove
        {
            lock (door) ticked -= value;
        }
    }

    public void Dispose() => timer?.Dispose();
}
