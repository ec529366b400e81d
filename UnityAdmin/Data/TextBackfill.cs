using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>
/// Brings what one table stores to how this program writes it. Part of a name is a number: with another number all rows are gone through
/// once more.
/// </summary>
/// <param name="Name">Names its row in <c>text_backfills</c>; never changed once it has run anywhere.</param>
/// <param name="CountAsync">How many rows there are behind a key.</param>
/// <param name="StepAsync">Mends at most so many rows behind a key, in the order of their keys, and says the last key of how many.</param>
public sealed record TextBackfill(
    string Name,
    Func<ShopDb, int, CancellationToken, Task<int>> CountAsync,
    Func<ShopDb, int, int, CancellationToken, Task<(int LastId, int Rows)>> StepAsync)
{
    /// <param name="table">The table of <typeparamref name="T"/>.</param>
    /// <param name="whole">Loads what the row's line tells of beside the row.</param>
    /// <param name="respell">Brings what has a spelling of its own, such as a phone number, to that of today.</param>
    public static TextBackfill Of<T>(string table, Func<IQueryable<T>, IQueryable<T>>? whole = null, Action<T>? respell = null)
        where T : class, ISearchable => new(
            $"text-1 {table}",
            (db, after, stop) => db.Set<T>().CountAsync(row => row.Id > after, stop),
            async (db, after, most, stop) =>
            {
                var next = db.Set<T>().Where(row => row.Id > after).OrderBy(row => row.Id).Take(most);
                var rows = await (whole is null ? next : whole(next)).ToListAsync(stop);
                ShopDb.CleanText(db.ChangeTracker.Entries());
                foreach (var row in rows)
                {
                    respell?.Invoke(row);
                    row.RefreshSearchText();
                }

                _ = await db.SaveChangesAsync(stop);
                return (rows.Count == 0 ? after : rows[^1].Id, rows.Count);
            });
}

/// <summary>How far a <see cref="TextBackfill"/> has come in this database.</summary>
[NotAudited]
public sealed class TextBackfillProgress
{
    public required string Name { get; init; }

    /// <summary>Everything up to this key is done.</summary>
    public int LastId { get; set; }

    public DateTime? FinishedAt { get; set; }
}

/// <summary>
/// Runs every <see cref="TextBackfill"/> that is not finished, after the migrations and before anyone reads. Each step is a transaction of
/// its own that keeps how far it came, so that whoever is killed goes on from there.
/// </summary>
public sealed class TextBackfills(ShopData data, IEnumerable<TextBackfill> backfills, TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>So few that whoever waits to write hardly notices.</summary>
    public int RowsAtOnce { get; init; } = 500;

    public async Task<bool> AreDoneAsync(CancellationToken stop)
    {
        var finished = await FinishedAsync(stop);
        return backfills.All(one => finished.Contains(one.Name));
    }

    /// <param name="say">Is told now and then how far it is; nothing while there is nothing to do.</param>
    /// <param name="stop">Ends between two steps.</param>
    public async Task RunAsync(Action<string> say, CancellationToken stop)
    {
        var finished = await FinishedAsync(stop);
        foreach (var backfill in backfills.Where(one => !finished.Contains(one.Name))) await RunAsync(backfill, say, stop);
    }

    private Task<List<string>> FinishedAsync(CancellationToken stop) => data.ReadAsync(
        db => db.TextBackfills.Where(row => row.FinishedAt != null).Select(row => row.Name).ToListAsync(stop), stop);

    private async Task RunAsync(TextBackfill backfill, Action<string> say, CancellationToken stop)
    {
        var (left, spoken) = (await LeftAsync(backfill, stop), clock.GetTimestamp());
        _ = await data.ClearAsync(
            backfill.Name,
            async (db, before) =>
            {
                if (clock.GetElapsedTime(spoken) > Silence)
                {
                    spoken = clock.GetTimestamp();
                    say($"Stored text, {backfill.Name.Split(' ')[^1]}: {before:N0} of {left:N0} rows");
                }

                return await StepAsync(db, backfill, stop);
            },
            stop);
        if (left > 0) say($"Stored text, {backfill.Name.Split(' ')[^1]}: all {left:N0} rows are done");
    }

    private Task<int> LeftAsync(TextBackfill backfill, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var after = await db.TextBackfills.Where(row => row.Name == backfill.Name).Select(row => row.LastId).SingleOrDefaultAsync(stop);
            return await backfill.CountAsync(db, after, stop);
        },
        stop);

    private async Task<(int, bool)> StepAsync(ShopDb db, TextBackfill backfill, CancellationToken stop)
    {
        // A step that lost a race begins anew, and its rows with it.
        db.ChangeTracker.Clear();

        // Two servers that start at once take turns on PostgreSQL.
        await db.TakeTurnAsync(backfill.Name, stop);
        var progress = await db.TextBackfills.SingleOrDefaultAsync(row => row.Name == backfill.Name, stop);
        if (progress?.FinishedAt is not null) return (0, true);
        progress ??= db.TextBackfills.Add(new TextBackfillProgress { Name = backfill.Name }).Entity;
        (progress.LastId, var rows) = await backfill.StepAsync(db, progress.LastId, RowsAtOnce, stop);
        if (rows < RowsAtOnce) progress.FinishedAt = clock.NowUtc();
        _ = await db.SaveChangesAsync(stop);
        return (rows, rows < RowsAtOnce);
    }
}
