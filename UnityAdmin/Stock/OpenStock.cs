using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What a change needs to know of a product to sell or hold it.</summary>
public sealed record StockedProduct(
    int Id, string Sku, string Name, string Brand, string Size, long PriceCents, ProductStatus Status);

/// <summary>Whose holds count as one's own: those of a session, those of a token, and those that staff keep for a customer.</summary>
/// <param name="SessionId">The storefront's session.</param>
/// <param name="TokenHash">That of the token they were answered with.</param>
/// <param name="CustomerId">Given by staff alone. A contact that a stranger typed makes nobody the owner of anything.</param>
public sealed record HoldOwner(string? SessionId, string? TokenHash, int? CustomerId = null);

/// <summary>
/// Some products taken in hand by one change (<see cref="StockLedger.OpenAsync"/>): locked, with their lapsed holds released, as they
/// stand now. What is posted here is added to the change and saved by it.
/// </summary>
public sealed class OpenStock
{
    private readonly ShopDb db;
    private readonly DateTime now;
    private readonly Dictionary<int, StockMove> heads;

    internal OpenStock(
        ShopDb db, DateTime now, IReadOnlyDictionary<int, StockedProduct> products, Dictionary<int, StockMove> heads,
        IReadOnlyList<Reservation> ownHolds)
    {
        (this.db, this.now, this.heads) = (db, now, heads);
        (Products, OwnHolds) = (products, ownHolds);
    }

    public IReadOnlyDictionary<int, StockedProduct> Products { get; }

    /// <summary>The pending holds of the owner it was opened for; they may be ended together with what is posted.</summary>
    public IReadOnlyList<Reservation> OwnHolds { get; }

    public int BalanceOf(int productId) => HeadOf(productId)?.BalanceAfter ?? 0;

    /// <summary>The product's last move; null before its first.</summary>
    public StockMove? HeadOf(int productId) => heads.GetValueOrDefault(productId);

    /// <param name="entries">In the order they are to stand in the ledger; several of one product follow each other.</param>
    /// <param name="by">Who is answerable.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The moves in the entries' order, or the first refusal; then nothing was added.</returns>
    public async Task<Result<IReadOnlyList<StockMove>>> PostAsync(IReadOnlyList<StockEntry> entries, Actor by, CancellationToken stop)
    {
        if (await CheckReversalsAsync(entries, stop) is { } wrong) return wrong;
        var ahead = new Dictionary<int, StockMove>();
        var moves = new List<StockMove>(entries.Count);
        foreach (var (entry, id) in entries.Zip(await TakeIdsAsync(entries.Count, stop)))
        {
            var head = ahead.GetValueOrDefault(entry.ProductId) ?? HeadOf(entry.ProductId);
            if (Check(entry, head?.BalanceAfter ?? 0, Products[entry.ProductId].Name) is { } refused) return refused;
            moves.Add(ahead[entry.ProductId] = Make(entry, id, head, by));
        }

        foreach (var (product, head) in ahead) heads[product] = head;
        db.StockMoves.AddRange(moves);
        return moves;
    }

    private static Refusal? Check(StockEntry entry, int balance, string name)
    {
        if (entry.Change == 0) return StockRefusals.NoChange;
        if (Math.Abs((long)entry.Change) > StockLedger.MaxUnits || (long)balance + entry.Change > StockLedger.MaxUnits)
            return StockRefusals.QuantityOutOfRange;
        if (!entry.Reason.Fits(entry.Change)) return StockRefusals.ReasonDoesNotFit(entry.Reason);
        return balance + entry.Change < 0 ? StockRefusals.NotEnough(name, balance) : null;
    }

    // The database refuses a wrong reversal too; asked here, so that people are told which and why.
    private async Task<Refusal?> CheckReversalsAsync(IReadOnlyList<StockEntry> entries, CancellationToken stop)
    {
        var wanted = entries.Where(entry => entry.Document?.Kind == StockDocumentKind.Move)
            .ToDictionary(entry => entry.Document!.Value.Id);
        if (wanted.Count == 0) return null;
        var originals = await db.StockMoves.AsNoTracking().Where(move => wanted.Keys.Contains(move.Id)).ToListAsync(stop);
        if (originals.Count < wanted.Count) return StockRefusals.MoveNotFound;
        var taken = await db.StockMoves.Where(move => move.ReversesId != null && wanted.Keys.Contains(move.ReversesId.Value))
            .Select(move => move.ReversesId).FirstOrDefaultAsync(stop);
        if (taken is { } already) return StockRefusals.AlreadyReversed(already);
        if (originals.FirstOrDefault(move => StockReasons.OfOrders.Contains(move.Reason)) is { } bound)
            return StockRefusals.BelongsToOrder(bound.Reason);
        if (originals.Any(move => (wanted[move.Id].ProductId, wanted[move.Id].Change) != (move.ProductId, -move.QuantityChange)))
            throw new InvalidOperationException("A reversal must take back exactly what its move did.");
        return null;
    }

    private StockMove Make(StockEntry entry, long id, StockMove? head, Actor by)
    {
        int? Of(StockDocumentKind kind) => entry.Document is { } document && document.Kind == kind ? (int)document.Id : null;
        return new StockMove
        {
            Id = id,
            ProductId = entry.ProductId,
            OrderId = Of(StockDocumentKind.Order),
            ReservationId = Of(StockDocumentKind.Reservation),
            SellItemId = Of(StockDocumentKind.SellItem),
            PurchaseOrderId = Of(StockDocumentKind.PurchaseOrder),
            StockCountId = Of(StockDocumentKind.StockCount),
            CorrectionId = entry.CorrectionId,
            ReversesId = entry.Document is { Kind: StockDocumentKind.Move } reversed ? reversed.Id : null,
            QuantityChange = entry.Change,
            BalanceAfter = (head?.BalanceAfter ?? 0) + entry.Change,
            Reason = entry.Reason,
            Note = string.IsNullOrWhiteSpace(entry.Note) ? null : VisibleText.Clean(entry.Note).Trim(),
            ActorKind = by.Kind,
            ActorId = by.Id,
            Actor = by.Name,
            CreatedAt = head is not null && head.CreatedAt > now ? head.CreatedAt : now,
            PreviousHash = head?.Hash ?? StockMove.NoHash,
        }.Sealed();
    }

    private async Task<IReadOnlyList<long>> TakeIdsAsync(int count, CancellationToken stop)
    {
        if (!db.OnSqlite)
        {
            return await db.Database.SqlQuery<long>(
                $"SELECT nextval('stock_move_ids') AS \"Value\" FROM generate_series(1, {count})").ToListAsync(stop);
        }

        var pending = StockLedger.Pending(db).Select(move => move.Id).DefaultIfEmpty().Max();
        var last = Math.Max(pending, await db.StockMoves.MaxAsync(move => (long?)move.Id, stop) ?? 0);
        return [.. Enumerable.Range(1, count).Select(offset => last + offset)];
    }
}
