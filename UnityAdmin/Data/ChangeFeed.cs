using System.Collections.Concurrent;

namespace UnityAdmin.Data;

/// <summary>A committed change of a document: which one, who did it, and the verb's name.</summary>
public sealed record Change(DocumentId Document, Actor By, string Action);

/// <summary>
/// Tells open pages of this process what has just been committed. A missed change means a page that is older than it could be, never
/// one that is wrong: every verb checks the database again.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Guid, Action<Change>> watchers = [];

    /// <param name="seen">Runs on the committing thread: hand the work on (InvokeAsync) and do not throw.</param>
    /// <returns>Dispose it to stop watching.</returns>
    public IDisposable Watch(Action<Change> seen)
    {
        var key = Guid.NewGuid();
        watchers[key] = seen;
        return new Watcher(() => watchers.TryRemove(key, out _));
    }

    public void Publish(Change change)
    {
        foreach (var seen in watchers.Values) seen(change);
    }

    private sealed class Watcher(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
