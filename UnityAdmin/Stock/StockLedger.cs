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
/// 6. Whoever changes a product's stock releases its lapsed holds first, in the same transaction. An order takes a product once and
/// brings it back once, a hold takes once and releases once.
/// </summary>
public sealed class StockLedger(TimeProvider clock)
{
    /// <summary>The most units one move may bring or take, and the most a product may hold.</summary>
    public const int MaxUnits = 100_000;

    /// <summary>Who is named where a hold ends because its time is over.</summary>
    public static readonly Actor Expiry = Actor.Job("reservation-expiry");

    /// <summary>Takes products in hand, and adds the release of each of their lapsed holds to the caller's change.</summary>
    /// <param name="db">The context of a running <see cref="ShopData"/> change.</param>
    /// <param name="productIds">In any order, repeated or not.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="owner">Whose own holds are to be found, if anyone's.</param>
    public async Task<Result<OpenStock>> OpenAsync(
        ShopDb db, IEnumerable<int> productIds, CancellationToken stop, HoldOwner? owner = null)
    {
        var ids = productIds.Distinct().Order().ToList();
        await LockAsync(db, ids, stop);
        var products = await db.Products.Where(product => ids.Contains(product.Id)).Select(product => new StockedProduct(
            product.Id, product.Sku, product.Name, product.Brand, product.Size, product.PriceCents, product.Status))
            .ToDictionaryAsync(product => product.Id, stop);
        if (products.Count < ids.Count) return StockRefusals.ProductNotFound;

        var now = clock.NowUtc();
        var holds = await HoldsAsync(db, ids, owner ?? new HoldOwner(null, null), now, stop);
        var heads = await HeadsAsync(db, ids, stop);
        var open = new OpenStock(db, now, products, heads, [.. holds.Where(hold => hold.HoldsAt(now))]);
        return await ReleaseLapsedAsync(open, holds, now, stop) is { } refused ? refused : open;
    }

    /// <summary>Opens the products and adds moves to the caller's change, leaving the saving to it.</summary>
    /// <inheritdoc cref="OpenStock.PostAsync"/>
    public async Task<Result<IReadOnlyList<StockMove>>> PostAsync(
        ShopDb db, IReadOnlyList<StockEntry> entries, Actor by, CancellationToken stop) =>
        (await OpenAsync(db, entries.Select(entry => entry.ProductId), stop)).Is(out var open, out var refused)
            ? await open.PostAsync(entries, by, stop)
            : refused;

    /// <summary>
    /// Writes the releases of these products' lapsed holds in a change of their own, for whoever is about to compare with the last move.
    /// </summary>
    public async Task ReleaseLapsedAsync(ShopData data, IReadOnlyCollection<int> productIds, CancellationToken stop)
    {
        var now = clock.NowUtc();
        if (!await data.ReadAsync(db => Holds.LapsedAt(db, now).AnyAsync(hold => productIds.Contains(hold.ProductId), stop), stop)) return;
        var outcome = await data.ChangeAsync<bool>(
            Expiry, StockActions.HoldExpired, async db => (await OpenAsync(db, productIds, stop)).Refused is { } no ? no : true, stop);
        if (outcome.Refused is { } refused) throw new InvalidOperationException(refused.Sentence);
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

    internal static IEnumerable<StockMove> Pending(ShopDb db) =>
        db.ChangeTracker.Entries<StockMove>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity);

    private static Task<List<Reservation>> HoldsAsync(
        ShopDb db, List<int> products, HoldOwner owner, DateTime now, CancellationToken stop)
    {
        var (session, token, customer) = (owner.SessionId, owner.TokenHash, owner.CustomerId);
        return db.Reservations
            .Where(hold => products.Contains(hold.ProductId) && hold.Status == ReservationStatus.Pending
                && (hold.ExpiresAt <= now || (session != null && hold.SessionId == session) || (token != null && hold.TokenHash == token)
                    || (customer != null && hold.UserId == customer && hold.TokenHash == null)))
            .OrderBy(hold => hold.Id).ToListAsync(stop);
    }

    private static async Task<Refusal?> ReleaseLapsedAsync(
        OpenStock open, List<Reservation> holds, DateTime now, CancellationToken stop)
    {
        var lapsed = holds.Where(hold => hold.HasLapsedAt(now)).ToList();
        if (lapsed.Count == 0) return null;
        foreach (var hold in lapsed) hold.Lapse(Expiry, now);
        return (await open.PostAsync([.. lapsed.Select(hold => hold.Release())], Expiry, stop)).Refused;
    }

    // SQLite has one writer at a time and needs no lock.
    private static async Task LockAsync(ShopDb db, List<int> products, CancellationToken stop)
    {
        if (db.OnSqlite) return;
        _ = await db.Database.SqlQuery<int>($"SELECT id AS \"Value\" FROM products WHERE id = ANY({products}) ORDER BY id FOR UPDATE")
            .ToListAsync(stop);
    }
}
