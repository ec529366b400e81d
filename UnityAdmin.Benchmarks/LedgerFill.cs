using System.Globalization;
using Microsoft.Data.Sqlite;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// Writes a ledger of many moves with its triggers on and its chains right: three years of a shop of 20,000 products, most of its moves
/// sales and their returns, the busiest product with thousands of its own.
/// </summary>
internal sealed class LedgerFill(BenchmarkShop shop)
{
    public const int Products = 20_000;
    private const int Actors = 12;

    /// <summary>Has many moves of every other reason: whoever looks for their sales looks for what is not there.</summary>
    public const int NeverSells = 5;

    private const int Corrections = 2_000;
    private const int Counts = 200;

    private static readonly DateTime Start = new(2023, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    private readonly Random random = new(1916);
    private readonly Dictionary<int, (int Balance, string Hash)> heads = [];
    private readonly Dictionary<int, Stack<int>> sold = [];

    /// <summary>The moment of the last move, so that questions can be asked about any share of the time before it.</summary>
    public DateTime End { get; private set; }

    public void Write(int moves)
    {
        using var bare = shop.OpenBare();
        using var transaction = bare.BeginTransaction();
        WriteCatalogue(bare);
        WriteOrders(bare, moves);
        using var insert = Insert(bare);
        var step = TimeSpan.FromDays(1_095) / moves;
        for (var id = 1; id <= moves; id++)
        {
            End = Start + step * id;
            WriteMove(insert, id, new DateTime(End.Ticks - End.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc));
            if (id % 100_000 == 0) Console.Write($"\rFilling the ledger… {id:N0} of {moves:N0} moves");
        }

        transaction.Commit();
        Run(bare, "ANALYZE");
        Console.WriteLine();
    }

    private void WriteMove(SqliteCommand insert, int id, DateTime at)
    {
        // One move in fifty is of the first ten products.
        var product = id <= Products ? id : random.Next(50) == 0 ? random.Next(1, 11) : random.Next(1, Products + 1);
        var head = heads.GetValueOrDefault(product, (0, StockMove.NoHash));
        var (reason, change) = id <= Products ? (StockReason.Opening, random.Next(5, 40)) : Next(product, head.Item1);
        var actor = random.Next(Actors);
        if (actor == NeverSells && reason == StockReason.Sale) actor++;
        var isCorrection = reason is StockReason.Found or StockReason.Lost or StockReason.Damaged or StockReason.Stocktake;
        var move = new StockMove
        {
            Id = id,
            ProductId = product,
            OrderId = OrderOf(product, reason, id),
            StockCountId = reason == StockReason.Stocktake ? random.Next(1, Counts + 1) : null,
            CorrectionId = isCorrection ? random.Next(1, Corrections + 1) : null,
            QuantityChange = change,
            BalanceAfter = head.Item1 + change,
            Reason = reason,
            Note = isCorrection ? "Counted again at the back" : null,
            ActorKind = ActorKind.Client,
            ActorId = actor.ToString(CultureInfo.InvariantCulture),
            Actor = $"Person {actor}",
            CreatedAt = at,
            PreviousHash = head.Item2,
        }.Sealed();
        heads[product] = (move.BalanceAfter, move.Hash);
        object?[] values =
        [
            move.Id, move.ProductId, move.OrderId, move.StockCountId, move.CorrectionId, move.QuantityChange, move.BalanceAfter,
            Conventions.SnakeCase(move.Reason.ToString()), move.Note, "client", move.ActorId, move.Actor,
            move.CreatedAt.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture), move.PreviousHash, move.Hash,
        ];
        for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        _ = insert.ExecuteNonQuery();
    }

    // What comes back is an order's that was sold before.
    private int? OrderOf(int product, StockReason reason, int id)
    {
        if (reason is StockReason.Return or StockReason.SaleCancelled) return sold[product].Pop();
        if (reason != StockReason.Sale) return null;
        if (!sold.TryGetValue(product, out var orders)) sold[product] = orders = [];
        orders.Push(id);
        return id;
    }

    private bool HasSold(int product) => sold.TryGetValue(product, out var orders) && orders.Count > 0;

    private (StockReason Reason, int Change) Next(int product, int balance) => random.Next(100) switch
    {
        < 48 when balance > 0 => (StockReason.Sale, -1),
        < 60 when HasSold(product) => (StockReason.Return, 1),
        < 75 when HasSold(product) => (StockReason.SaleCancelled, 1),
        < 82 when balance > 0 => (StockReason.Lost, -1),
        < 85 when balance > 0 => (StockReason.Damaged, -1),
        < 90 when balance > 2 => (StockReason.Stocktake, -2),
        < 96 => (StockReason.Stocktake, 1),
        _ => (StockReason.Found, 1),
    };

    private static SqliteCommand Insert(SqliteConnection bare)
    {
        string[] columns =
        [
            "id", "product_id", "order_id", "stock_count_id", "correction_id", "quantity_change", "balance_after", "reason", "note",
            "actor_kind", "actor_id", "actor", "created_at", "previous_hash", "hash",
        ];
        var insert = bare.CreateCommand();
        insert.CommandText =
            $"INSERT INTO stock_moves ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(name => $"@{name}"))})";
        foreach (var name in columns) _ = insert.Parameters.Add(new SqliteParameter($"@{name}", null));
        insert.Prepare();
        return insert;
    }

    private static void WriteCatalogue(SqliteConnection bare)
    {
        Run(bare, $"""
            INSERT INTO staff_users (id, display_name, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, created_at, must_change_password, version)
            VALUES (1, 'Person 1', 'p1', 'P1', 'p1', 'P1', 1, 0, 0, 1, 0, '2023-01-01 00:00:00.000', 0, 0);
            """);
        Run(bare, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Products})
            INSERT INTO products (id, sku, name, brand, category, size, condition, price_cents, status, search_text, created_at,
                updated_at, version)
            SELECT i, printf('UN-%06d', i), 'Air Max ' || i, 'Nike', 'PO-SHOES', 'UK-9', 'mint', 9000, 'active',
                printf('un-%06d nike air max %d uk 9', i, i), '2023-11-20 08:00:00.000', '2023-11-20 08:00:00.000', 0 FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Counts})
            INSERT INTO stock_counts (id, title, status, opened_by_id, opened_by_name, opened_at, version)
            SELECT i, 'Stocktake', 'posted', 1, 'Person 1', '2023-11-20 08:00:00.000', 0 FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Corrections})
            INSERT INTO stock_corrections (id, operation_id, kind, reason, note, value_cents, status, requested_by_id, requested_by_name,
                requested_at, version)
            SELECT i, printf('%08X-0000-0000-0000-000000000000', i), 'adjustment', 'found', 'x', 0, 'posted', 'client/1', 'Person 1',
                '2023-11-20 08:00:00.000', 0 FROM n;
            """);
    }

    // One for each move that may be a sale, known by the move's number.
    private static void WriteOrders(SqliteConnection bare, int moves) => Run(bare, $"""
        WITH RECURSIVE n(i) AS (SELECT {Products + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {moves})
        INSERT INTO orders (id, order_number, status, payment_status, delivery_method, subtotal_cents, delivery_cents, total_cents,
            item_count, created_at, updated_at, search_text, version)
        SELECT i, printf('ORD-%d', i), 'pending', 'pending', 'collection', 9000, 0, 9000, 1, '2023-11-20 08:00:00.000',
            '2023-11-20 08:00:00.000', '', 0 FROM n WHERE i <= {moves};
        """);

    private static void Run(SqliteConnection bare, string sql)
    {
        using var command = bare.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
