using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>
/// Reading the ledger over the whole shop, newest first: by keyset along the index of what is asked for, so that a million moves cost what
/// a hundred do.
/// </summary>
public sealed class LedgerBook(ShopData data, StockDocuments documents, IOptions<ShopSettings> shop)
{
    public const int PageSize = 100;

    /// <summary>Nobody reads further; beyond it a count only says "more".</summary>
    public const int MostCounted = 10_000;

    private const int ExportPage = 1_000;
    private const int RecentMoves = 2_000;

    public async Task<LedgerRows> ReadAsync(LedgerFilter filter, LedgerPlace? after, CancellationToken stop) =>
        await ReadAsync(await SliceAsync(filter, stop), after, PageSize, stop);

    /// <summary>Every row under the filter, read page by page so that no query stays open.</summary>
    public async IAsyncEnumerable<LedgerRow> AllAsync(LedgerFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        var slice = await SliceAsync(filter, stop);
        LedgerPlace? after = null;
        do
        {
            var page = await ReadAsync(slice, after, ExportPage, stop);
            foreach (var row in page.Rows) yield return row;
            after = page.Next;
        }
        while (after is not null);
    }

    public async Task<LedgerTotals> TotalsAsync(LedgerFilter filter, CancellationToken stop)
    {
        var slice = await SliceAsync(filter, stop);
        var sums = await data.ReadAsync(
            db => Ordered(Narrow(db, slice)).Take(MostCounted + 1).Select(move => move.QuantityChange).GroupBy(_ => 1)
                .Select(all => new
                {
                    Count = all.Count(),
                    In = all.Sum(change => change > 0 ? (long)change : 0),
                    Out = all.Sum(change => change < 0 ? -(long)change : 0),
                }).SingleOrDefaultAsync(stop),
            stop);
        return sums is null
            ? new LedgerTotals(0, false, 0, 0)
            : new LedgerTotals(Math.Min(sums.Count, MostCounted), sums.Count > MostCounted, sums.In, sums.Out);
    }

    /// <summary>How many units there were at a moment: of one product, or of the whole shop.</summary>
    public Task<long> UnitsAsync(int? productId, DateTime asOf, CancellationToken stop) => data.ReadAsync(
        db => productId is { } product
            ? db.StockMoves.Where(move => move.ProductId == product && move.CreatedAt <= asOf)
                .OrderByDescending(move => move.CreatedAt).ThenByDescending(move => move.Id)
                .Select(move => (long)move.BalanceAfter).FirstOrDefaultAsync(stop)
            : UnitsOfShopAsync(db, asOf, stop),
        stop);

    /// <summary>One move; null when there is none of this number.</summary>
    public async Task<LedgerRow?> FindAsync(long id, CancellationToken stop)
    {
        var moves = await data.ReadAsync(db => db.StockMoves.Where(move => move.Id == id).ToListAsync(stop), stop);
        return (await DressAsync(moves, stop)).SingleOrDefault();
    }

    /// <summary>The product's moves above this one, newest first: what happened since somebody looked.</summary>
    public async Task<IReadOnlyList<LedgerRow>> SinceAsync(int productId, long? seenMoveId, CancellationToken stop)
    {
        var seen = seenMoveId ?? 0;
        var moves = await data.ReadAsync(
            db => Ordered(db.StockMoves.Where(move => move.ProductId == productId && move.Id > seen)).Take(PageSize).ToListAsync(stop),
            stop);
        return await DressAsync(moves, stop);
    }

    /// <summary>The numbers of the newest moves under the filter, at most so many.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(LedgerFilter filter, int most, CancellationToken stop)
    {
        var slice = await SliceAsync(filter, stop);
        return await data.ReadAsync(db => Ordered(Narrow(db, slice)).Take(most).Select(move => move.Id).ToListAsync(stop), stop);
    }

