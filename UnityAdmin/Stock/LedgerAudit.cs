using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What one question to the ledger found.</summary>
/// <param name="Checked">How many rows were looked at.</param>
/// <param name="Wrong">How many of them are wrong.</param>
/// <param name="FirstWrong">The key of the first of them, by product and age; null when none is.</param>
/// <param name="Detail">What is wrong with that row, or what was found right.</param>
public sealed record AuditFinding(long Checked, long Wrong, long? FirstWrong, string Detail)
{
    public bool IsClean => Wrong == 0;
}

/// <param name="Hashes">Rows whose content is not what was hashed when they were written.</param>
/// <param name="Links">Rows that do not follow the one before: its hash, its balance, its moment.</param>
public sealed record ChainFindings(AuditFinding Hashes, AuditFinding Links);

/// <summary>One audit of the whole ledger.</summary>
/// <param name="Moves">How many were read.</param>
/// <param name="Wrong">What was found wrong, a sentence each; empty when the ledger is sound.</param>
public sealed record LedgerVerdict(DateTime At, string By, long Moves, IReadOnlyList<string> Wrong)
{
    public bool IsSound => Wrong.Count == 0;
}

/// <summary>
/// Proves the ledger from its rows alone. It reads them as text, whatever has become of them: a row that no longer makes sense is a
/// finding, never a failure of the audit.
/// </summary>
public sealed class LedgerAudit(ShopData data, LedgerAnchors anchors, TimeProvider clock)
{
    private const int Page = 5_000;

    private static readonly string[] GuardsOnSqlite =
    [
        "stock_moves_no_update", "stock_moves_no_delete", "stock_moves_append", "stock_moves_once", "stock_moves_returned",
        "stock_moves_opening", "stock_moves_carry", "products_birth", "products_quantity",
    ];

    private static readonly string[] GuardsOnPostgres =
        ["stock_moves_no_change", "stock_moves_no_truncate", "products_no_truncate", .. GuardsOnSqlite[2..]];

    private const string Columns =
        """
        id, product_id, order_id, reservation_id, sell_item_id, purchase_order_id, stock_count_id, correction_id, reverses_id,
        quantity_change, balance_after, reason, note, actor_kind, actor_id, actor, created_at, previous_hash, hash
        """;

    /// <summary>
    /// Audits everything, signs a sound ledger and leaves the verdict in the audit log, where <see cref="LastAsync"/> finds it.
    /// </summary>
    public async Task<LedgerVerdict> RecordAsync(Actor by, IProgress<long>? progress, CancellationToken stop)
    {
        var (moves, wrong) = await WrongAsync(progress, stop);
        if (await anchors.ProveAsync(stop) is { IsClean: false, Detail: var unsigned }) wrong.Add(unsigned);
        var verdict = new LedgerVerdict(clock.NowUtc(), by.Name, moves, wrong);
        var recorded = await data.ChangeAsync(by, StockActions.LedgerAudited, db =>
        {
            _ = db.SystemLogs.Add(new SystemLog
            {
                CreatedAt = verdict.At,
                Action = StockActions.LedgerAudited,
                ActorKind = by.Kind,
                ActorId = by.Id,
                ActorName = by.Name,
                IpAddress = by.From,
                Entity = StockMove.Table,
                Subject = StockMove.Table,
                After = JsonSerializer.Serialize(verdict),
            });
            return Task.FromResult(Result.Done);
        }, stop);
        if (recorded.Refused is not null) throw new InvalidOperationException(recorded.Refused.Sentence);

        // What is wrong is never signed: the anchor before still proves what was right.
        if (verdict.IsSound) _ = await anchors.MakeAsync(by, stop);
        return verdict;
    }

    /// <summary>
    /// Signs a ledger that holds by itself, whatever the anchors say: a backup was restored, or their key was lost. What they could have
    /// proved is given up, so the reason stays with the new one.
    /// </summary>
    public async Task<Result<LedgerAnchor>> AnchorAnewAsync(string reason, Actor by, IProgress<long>? progress, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        if (string.IsNullOrWhiteSpace(reason)) return StockRefusals.AnchorReasonMissing;
        if (reason.Trim().Length > LedgerAnchor.ReasonLength) return StockRefusals.AnchorReasonTooLong;
        var (_, wrong) = await WrongAsync(progress, stop);
        return wrong.Count > 0 ? StockRefusals.LedgerUnsound(wrong[0]) : await anchors.MakeAsync(by, stop, reason.Trim());
    }

    private async Task<(long Moves, List<string> Wrong)> WrongAsync(IProgress<long>? progress, CancellationToken stop)
    {
        var chains = await ChainsAsync(progress, stop);
        AuditFinding[] findings =
        [
            await SumsAsync(stop), chains.Hashes, chains.Links, await ReversalsAsync(stop), await OpeningsAsync(stop),
            await GuardsAsync(stop),
        ];
        return (chains.Hashes.Checked, [.. findings.Where(finding => !finding.IsClean).Select(finding => finding.Detail)]);
    }

