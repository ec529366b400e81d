using System.Diagnostics;
using Microsoft.Data.Sqlite;
using UnityAdmin.Stock;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// 16 admins correcting stock at once, each correction with its document, its move, its audit rows; beside the least that could be done by
/// hand in one transaction on the same file: one move and its trigger.
/// </summary>
internal static class Adjustments
{
    private const int Clients = 16;
    private const int Each = 100;

    public static async Task RunAsync()
    {
        await using var shop = await BenchmarkShop.OpenAsync();
        new LedgerFill(shop).Write(LedgerFill.Products);
        var (book, verbs) = (shop.Get<LedgerBook>(), shop.Get<Corrections>());
        var admin = new Actor(ActorKind.Client, "1", "Person 1", Role.Admin);
        var refused = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var i = 1; i <= Each; i++)
            {
                var product = client * Each + i;
                var seen = (await book.SinceAsync(product, null, CancellationToken.None))[0].Move.Id;
                var wanted = new Adjustment(product, seen, 1, null, StockReason.Found, "Counted again", Guid.NewGuid());
                var corrected = await verbs.AdjustAsync(wanted, admin, CancellationToken.None);
                if (corrected.Refused is not null) _ = Interlocked.Increment(ref refused);
            }
        })));
        var ours = Clients * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bare = Bare(shop);
        Console.WriteLine(FormattableString.Invariant(
            $"corrections, {Clients} clients {ours,7:N0}/s   {refused} refused   one bare move each {bare,7:N0}/s   × {ours / bare:N2}"));
    }

    private static double Bare(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        using var order = bare.CreateCommand();
        order.CommandText =
            """
            INSERT INTO orders (id, order_number, status, payment_status, delivery_method, subtotal_cents, delivery_cents, total_cents,
                item_count, created_at, updated_at, search_text, version)
            VALUES (1, 'ORD-1', 'pending', 'pending', 'collection', 0, 0, 0, 1, '2026-01-01 00:00:00.000', '2026-01-01 00:00:00.000', '', 0)
            """;
        _ = order.ExecuteNonQuery();
        using var command = bare.CreateCommand();
        command.CommandText =
            """
            BEGIN IMMEDIATE;
            INSERT INTO stock_moves (id, product_id, order_id, quantity_change, balance_after, reason, actor_kind, actor_id, actor,
                created_at, previous_hash, hash)
            SELECT (SELECT MAX(id) + 1 FROM stock_moves), product_id, 1, -1, balance_after - 1, 'sale', 'job', 'x', 'x',
                created_at, hash, hash
            FROM stock_moves WHERE product_id = @product ORDER BY created_at DESC, id DESC LIMIT 1;
            COMMIT;
            """;
        var product = command.Parameters.Add(new SqliteParameter("@product", 0));
        var started = Stopwatch.GetTimestamp();
        for (var i = 1; i <= Clients * Each; i++)
        {
            product.Value = 10_000 + i;
            _ = command.ExecuteNonQuery();
        }

        return Clients * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