    /// <summary>Who moved stock lately, by name.</summary>
    public async Task<IReadOnlyList<RecentActor>> ActorsAsync(CancellationToken stop)
    {
        var recent = await data.ReadAsync(
            db => Ordered(db.StockMoves).Take(RecentMoves).GroupBy(move => new { move.ActorKind, move.ActorId })
                .Select(one => new { one.Key.ActorKind, one.Key.ActorId, Name = one.Max(move => move.Actor)! }).ToListAsync(stop),
            stop);
        return [.. recent.Select(one => new RecentActor(new LedgerActor(one.ActorKind, one.ActorId), one.Name))
            .OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private async Task<LedgerRows> ReadAsync(LedgerSlice slice, LedgerPlace? after, int take, CancellationToken stop)
    {
        var moves = await data.ReadAsync(
            db => Ordered(After(Narrow(db, slice), after)).Take(take + 1).ToListAsync(stop), stop);
        var rows = await DressAsync(moves.Count > take ? moves[..take] : moves, stop);
        return new LedgerRows(rows, moves.Count > take ? rows[^1].Place : null);
    }

    private async Task<IReadOnlyList<LedgerRow>> DressAsync(List<StockMove> moves, CancellationToken stop)
    {
        if (moves.Count == 0) return [];
        var ids = moves.ConvertAll(move => move.Id);
        var products = moves.Select(move => move.ProductId).Distinct().ToList();
        var (names, reversals) = await data.ReadAsync(
            async db => (
                await db.Products.Where(product => products.Contains(product.Id))
                    .Select(product => new { product.Id, product.Name, product.Sku }).ToDictionaryAsync(product => product.Id, stop),
                await db.StockMoves.Where(move => move.ReversesId != null && ids.Contains(move.ReversesId.Value))
                    .ToDictionaryAsync(move => move.ReversesId!.Value, move => move.Id, stop)),
            stop);
        var known = await documents.NameAsync(moves.Select(move => move.Document).OfType<StockDocument>(), stop);
        return [.. moves.Select(move => new LedgerRow(
            move,
            names[move.ProductId].Name,
            names[move.ProductId].Sku,
            move.Document is { } document ? known.GetValueOrDefault(document) : null,
            reversals.TryGetValue(move.Id, out var reversal) ? reversal : null))];
    }

    private async Task<LedgerSlice> SliceAsync(LedgerFilter filter, CancellationToken stop) => new(
        filter,
        filter.From is { } from ? shop.Value.StartOf(from) : null,
        filter.To is { } to ? shop.Value.StartOf(to.AddDays(1)) : null,
        filter.Document is { } typed ? await documents.FindAsync(typed, stop) : null);

    private static IOrderedQueryable<StockMove> Ordered(IQueryable<StockMove> moves) =>
        moves.OrderByDescending(move => move.CreatedAt).ThenByDescending(move => move.Id);

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<StockMove> After(IQueryable<StockMove> moves, LedgerPlace? place)
    {
        if (place is null) return moves;
        var (created, id) = (place.CreatedAt, place.Id);
        return moves.Where(move => move.CreatedAt <= created && (move.CreatedAt < created || move.Id < id));
    }

    private static IQueryable<StockMove> Narrow(ShopDb db, LedgerSlice slice)
    {
        var moves = slice.Documents is { } behind ? Behind(db.StockMoves, behind) : db.StockMoves;
        var filter = slice.Filter;
        if (filter.ProductId is { } product) moves = moves.Where(move => move.ProductId == product);
        if (filter.Reason is { } reason) moves = moves.Where(move => move.Reason == reason);
        if (filter.Actor is { Kind: var kind, Id: var actor }) moves = moves.Where(move => move.ActorKind == kind && move.ActorId == actor);
        if (slice.FromUtc is { } from) moves = moves.Where(move => move.CreatedAt >= from);
        if (slice.BeforeUtc is { } before) moves = moves.Where(move => move.CreatedAt < before);
        if (filter.AsOf is { } asOf) moves = moves.Where(move => move.CreatedAt <= asOf);
        return moves;
    }

    // What people type nearly always names documents of one kind, whose index then leads.
    private static IQueryable<StockMove> Behind(IQueryable<StockMove> moves, IReadOnlyList<StockDocument> behind) => behind.Count == 0
        ? moves.Where(_ => false)
        : behind.GroupBy(document => document.Kind)
            .Select(kind => moves.Where(Names(kind.Key, [.. kind.Select(document => document.Id)])))
            .Aggregate((one, other) => one.Union(other));

    // Compared as what the columns are, for a wider number would be cast and a cast column is no index's; and as constants, for SQLite
    // cannot tell how many a list holds that is passed as a parameter, and would rather read the whole ledger.
    private static Expression<Func<StockMove, bool>> Names(StockDocumentKind kind, List<long> wide)
    {
        List<int> ids = [.. wide.Where(id => id is > 0 and <= int.MaxValue).Select(id => (int)id)];
        return kind switch
        {
            StockDocumentKind.Order => move => EF.Constant(ids).Contains(move.OrderId!.Value),
            StockDocumentKind.Reservation => move => EF.Constant(ids).Contains(move.ReservationId!.Value),
            StockDocumentKind.SellItem => move => EF.Constant(ids).Contains(move.SellItemId!.Value),
            StockDocumentKind.PurchaseOrder => move => EF.Constant(ids).Contains(move.PurchaseOrderId!.Value),
            StockDocumentKind.StockCount => move => EF.Constant(ids).Contains(move.StockCountId!.Value),
            StockDocumentKind.Correction => move => EF.Constant(ids).Contains(move.CorrectionId!.Value),
            _ => move => EF.Constant(wide).Contains(move.Id) || EF.Constant(wide).Contains(move.ReversesId!.Value),
        };
    }

    // From the nearer end of the ledger: forward from nothing, or back from what the products hold. One statement, so one moment.
    private static async Task<long> UnitsOfShopAsync(ShopDb db, DateTime asOf, CancellationToken stop)
    {
        var (products, moves) = (db.Products, db.StockMoves);
        var first = await moves.MinAsync(move => (DateTime?)move.CreatedAt, stop);
        var last = await moves.MaxAsync(move => (DateTime?)move.CreatedAt, stop);
        if (asOf - first < last - asOf)
            return await moves.Where(move => move.CreatedAt <= asOf).SumAsync(move => (long)move.QuantityChange, stop);
        return await products.OrderBy(product => product.Id).Take(1).Select(_ =>
            products.Sum(product => (long)product.QuantityAvailable)
            - moves.Where(move => move.CreatedAt > asOf).Sum(move => (long)move.QuantityChange)).SingleOrDefaultAsync(stop);
    }

    /// <summary>A filter whose days and document are looked up.</summary>
    private sealed record LedgerSlice(
        LedgerFilter Filter, DateTime? FromUtc, DateTime? BeforeUtc, IReadOnlyList<StockDocument>? Documents);
}
