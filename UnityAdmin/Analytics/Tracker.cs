using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>
/// Takes in events:
/// 1. Who is told that their events were taken can rely on it: the answer comes after the commit.
/// 2. Many requests share one commit, so that a rush costs few of them. One writer at a time, a limited group at a time: pages that want
/// to write get their turn in between.
/// 3. What waits is bounded; what finds no room is turned away at once.
/// The writer runs only while something waits. Nothing is left behind when the program ends: the requests themselves wait for it.
/// </summary>
public sealed class Tracker(ShopData data)
{
    /// <summary>Events that may wait before the next are turned away: some tens of megabytes, under a second of work.</summary>
    internal const int MaxWaiting = 20_000;

    /// <summary>Rows of one commit. On SQLite it keeps other writers waiting, some ten milliseconds.</summary>
    private const int GroupRows = 1_000;

    private static readonly Actor Storefront = Actor.Storefront(null);

    private readonly ConcurrentQueue<Batch> queue = new();
    private int waiting;
    private int writing;

    private sealed record Batch(IReadOnlyList<AnalyticsEvent> Events)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Stores events; one whose own id was stored before is left as it is.</summary>
    /// <param name="events">Checked. Whose they are is looked up here: a customer who does not exist is taken off.</param>
    /// <param name="stop">Gives up waiting; they may be stored all the same.</param>
    /// <exception cref="DatabaseBusyException">Too much is waiting; nothing was stored.</exception>
    public Task TrackAsync(IReadOnlyList<AnalyticsEvent> events, CancellationToken stop)
    {
        if (Interlocked.Add(ref waiting, events.Count) > MaxWaiting)
        {
            _ = Interlocked.Add(ref waiting, -events.Count);
            throw new DatabaseBusyException($"More than {MaxWaiting} events are waiting to be stored.");
        }

        var batch = new Batch(events);
        queue.Enqueue(batch);
        if (Interlocked.Exchange(ref writing, 1) == 0) _ = Task.Run(WriteAllAsync, CancellationToken.None);
        return batch.Written.Task.WaitAsync(stop);
    }

    private async Task WriteAllAsync()
    {
        do
        {
            while (NextGroup() is { Count: > 0 } group) await WriteAsync(group);

            // A full fence: what is queued from here on either is seen below or finds no writer and starts one.
            _ = Interlocked.Exchange(ref writing, 0);
        }
        while (!queue.IsEmpty && Interlocked.Exchange(ref writing, 1) == 0);
    }

    private List<Batch> NextGroup()
    {
        var (group, rows) = (new List<Batch>(), 0);
        while (rows < GroupRows && queue.TryDequeue(out var batch))
        {
            group.Add(batch);
            rows += batch.Events.Count;
        }

        return group;
    }

    // Whatever goes wrong is its waiters' to know, and theirs alone: the next group is written all the same.
    private async Task WriteAsync(List<Batch> group)
    {
        List<AnalyticsEvent> events = [.. group.SelectMany(batch => batch.Events)];
        try
        {
            _ = await data.ChangeAsync(
                Storefront,
                "analytics.tracked",
                async db =>
                {
                    await KnowCustomersAsync(db, events);
                    _ = await db.InsertManyAsync(events, "ON CONFLICT DO NOTHING", CancellationToken.None);
                    return Result.Done;
                },
                CancellationToken.None);
            foreach (var batch in group) batch.Written.SetResult();
        }
        catch (Exception failed)
        {
            foreach (var batch in group) batch.Written.SetException(failed);
        }
        finally
        {
            _ = Interlocked.Add(ref waiting, -events.Count);
        }
    }

    /// <summary>Follows those who were merged into another; what was erased stays nobody's.</summary>
    private static async Task KnowCustomersAsync(ShopDb db, List<AnalyticsEvent> events)
    {
        var claims = events.Where(happened => happened.UserId is not null).Select(happened => happened.UserId!.Value).Distinct().ToList();
        if (claims.Count == 0) return;
        var customers = db.Customers;
        var known = await customers.Where(customer => claims.Contains(customer.Id))
            .Join(customers, told => told.MergedIntoId ?? told.Id, now => now.Id, (told, now) => new { told.Id, Now = now })
            .Where(row => row.Now.ErasedAt == null)
            .Select(row => new { row.Id, Now = row.Now.Id }).ToDictionaryAsync(row => row.Id, row => row.Now);
        foreach (var happened in events)
        {
            if (happened.UserId is { } claimed) happened.UserId = known.TryGetValue(claimed, out var now) ? now : null;
        }
    }
}
