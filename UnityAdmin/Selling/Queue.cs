using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>Reading the queue: by keyset, so that its ten-thousandth page costs what its first does.</summary>
public sealed class Queue(ShopData data)
{
    private const int ExportPage = 500;

    /// <summary>How many submissions each status holds under the filter, whatever its own status tab says.</summary>
    public Task<Dictionary<SellStatus, int>> CountByStatusAsync(QueueFilter filter, CancellationToken stop) => data.ReadAsync(
        db => Narrow(db, filter with { Status = null }).GroupBy(row => row.Status)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, stop),
        stop);

    public Task<QueueRow?> FindAsync(int id, CancellationToken stop) =>
        data.ReadAsync(db => Rows(db, db.SellSubmissions.Where(row => row.Id == id)).SingleOrDefaultAsync(stop), stop);

    /// <summary>These rows as they are now, in no order; those that are gone are missing.</summary>
    public Task<List<QueueRow>> FindAllAsync(IReadOnlyCollection<int> ids, CancellationToken stop) =>
        data.ReadAsync(db => Rows(db, db.SellSubmissions.Where(row => ids.Contains(row.Id))).ToListAsync(stop), stop);

    /// <summary>The request with this very batch number; null where there is none.</summary>
    public async Task<int?> FindNamedAsync(string typed, CancellationToken stop) => DayNumber.Find("BATCH", typed) is { } batch
        ? await data.ReadAsync(
            db => db.SellSubmissions.Where(row => row.BatchId == batch).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop), stop)
        : null;

    /// <summary>How many are waiting for someone to look at them for the first time.</summary>
    public Task<int> CountPendingAsync(CancellationToken stop) =>
        data.ReadAsync(db => db.SellSubmissions.CountAsync(row => row.Status == SellStatus.Pending, stop), stop);

    /// <summary>The highest id there is; what has arrived since is above it.</summary>
    public Task<int> LastIdAsync(CancellationToken stop) =>
        data.ReadAsync(async db => await db.SellSubmissions.MaxAsync(row => (int?)row.Id, stop) ?? 0, stop);

    /// <summary>How many submissions that arrived after this one the filter would show.</summary>
    public Task<int> CountNewerAsync(QueueFilter filter, int lastId, CancellationToken stop) =>
        data.ReadAsync(db => Narrow(db, filter).CountAsync(row => row.Id > lastId, stop), stop);

    /// <summary>The window that a page scrolls through; keep one for as long as the filter stays the same.</summary>
    public QueueWindow Open(QueueFilter filter) => new((after, skip, take, stop) => ReadAsync(filter, after, skip, take, stop));

    /// <summary>Every row under the filter in its order, read page by page so that no query stays open.</summary>
    public async IAsyncEnumerable<QueueRow> AllAsync(QueueFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        QueueCursor? after = null;
        while (true)
        {
            var page = await ReadAsync(filter, after, 0, ExportPage, stop);
            foreach (var row in page) yield return row;
            if (page.Count < ExportPage) yield break;
            after = page[^1].Cursor;
        }
    }

    public Task<QueueNeighbours> NeighboursAsync(QueueFilter filter, int id, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var here = await db.SellSubmissions.Where(row => row.Id == id)
                .Select(row => new QueueCursor(row.CreatedAt, row.AskingCents, row.Id)).SingleOrDefaultAsync(stop);
            if (here is null) return new QueueNeighbours(null, null);
            var narrowed = Narrow(db, filter);
            var next = await After(narrowed, filter.Sort, here, false).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop);
            var previous = await After(narrowed, filter.Sort, here, true).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop);
            return new QueueNeighbours(previous, next);
        },
        stop);

    private Task<List<QueueRow>> ReadAsync(
        QueueFilter filter, QueueCursor? after, int skip, int take, CancellationToken stop) => data.ReadAsync(
        db =>
        {
            var narrowed = Narrow(db, filter);
            var ordered = after is null ? Ordered(narrowed, filter.Sort, false) : After(narrowed, filter.Sort, after, false);
            return Rows(db, ordered.Skip(skip).Take(take)).ToListAsync(stop);
        },
        stop);

    // A whole number by its own index: its digits are in every batch of its day, which an index of trigrams is slow to tell apart.
    private static IQueryable<SellSubmission> Find(ShopDb db, string? typed) => DayNumber.Find("BATCH", typed) is { } batch
        ? db.SellSubmissions.Where(row => row.BatchId == batch)
        : TextSearch.Find<SellSubmission>(db, ContactSearch.Parse(typed));

    internal static IQueryable<SellSubmission> Narrow(ShopDb db, QueueFilter filter)
    {
        var rows = Find(db, filter.Search);
        if (filter.Status is { } status) rows = rows.Where(row => row.Status == status);
        if (filter.Offer is { } offer) rows = rows.Where(row => row.OfferStatus == offer);
        if (filter.Category is { } category) rows = rows.Where(row => row.Items.Any(item => item.Category == category));
        if (filter.Assigned.Nobody) rows = rows.Where(row => row.AssignedToId == null);
        if (filter.Assigned.StaffId is { } staff) rows = rows.Where(row => row.AssignedToId == staff);
        return rows;
    }

    private static IOrderedQueryable<SellSubmission> Ordered(IQueryable<SellSubmission> rows, QueueSort sort, bool backwards) =>
        (sort, backwards) switch
        {
            (QueueSort.Newest, false) or (QueueSort.Oldest, true) =>
                rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id),
            (QueueSort.Oldest, false) or (QueueSort.Newest, true) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
            (_, false) => rows.OrderByDescending(row => row.AskingCents).ThenByDescending(row => row.Id),
            _ => rows.OrderBy(row => row.AskingCents).ThenBy(row => row.Id),
        };

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<SellSubmission> After(IQueryable<SellSubmission> rows, QueueSort sort, QueueCursor at, bool backwards)
    {
        var (created, asking, id) = (at.CreatedAt, at.AskingCents, at.Id);
        var further = (sort, backwards) switch
        {
            (QueueSort.Newest, false) or (QueueSort.Oldest, true) =>
                rows.Where(row => row.CreatedAt <= created && (row.CreatedAt < created || row.Id < id)),
            (QueueSort.Oldest, false) or (QueueSort.Newest, true) =>
                rows.Where(row => row.CreatedAt >= created && (row.CreatedAt > created || row.Id > id)),
            (_, false) => rows.Where(row => row.AskingCents <= asking && (row.AskingCents < asking || row.Id < id)),
            _ => rows.Where(row => row.AskingCents >= asking && (row.AskingCents > asking || row.Id > id)),
        };
        return Ordered(further, sort, backwards);
    }

    private static IQueryable<QueueRow> Rows(ShopDb db, IQueryable<SellSubmission> rows) => rows.Select(row => new QueueRow
    {
        Id = row.Id,
        BatchId = row.BatchId,
        Status = row.Status,
        OfferStatus = row.OfferStatus,
        Contact = row.Contact,
        ItemCount = row.ItemCount,
        FirstBrand = row.Items.OrderBy(item => item.Position).Select(item => item.Brand).FirstOrDefault(),
        FirstCategory = row.Items.OrderBy(item => item.Position).Select(item => item.Category).FirstOrDefault(),
        AskingCents = row.AskingCents,
        OfferedPriceCents = row.OfferedPriceCents,
        FinalPriceCents = row.FinalPriceCents,
        OfferExpiresAt = row.Offers.Where(round => round.Answer == OfferAnswer.Open).Select(round => round.ExpiresAt).FirstOrDefault(),
        AssignedToId = row.AssignedToId,
        AssignedToName = db.Set<StaffUser>().Where(person => person.Id == row.AssignedToId)
            .Select(person => person.DisplayName).FirstOrDefault(),
        CreatedAt = row.CreatedAt,
        Version = row.Version,
    });
}
