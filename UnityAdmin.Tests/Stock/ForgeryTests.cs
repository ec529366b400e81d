using System.Data.Common;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Orders;

namespace UnityAdmin.Tests.Stock;

/// <summary>Whoever holds the database file may try: the triggers refuse, and with the triggers gone the audit names the row.</summary>
public sealed class ForgeryTests
{
    private const string Columns =
        "id, product_id, quantity_change, balance_after, reason, actor_kind, actor_id, actor, created_at, previous_hash, hash";

    [Theory, BothDatabases]
    public async Task Every_way_to_change_a_move_past_the_program_is_refused(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var other = await shop.ProductAsync(2);
        Assert.Null((await shop.CorrectAsync(product, -1, StockReason.Lost)).Refused);
        var before = await LedgerAsync(shop);
        foreach (var forgery in Forgeries(product, other, on))
        {
            var refused = await Record.ExceptionAsync(() => shop.ExecuteAsync(forgery));
            Assert.True(refused is DbException, $"This was let through: {forgery}");
            Assert.Equal(before, await LedgerAsync(shop));
        }

        Assert.Equal((4, 2), (await shop.QuantityAsync(product), await shop.QuantityAsync(other)));
        await shop.AssertLedgerIsSoundAsync();
    }

    /// <summary>Rows that follow the ledger in everything, of an order or a hold that moved the product already, or never did.</summary>
    [Theory, BothDatabases]
    public async Task No_order_and_no_hold_takes_or_gives_back_twice_or_otherwise(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, other) = (await shop.ProductAsync(9), await shop.ProductAsync(9));
        var (sold, cancelled) = (await shop.OrderAsync(product), await shop.OrderAsync(product));
        Assert.Null((await shop.Get<Fulfilment>().CancelAsync(cancelled, 0, "Changed their mind", StockSteps.Aoife, Stop)).Refused);
        var (held, released) = (await shop.ReservationAsync(other), await shop.ReservationAsync(product));
        Assert.Null((await shop.Get<Reservations>().CancelAsync(released, StockSteps.Aoife, Stop)).Refused);
        var before = await LedgerAsync(shop);
        foreach (var (of, change, reason, document) in new[]
        {
            (product, -1, "sale", $"order_id = {sold}"), (product, -2, "sale", $"order_id = {sold}"),
            (product, 2, "sale_cancelled", $"order_id = {sold}"), (other, 1, "return", $"order_id = {sold}"),
            (product, 1, "sale_cancelled", $"order_id = {cancelled}"), (product, 1, "return", $"order_id = {cancelled}"),
            (product, -1, "sale", $"order_id = {cancelled}"), (product, -1, "sale", "order_id = 999"),
            (other, -1, "reservation", $"reservation_id = {held}"), (product, -1, "reservation", $"reservation_id = {held}"),
            (other, 2, "reservation_released", $"reservation_id = {held}"),
            (product, 1, "reservation_released", $"reservation_id = {held}"),
            (product, 1, "reservation_released", $"reservation_id = {released}"),
            (product, -1, "reservation", $"reservation_id = {released}"), (other, -1, "reservation", "reservation_id = 999"),
        })
        {
            foreach (var insert in Inserts(on))
            {
                var refused = await Record.ExceptionAsync(() => shop.ExecuteAsync(Following(insert, of, change, reason, document)));
                Assert.True(refused is DbException, $"{insert}: {change} {reason} of {document} was let through");
                Assert.Equal(before, await LedgerAsync(shop));
            }
        }

        await shop.AssertShopIsSoundAsync();

