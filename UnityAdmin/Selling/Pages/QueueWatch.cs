using UnityAdmin.Data;

namespace UnityAdmin.Selling.Pages;

/// <summary>Gathers the submissions that are being changed and hands them on a moment later, so that a burst is read once.</summary>
internal sealed class QueueWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource gone = new();
    private readonly Lock door = new();
    private readonly TimeProvider clock;
    private readonly Func<Func<Task>, Task> onPage;
    private readonly Func<IReadOnlyCollection<int>, Task> changed;
    private readonly IDisposable watch;
    private HashSet<int> gathered = [];

    /// <param name="feed">What has been committed.</param>
    /// <param name="clock">Measures the moment.</param>
    /// <param name="onPage">Runs work where the page may be changed.</param>
    /// <param name="changed">Told the ids of submissions that changed or arrived.</param>
    public QueueWatch(ChangeFeed feed, TimeProvider clock, Func<Func<Task>, Task> onPage, Func<IReadOnlyCollection<int>, Task> changed)
    {
        (this.clock, this.onPage, this.changed) = (clock, onPage, changed);
        watch = feed.Watch(Gather);
    }

    public void Dispose()
    {
        watch.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private void Gather(Change change)
    {
        if (change.Document.Table != SellSubmission.Table) return;
        lock (door)
        {
            var isFirst = gathered.Count == 0;
            _ = gathered.Add(checked((int)change.Document.Id));
            if (!isFirst) return;
        }

        _ = onPage(HandOnAsync);
    }

    private async Task HandOnAsync()
    {
        try
        {
            await Task.Delay(Pause, clock, gone.Token);
            HashSet<int> ids;
            lock (door) (ids, gathered) = (gathered, []);
            await changed(ids);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
    }
}
