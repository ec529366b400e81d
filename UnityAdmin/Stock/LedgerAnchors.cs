using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>Making anchors of the ledger, and proving the ledger by them (decision 017).</summary>
public sealed class LedgerAnchors(ShopData data, AnchorKey keys, TimeProvider clock)
{
    private const int Page = 5_000;

    private const string NoKey = "the key of the anchors is missing (Ledger:AnchorKey, or anchor.key in the storage directory)";

    /// <summary>Signs how the ledger stands. To be called after an audit that found nothing wrong, or what is wrong is signed.</summary>
    public async Task<LedgerAnchor> MakeAsync(Actor by, CancellationToken stop, string? reason = null)
    {
        var key = keys.FindOrMake();
        var made = await data.ChangeAsync<LedgerAnchor>(by, StockActions.LedgerAnchored, async db =>
        {
            await db.TakeTurnAsync(LedgerAnchor.Table, stop);
            var before = await NewestAsync(db, stop);
            _ = await db.Database.ExecuteSqlRawAsync(Refresh, stop);
            var (products, moves, heads) = await HeadsAsync(db, stop);
            var anchor = new LedgerAnchor
            {
                Id = (before?.Id ?? 0) + 1, CreatedAt = clock.NowUtc(), Products = products, Moves = moves, HeadsHash = heads,
                Reason = reason, PreviousHash = before?.Hash ?? StockMove.NoHash,
            }.Signed(key);
            _ = db.LedgerAnchors.Add(anchor);
            return anchor;
        }, stop);
        keys.KeepHead(made.Value);
        return made.Value;
    }

    /// <summary>
    /// The ledger still has every move that it had at the newest anchor, as it was then. The key is that of the product whose moves are
    /// not.
    /// </summary>
    public Task<AuditFinding> ProveAsync(CancellationToken stop) => data.ReadAtOnceAsync(
        async db =>
        {
            var head = keys.Head();
            if (await NewestAsync(db, stop) is not { } newest)
            {
                return head is null
                    ? new AuditFinding(0, 0, null, "no anchor is made yet: the nightly ledger audit makes the first")
                    : Wrong(0, "the anchors are gone that anchor.head in the storage directory speaks of");
            }

            if (keys.Find() is not { } key) return Wrong(newest.Id, $"not provable: {NoKey}");
            if (head is null) return Wrong(newest.Id, "not provable: anchor.head is missing in the storage directory");
            if (await BrokenAnchorAsync(db, key, head, stop) is { } broken) return Wrong(newest.Id, broken);
            if ((await HeadsAsync(db, stop)).Hash != newest.HeadsHash)
                return Wrong(newest.Id, "the heads of the newest anchor were changed");
            var lost = await db.Database.SqlQueryRaw<int>(Lost).ToListAsync(stop);
            return lost.Count == 0
                ? new AuditFinding(newest.Moves, 0, null, $"as anchor {newest.Id} signed them on {newest.CreatedAt:yyyy-MM-dd HH:mm} UTC")
                : new AuditFinding(newest.Moves, lost.Count, lost[0],
                    $"moves of product {lost[0]} are not those that anchor {newest.Id} signed");
        },
        stop);

    private static AuditFinding Wrong(long count, string detail) => new(count, 1, null, detail);

    // anchor.head may be one behind: it is written once the anchor is committed, and a stop may come between.
    private static async Task<string?> BrokenAnchorAsync(ShopDb db, byte[] key, string head, CancellationToken stop)
    {
        var (previous, next, isHeadThere, unsigned) = (StockMove.NoHash, 1L, false, (long?)null);
        await foreach (var anchor in db.LedgerAnchors.AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (anchor.Id != next || anchor.PreviousHash != previous) return $"an anchor before anchor {anchor.Id} is gone";
            if (anchor.HashNow() != anchor.Hash) return $"anchor {anchor.Id} was changed";

            // Those before one that began anew may be of another key, which is lost.
            if (anchor.Reason is not null) unsigned = null;
            if (AnchorKey.Sign(key, anchor.Hash) != anchor.Mac) unsigned ??= anchor.Id;
            isHeadThere |= anchor.Hash == head;
            (previous, next) = (anchor.Hash, anchor.Id + 1);
        }

        return unsigned is { } id ? $"not provable: anchor {id} was not signed with this key"
            : isHeadThere ? null : "the newest anchors are gone: anchor.head in the storage directory speaks of one that is not there";
    }

    private static Task<LedgerAnchor?> NewestAsync(ShopDb db, CancellationToken stop) =>
        db.LedgerAnchors.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(stop);

    private static async Task<(int Products, long Moves, string Hash)> HeadsAsync(ShopDb db, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (products, moves, after) = (0, 0L, 0);
        while (true)
        {
            var rows = await db.LedgerAnchorHeads.AsNoTracking().Where(row => row.ProductId > after).OrderBy(row => row.ProductId)
                .Take(Page).ToListAsync(stop);
            foreach (var row in rows)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{row.ProductId}:{row.MoveId}:{row.Moves}:{row.Hash}\n")));
                (products, moves, after) = (products + 1, moves + row.Moves, row.ProductId);
            }

            if (rows.Count < Page) return (products, moves, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }

    // In the order of the chain, along idx_stock_moves_product. Only what moved since is written.
    private const string Refresh =
        """
        INSERT INTO ledger_anchor_heads (product_id, move_id, moves, hash)
        SELECT m.product_id, m.id, c.moves, m.hash FROM (SELECT product_id, COUNT(*) AS moves FROM stock_moves GROUP BY product_id) c
        JOIN stock_moves m ON m.id = (SELECT l.id FROM stock_moves l WHERE l.product_id = c.product_id
            ORDER BY l.created_at DESC, l.id DESC LIMIT 1)
        WHERE NOT EXISTS (SELECT 1 FROM ledger_anchor_heads h WHERE h.product_id = m.product_id AND h.move_id = m.id)
        ON CONFLICT (product_id) DO UPDATE SET move_id = excluded.move_id, moves = excluded.moves, hash = excluded.hash
        """;

    private const string Lost =
        """
        SELECT h.product_id AS "Value" FROM ledger_anchor_heads h
        LEFT JOIN stock_moves m ON m.id = h.move_id AND m.product_id = h.product_id AND m.hash = h.hash
        WHERE m.id IS NULL OR h.moves <> (SELECT COUNT(*) FROM stock_moves c WHERE c.product_id = h.product_id
            AND (c.created_at < m.created_at OR (c.created_at = m.created_at AND c.id <= m.id)))
        ORDER BY h.product_id
        """;
}