        // The one that is right is let through, so the others were refused for what is wrong with them.
        Assert.Equal(1, await shop.ExecuteAsync(Following("INSERT", product, 1, "sale_cancelled", $"order_id = {sold}")));
        Assert.Equal(1, await shop.ExecuteAsync(Following("INSERT", other, 1, "reservation_released", $"reservation_id = {held}")));
    }

    [Theory, BothDatabases]
    public async Task With_the_triggers_dropped_the_audit_names_what_was_altered(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        Assert.Null((await shop.CorrectAsync(product, -1, StockReason.Lost)).Refused);
        Assert.Null((await shop.CorrectAsync(product, 2, StockReason.Found)).Refused);
        var middle = await shop.ScalarAsync<long>("SELECT id FROM stock_moves WHERE reason = 'lost'");
        await shop.DropGuardsAsync();
        var guards = await shop.Get<LedgerAudit>().GuardsAsync(Stop);
        Assert.False(guards.IsClean);

        await shop.ExecuteAsync($"UPDATE stock_moves SET quantity_change = -2, balance_after = 3 WHERE id = {middle}");
        var verdict = await shop.Get<LedgerAudit>().ChainsAsync(null, Stop);
        Assert.Equal((1, middle), (verdict.Hashes.Wrong, verdict.Hashes.FirstWrong));
        Assert.False((await shop.Get<LedgerAudit>().SumsAsync(Stop)).IsClean);

        await shop.ExecuteAsync($"DELETE FROM stock_moves WHERE id = {middle}");
        verdict = await shop.Get<LedgerAudit>().ChainsAsync(null, Stop);
        Assert.Equal(await shop.HeadAsync(product), verdict.Links.FirstWrong);
    }

    /// <summary>Check 8 of quality.md: one character altered in one column of one move, a hundred times over.</summary>
    [Theory, BothDatabases]
    public async Task A_single_altered_character_is_found_a_hundred_times_of_a_hundred(TestDatabase on)
    {
        const int seed = 8_1916;
        await using var shop = await on.OpenAsync();
        var products = new[] { await shop.ProductAsync(9), await shop.ProductAsync(7), await shop.ProductAsync(3) };
        var random = new Random(seed);
        for (var i = 0; i < 40; i++) _ = await shop.CorrectAsync(products[random.Next(3)], random.Next(2) == 0 ? 1 : -1);
        await shop.DropGuardsAsync();
        var ids = await shop.IdsAsync("SELECT id AS \"Value\" FROM stock_moves ORDER BY id");
        for (var round = 0; round < 100; round++)
        {
            var id = ids[random.Next(ids.Count)];
            var (column, altered) = Alteration(random, on);
            var kept = await shop.ScalarAsync<string>($"SELECT CAST({column} AS TEXT) FROM stock_moves WHERE id = {id}");
            await shop.ExecuteAsync($"UPDATE stock_moves SET {column} = {altered} WHERE id = {id}");
            var found = (await shop.Get<LedgerAudit>().ChainsAsync(null, Stop)).Hashes;
            Assert.True(found.FirstWrong == id && found.Wrong == 1, $"seed {seed}, round {round}: {column} of move {id} altered unseen");
            await shop.ExecuteAsync($"UPDATE stock_moves SET {column} = {Literal(kept, column)} WHERE id = {id}");
        }

        await shop.AssertLedgerIsSoundAsync();
    }

    private static async Task<string> LedgerAsync(TestShop shop) => string.Join("\n", (await shop.RowsAsync(
        "SELECT * FROM stock_moves ORDER BY id")).Select(row => string.Join("|", row.Values)));

    private static string[] Inserts(TestDatabase on) => on == TestDatabase.Sqlite
        ? ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL"]
        : ["INSERT"];

    private static string Following(string insert, int product, int change, string reason, string document) =>
        $"""
        {insert} INTO stock_moves ({Columns}, {document.Split(' ')[0]})
        SELECT (SELECT MAX(id) + 1 FROM stock_moves), product_id, {change}, balance_after + {change}, '{reason}', 'job', 'x', 'x',
            created_at, hash, '{new string('a', 64)}', {document.Split(' ')[2]}
        FROM stock_moves WHERE product_id = {product} ORDER BY id DESC LIMIT 1
        """;

    private static (string Column, string Altered) Alteration(Random random, TestDatabase on)
    {
        string[] texts = ["note", "actor", "actor_id", "previous_hash", "hash"];
        var at = on == TestDatabase.Sqlite ? "strftime('%Y-%m-%d %H:%M:%f', created_at, '+0.001 seconds')" : "created_at + interval '1 ms'";
        return random.Next(8) switch
        {
            0 => ("quantity_change", "quantity_change + 1000"),
            1 => ("balance_after", "balance_after + 1"),
            2 => ("created_at", at),
            _ when texts[random.Next(texts.Length)] is var text => (text, Flip(text, random)),
            _ => throw new InvalidOperationException(),
        };
    }

    // The first character becomes another one; what was empty becomes one.
    private static string Flip(string column, Random random) =>
        $"CASE WHEN substr({column}, 1, 1) = '{(char)('a' + random.Next(3))}' THEN 'z' ELSE 'x' END || substr(COALESCE({column}, ''), 2)";

    private static string Literal(string? kept, string column) => kept is null ? "NULL"
        : column is "quantity_change" or "balance_after" ? kept
        : $"'{kept.Replace("'", "''")}'";

    private static IEnumerable<string> Forgeries(int product, int other, TestDatabase on)
    {
        var zero = StockMove.NoHash;
        string Row(string id, int change, int balance, string previous) =>
            $"({id}, {product}, {change}, {balance}, 'opening', 'job', 'x', 'x', '2026-03-02 09:00:00.000', {previous}, '{zero}')";
        var last = $"(SELECT hash FROM stock_moves WHERE product_id = {product} ORDER BY id DESC LIMIT 1)";
        yield return "UPDATE stock_moves SET note = 'x'";
        yield return $"UPDATE stock_moves SET quantity_change = 9 WHERE product_id = {product}";
        yield return "DELETE FROM stock_moves";
        yield return $"DELETE FROM stock_moves WHERE product_id = {other}";
        yield return $"INSERT INTO stock_moves ({Columns}) VALUES {Row("1", 9, 9, $"'{zero}'")} ON CONFLICT (id) DO UPDATE SET note = 'x'";
        yield return $"INSERT INTO stock_moves ({Columns}) VALUES {Row("1", 9, 9, $"'{zero}'")}";
        yield return $"INSERT INTO stock_moves ({Columns}) VALUES {Row("999", 9, 99, last)}";
        yield return $"INSERT INTO stock_moves ({Columns}) VALUES {Row("999", 9, 13, $"'{zero}'")}";
        yield return $"INSERT INTO stock_moves ({Columns}) VALUES {Row("999", 0, 4, last)}";
        yield return $"UPDATE products SET quantity_available = 99 WHERE id = {product}";
        yield return $"UPDATE products SET id = 77 WHERE id = {product}";
        yield return $"DELETE FROM products WHERE id = {product}";
        var copied = "name, brand, category, size, condition, price_cents, status, search_text, created_at, updated_at, version";
        yield return $"INSERT INTO products (sku, quantity_available, {copied}) SELECT 'NEW', 5, {copied} FROM products";
        if (on == TestDatabase.Postgres)
        {
            yield return "TRUNCATE stock_moves CASCADE";
            yield break;
        }

        yield return $"INSERT OR REPLACE INTO stock_moves ({Columns}) VALUES {Row("1", 9, 9, $"'{zero}'")}";
        yield return $"REPLACE INTO stock_moves ({Columns}) SELECT id, product_id, 9, 9, "
            + "reason, actor_kind, actor_id, actor, created_at, previous_hash, hash FROM stock_moves";
        yield return "UPDATE OR REPLACE stock_moves SET id = 1";
        yield return $"INSERT OR REPLACE INTO products (id, sku, quantity_available, {copied}) SELECT id, sku, 50, {copied} FROM products";
        yield return $"INSERT OR IGNORE INTO stock_moves ({Columns}) VALUES {Row("1", 9, 9, $"'{zero}'")}";
    }
}
