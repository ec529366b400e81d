using System.Collections.Concurrent;

namespace UnityAdmin.Selling;

public sealed record Viewer(int StaffId, string Name);

/// <summary>
/// Who has which submission open, by open page of this process. A courtesy, not a lock: nobody is kept from anything, and whoever's
/// browser vanished without a word stays listed until their circuit is let go.
/// </summary>
public sealed class Viewers
{
    private readonly ConcurrentDictionary<Guid, Visit> visits = [];

    /// <param name="changed">Runs when someone comes to or leaves this submission, on their thread: hand the work on (InvokeAsync).</param>
    /// <returns>Dispose it on leaving.</returns>
    public IDisposable Join(int submissionId, Viewer who, Action changed)
    {
        var visit = new Visit(submissionId, who, changed);
        var key = Guid.NewGuid();
        visits[key] = visit;
        Tell(visit);
        return new Leaving(() =>
        {
            if (visits.TryRemove(key, out _)) Tell(visit);
        });
    }

    /// <summary>Everyone else looking at it, each once, by name.</summary>
    public IReadOnlyList<Viewer> Others(int submissionId, int staffId) =>
    [
        .. visits.Values.Where(visit => visit.SubmissionId == submissionId && visit.Who.StaffId != staffId)
            .Select(visit => visit.Who).DistinctBy(who => who.StaffId).OrderBy(who => who.Name, StringComparer.CurrentCultureIgnoreCase),
    ];

    private void Tell(Visit about)
    {
        foreach (var visit in visits.Values)
            if (visit != about && visit.SubmissionId == about.SubmissionId) visit.Changed();
    }

    private sealed record Visit(int SubmissionId, Viewer Who, Action Changed);

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
