namespace UnityAdmin.Selling;

/// <summary>
/// Lets a page scroll to any row number of a queue that is read by keyset: it remembers the rows it has passed, starts from the nearest
/// one before, and skips only the rest. Scrolling on therefore costs the same on every page; a far jump pays once.
/// </summary>
public sealed class QueueWindow
{
    private readonly Func<QueueCursor?, int, int, CancellationToken, Task<List<QueueRow>>> read;
    private readonly SortedList<int, QueueCursor> passed = [];

    internal QueueWindow(Func<QueueCursor?, int, int, CancellationToken, Task<List<QueueRow>>> read) => this.read = read;

    /// <param name="skip">The number of the first row wanted, from 0.</param>
    public async Task<List<QueueRow>> ReadAsync(int skip, int take, CancellationToken stop)
    {
        var (from, after) = NearestBefore(skip);
        var rows = await read(after, skip - from, take, stop);
        if (rows.Count > 0) passed[skip + rows.Count] = rows[^1].Cursor;
        return rows;
    }

    private (int From, QueueCursor? After) NearestBefore(int skip)
    {
        var nearest = passed.Keys.LastOrDefault(start => start <= skip);
        return nearest == 0 ? (0, null) : (nearest, passed[nearest]);
    }
}
