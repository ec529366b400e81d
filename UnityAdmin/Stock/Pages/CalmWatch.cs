using UnityAdmin.Data;

namespace UnityAdmin.Stock.Pages;

/// <summary>
/// Tells a page that something it shows was changed, at most once a moment: hundreds of scans by others are one reading, not hundreds.
/// </summary>
internal sealed class CalmWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource gone = new();
    private readonly TimeProvider clock;
    private readonly Func<Func<Task>, Task> onPage;
    private readonly Func<Task> changed;
    private readonly IDisposable watch;
    private int waiting;

    public CalmWatch(
        ChangeFeed feed, TimeProvider clock, Func<Change, bool> concerns, Func<Func<Task>, Task> onPage, Func<Task> changed)
    {
        (this.clock, this.onPage, this.changed) = (clock, onPage, changed);
        watch = feed.Watch(change =>
        {
            if (concerns(change)) Soon();
        });
    }

    public void Dispose()
    {
        watch.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private void Soon()
    {
        if (Interlocked.Exchange(ref waiting, 1) == 0) _ = onPage(TellAsync);
    }

    private async Task TellAsync()
    {
        try
        {
            await Task.Delay(Pause, clock, gone.Token);
            waiting = 0;
            await changed();
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
    }
}
