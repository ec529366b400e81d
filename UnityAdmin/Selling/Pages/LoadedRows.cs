namespace UnityAdmin.Selling.Pages;

/// <summary>A row on screen: what it shows may be refreshed, its place stays.</summary>
public sealed class QueueLine(QueueRow row)
{
    public QueueRow Row { get; private set; } = row;

    /// <summary>Counts the changes seen since it was first shown; a page marks a row whose count is not zero.</summary>
    public int Changes { get; private set; }

    public void Refresh(QueueRow now)
    {
        if (now == Row) return;
        Row = now;
        Changes++;
    }
}

/// <summary>
/// The rows of a queue that have been scrolled past, each kept at the number it was first read at: what arrives or moves meanwhile does
/// not shift the list under someone's eyes.
/// </summary>
public sealed class LoadedRows(Queue queue, QueueFilter filter, int total, int lastId)
{
    private const int Chunk = 60;

    private readonly QueueWindow window = queue.Open(filter);
    private readonly SortedDictionary<int, QueueLine> lines = [];
    private readonly Dictionary<int, QueueLine> byId = [];

    public QueueFilter Filter => filter;

    /// <summary>How many rows the filter showed when it was opened.</summary>
    public int Total { get; private set; } = total;

    /// <summary>The highest id there was then; what is above it is new.</summary>
    public int LastId => lastId;

    /// <summary>In the order of the queue.</summary>
    public IEnumerable<QueueLine> All => lines.Values;

    public QueueLine? Find(int id) => byId.GetValueOrDefault(id);

    /// <param name="skip">The number of the first row wanted, from 0.</param>
    public async Task<IReadOnlyList<QueueLine>> ReadAsync(int skip, int take, CancellationToken stop)
    {
        var wanted = Math.Min(take, Math.Max(0, Total - skip));
        var missing = Enumerable.Range(skip, wanted).FirstOrDefault(number => !lines.ContainsKey(number), -1);
        if (missing >= 0) Keep(missing, await window.ReadAsync(missing, Math.Max(Chunk, skip + wanted - missing), stop), skip + wanted);
        return [.. Enumerable.Range(skip, wanted).Where(lines.ContainsKey).Select(number => lines[number])];
    }

    /// <summary>The lines between two, both included, in either order: what a click with Shift means.</summary>
    public IEnumerable<QueueLine> Between(int oneId, int otherId)
    {
        var inside = false;
        foreach (var line in lines.Values)
        {
            var isEnd = line.Row.Id == oneId || line.Row.Id == otherId;
            if (inside || isEnd) yield return line;
            if (isEnd && oneId == otherId) yield break;
            if (isEnd && inside) yield break;
            inside |= isEnd;
        }
    }

    private void Keep(int from, List<QueueRow> rows, int end)
    {
        var number = from;
        foreach (var row in rows)
        {
            if (!byId.TryGetValue(row.Id, out var line)) byId[row.Id] = line = new QueueLine(row);
            lines[number++] = line;
        }

        // Rows left the filter since it was counted: the list ends where it ends.
        if (number < end) Total = number;
    }
}