    /// <returns>Null when the ledger was never audited.</returns>
    public Task<LedgerVerdict?> LastAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var rows = db.SystemLogs.Where(row => row.Subject == StockMove.Table && row.SubjectId == null
                && row.Action == StockActions.LedgerAudited);
            var last = await rows.OrderByDescending(row => row.Id).Select(row => row.After).FirstOrDefaultAsync(stop);
            return last is null ? null : JsonSerializer.Deserialize<LedgerVerdict>(last);
        },
        stop);

    /// <summary>The triggers that refuse changes are all in place and on; there is no key.</summary>
    public Task<AuditFinding> GuardsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var names = GuardsOf(db.OnSqlite);
            var broken = await db.BrokenGuardsAsync(names, stop);
            return new AuditFinding(names.Length, broken.Count, null, broken.Count == 0
                ? "the triggers that refuse changes are in place"
                : $"{broken[0]}, so the ledger can be changed");
        },
        stop);

    /// <summary>The names of its triggers.</summary>
    public static string[] GuardsOf(bool onSqlite) => onSqlite ? GuardsOnSqlite : GuardsOnPostgres;

    /// <summary>Every product was opened once at most; the key is that of a second opening.</summary>
    public Task<AuditFinding> OpeningsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var openings = db.StockMoves.Where(move => move.Reason == StockReason.Opening);
            var second = openings.Where(move => openings.Any(first => first.ProductId == move.ProductId && first.Id < move.Id));
            var wrong = await second.OrderBy(move => move.Id).Select(move => move.Id).ToListAsync(stop);
            return new AuditFinding(await openings.LongCountAsync(stop), wrong.Count, wrong.Count == 0 ? null : wrong[0], wrong.Count == 0
                ? "each product was opened once"
                : $"move {wrong[0]} opens a product that was opened before");
        },
        stop);

    /// <summary>Every product's quantity is the sum of its moves and not negative; the key is the product's.</summary>
    public Task<AuditFinding> SumsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var wrong = await db.Database.SqlQuery<int>(
                $"""
                SELECT p.id AS "Value" FROM products p
                LEFT JOIN (SELECT product_id, SUM(quantity_change) AS total FROM stock_moves GROUP BY product_id) m ON m.product_id = p.id
                WHERE p.quantity_available <> COALESCE(m.total, 0) OR p.quantity_available < 0 ORDER BY p.id
                """).ToListAsync(stop);
            var products = await db.Products.LongCountAsync(stop);
            return new AuditFinding(products, wrong.Count, wrong.Count == 0 ? null : wrong[0], wrong.Count == 0
                ? "each product's quantity is the sum of its moves"
                : $"product {wrong[0]} does not hold the sum of its moves");
        },
        stop);

    /// <summary>Every reversal takes back exactly one move, once; the key is the reversal's.</summary>
    public Task<AuditFinding> ReversalsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var wrong = await db.Database.SqlQuery<long>(
                $"""
                SELECT r.id AS "Value" FROM stock_moves r LEFT JOIN stock_moves m ON m.id = r.reverses_id
                WHERE r.reverses_id IS NOT NULL AND (m.id IS NULL OR m.product_id <> r.product_id OR m.id >= r.id
                    OR m.quantity_change <> -r.quantity_change
                    OR EXISTS (SELECT 1 FROM stock_moves other WHERE other.reverses_id = r.reverses_id AND other.id < r.id))
                ORDER BY r.id
                """).ToListAsync(stop);
            var reversals = await db.StockMoves.LongCountAsync(move => move.ReversesId != null, stop);
            return new AuditFinding(reversals, wrong.Count, wrong.Count == 0 ? null : wrong[0], wrong.Count == 0
                ? "each takes back exactly one move"
                : $"move {wrong[0]} does not take back what the move it names did");
        },
        stop);

    /// <summary>
    /// Walks every product's line of moves: each row's hash is that of its content, each names the hash before it, each balance follows.
    /// The key is the move's.
    /// </summary>
    public async Task<ChainFindings> ChainsAsync(IProgress<long>? progress, CancellationToken stop)
    {
        var walk = new ChainWalk();
        var last = ("0", "", "0");
        while (true)
        {
            var rows = await data.ReadAsync(db => ReadAsync(db, last, stop), stop);
            foreach (var row in rows) walk.Take(row);
            progress?.Report(walk.Checked);
            if (rows.Count < Page) return walk.Findings;
            last = (rows[^1][1], rows[^1][16], rows[^1][0]);
        }
    }

    // By keyset along idx_stock_moves_product, so that no reader stays open: an open one keeps SQLite's WAL from shrinking.
    private static async Task<List<string[]>> ReadAsync(ShopDb db, (string Product, string At, string Id) after, CancellationToken stop)
    {
        var start = after.At.Length == 0 ? "" : db.OnSqlite
            ? "WHERE (product_id, created_at, id) > (CAST(@product AS INTEGER), @at, CAST(@id AS INTEGER))"
            : """
              WHERE (product_id, created_at, id)
                  > (CAST(@product AS integer), CAST(@at AS timestamp) AT TIME ZONE 'UTC', CAST(@id AS bigint))
              """;
        await db.Database.OpenConnectionAsync(stop);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM stock_moves {start} ORDER BY product_id, created_at, id LIMIT {Page}";
        Give(command, "@product", after.Product);
        Give(command, "@at", after.At);
        Give(command, "@id", after.Id);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var rows = new List<string[]>(Page);
        while (await reader.ReadAsync(stop)) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column))]);
        return rows;
    }

    private static void Give(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        _ = command.Parameters.Add(parameter);
    }

    private static string Text(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => "",
        DateTime utc => utc.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
