using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>One change to be posted.</summary>
/// <param name="ProductId">Whose quantity changes.</param>
/// <param name="Change">Units added (positive) or taken (negative); never 0.</param>
/// <param name="Reason">Must fit the sign of the change.</param>
/// <param name="Document">What stands behind it; null only for an opening.</param>
/// <param name="Note">Free text of whoever did it.</param>
/// <param name="CorrectionId">The correction it is part of, if any.</param>
public sealed record StockEntry(
    int ProductId, int Change, StockReason Reason, StockDocument? Document, string? Note = null, int? CorrectionId = null);

/// <summary>
/// The one writer of stock. What holds after every commit, behind each a constraint or a trigger of the database:
/// 1. A product's quantity is the sum of its moves and the balance after its last one, and never negative.
/// 2. A move is never changed, replaced or deleted; it is taken back by one reversal of the same product and the opposite change.
/// 3. A move names its actor, its reason and the document behind it, and carries the hash of its product's move before it.
/// 4. The moves of a product form one line: ids and moments ascend, nothing forks, however many write at once.
/// 5. Several entries are posted together or not at all, and products are locked in the order of their ids, so nobody deadlocks.
/// </summary>
public sealed class StockLedger(TimeProvider clock)
{
    /// <summary>The most units one move may bring or take, and the most a product may hold.</summary>
    public const int MaxUnits = 100_000;

    /// <summary>Adds moves to the caller's change and leaves the saving to it.</summary>
    /// <param name="db">The context of a running <see cref="ShopData"/> change.</param>
    /// <param name="entries">In the order they are to stand in the ledger; several of one product follow each other.</param>
    /// <param name="by">Who is answerable.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The moves in the entries' order, or the first refusal; then nothing was added.</returns>
    public async Task<Result<IReadOnlyList<StockMove>>> PostAsync(
        ShopDb db, IReadOnlyList<StockEntry> entries, Actor by, CancellationToken stop)
    {
        var products = entries.Select(entry => entry.ProductId).Distinct().Order().ToList();
        await LockAsync(db, products, stop);
        var names = await db.Products.Where(product => products.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, product => product.Name, stop);
        if (names.Count < products.Count) return StockRefusals.ProductNotFound;
        if (await CheckReversalsAsync(db, entries, stop) is { } wrong) return wrong;

        var heads = await HeadsAsync(db, products, stop);
        var ids = await TakeIdsAsync(db, entries.Count, stop);
        var now = clock.NowUtc();
        var moves = new List<StockMove>(entries.Count);
        foreach (var (entry, id) in entries.Zip(ids))
        {
            var head = heads.GetValueOrDefault(entry.ProductId);
            if (Check(entry, head?.BalanceAfter ?? 0, names[entry.ProductId]) is { } refused) return refused;
            moves.Add(heads[entry.ProductId] = Make(entry, id, head, by, now));
        }

        db.StockMoves.AddRange(moves);
        return moves;
    }

    /// <summary>The product's last move, with which a change made on an older picture is compared; null before its first.</summary>
    public static async Task<StockMove?> HeadAsync(ShopDb db, int productId, CancellationToken stop) =>
        (await HeadsAsync(db, [productId], stop)).GetValueOrDefault(productId);

    /// <summary>The last move of each product, those of this change that are not saved yet among them.</summary>
    internal static async Task<Dictionary<int, StockMove>> HeadsAsync(
        ShopDb db, IReadOnlyCollection<int> products, CancellationToken stop)
    {
        var moves = db.StockMoves.AsNoTracking();
        var lastIds = db.Products.Where(product => products.Contains(product.Id)).Select(product => moves
            .Where(move => move.ProductId == product.Id).OrderByDescending(move => move.CreatedAt).ThenByDescending(move => move.Id)
            .Select(move => (long?)move.Id).FirstOrDefault());
        var heads = await moves.Where(move => lastIds.Contains(move.Id)).ToDictionaryAsync(move => move.ProductId, stop);
        foreach (var move in Pending(db).Where(move => products.Contains(move.ProductId)))
        {
            if (!heads.TryGetValue(move.ProductId, out var head) || head.Id < move.Id) heads[move.ProductId] = move;
        }

        return heads;
    }

    private static IEnumerable<StockMove> Pending(ShopDb db) =>
        db.ChangeTracker.Entries<StockMove>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity);

    private static Refusal? Check(StockEntry entry, int balance, string name)
    {
        if (entry.Change == 0) return StockRefusals.NoChange;
        if (Math.Abs((long)entry.Change) > MaxUnits || (long)balance + entry.Change > MaxUnits) return StockRefusals.QuantityOutOfRange;
        if (!entry.Reason.Fits(entry.Change)) return StockRefusals.ReasonDoesNotFit(entry.Reason);
        return balance + entry.Change < 0 ? StockRefusals.NotEnough(name, balance) : null;
    }

    // The database refuses a wrong reversal too; asked here, so that people are told which and why.
    private static async Task<Refusal?> CheckReversalsAsync(ShopDb db, IReadOnlyList<StockEntry> entries, CancellationToken stop)
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

    private static StockMove Make(StockEntry entry, long id, StockMove? head, Actor by, DateTime now)
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
            Note = string.IsNullOrWhiteSpace(entry.Note) ? null : entry.Note.Trim(),
            ActorKind = by.Kind,
            ActorId = by.Id,
            Actor = by.Name,
            CreatedAt = head is not null && head.CreatedAt > now ? head.CreatedAt : now,
            PreviousHash = head?.Hash ?? StockMove.NoHash,
        }.Sealed();
    }

    // SQLite has one writer at a time and needs no lock.
    private static async Task LockAsync(ShopDb db, List<int> products, CancellationToken stop)
    {
        if (db.OnSqlite) return;
        _ = await db.Database.SqlQuery<int>($"SELECT id AS \"Value\" FROM products WHERE id = ANY({products}) ORDER BY id FOR UPDATE")
            .ToListAsync(stop);
    }

    private static async Task<IReadOnlyList<long>> TakeIdsAsync(ShopDb db, int count, CancellationToken stop)
    {
        if (!db.OnSqlite)
        {
            return await db.Database.SqlQuery<long>(
                $"SELECT nextval('stock_move_ids') AS \"Value\" FROM generate_series(1, {count})").ToListAsync(stop);
        }

        var pending = Pending(db).Select(move => move.Id).DefaultIfEmpty().Max();
        var last = Math.Max(pending, await db.StockMoves.MaxAsync(move => (long?)move.Id, stop) ?? 0);
        return [.. Enumerable.Range(1, count).Select(offset => last + offset)];
    }
}
