using UnityAdmin.Operations;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Operations;

public sealed class GoLiveTests
{
    [Theory, BothDatabases]
    public async Task A_sound_shop_passes_every_line_with_evidence(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(4);
        Assert.Null((await shop.CorrectAsync(product, -1)).Refused);
        var lines = await RunAsync(shop);
        Assert.All(lines, line => Assert.True(line.Passed, $"{line.Name}: {line.Evidence}"));
        Assert.All(lines, line => Assert.NotEqual("", line.Evidence));
        Assert.Equal(shop.Get<GoLive>().Count, lines.Count);
        var hashes = lines.Single(line => line.Name == "ledger_hashes");
        Assert.Equal("2 checked: each row is what was hashed when it was written", hashes.Evidence);
    }

    [Theory, BothDatabases]
    public async Task One_index_dropped_turns_exactly_its_line_red(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        foreach (var index in QueryCatalogue.All.Select(query => query.Index).Append("idx_stock_moves_reason"))
        {
            var made = await shop.ScalarAsync<string>(on == TestDatabase.Sqlite
                ? $"SELECT sql FROM sqlite_master WHERE name = '{index}'"
                : $"SELECT indexdef FROM pg_indexes WHERE indexname = '{index}' AND schemaname = current_schema()");
            await shop.ExecuteAsync($"DROP INDEX {index}");
            var red = Assert.Single(await RunAsync(shop), line => !line.Passed);
            Assert.Equal(index == "idx_stock_moves_reason" ? "indexes" : index, red.Name);
            Assert.Contains(index, red.Evidence, StringComparison.Ordinal);
            await shop.ExecuteAsync(made);
        }
    }

    [Theory, BothDatabases]
    public async Task Each_kind_of_damage_turns_its_line_red_and_names_the_first_bad_row(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (first, second) = (await shop.ProductAsync(4, 1_000), await shop.ProductAsync(6, 1_000));
        Assert.Null((await shop.CorrectAsync(second, -1)).Refused);
        Assert.Null((await shop.CorrectAsync(second, -2)).Refused);
        var moves = await shop.IdsAsync("SELECT id AS \"Value\" FROM stock_moves ORDER BY id");
        await shop.DropGuardsAsync();
        foreach (var (damage, repair, red) in new (string, string, (string, string?)[])[]
        {
            ($"UPDATE products SET quantity_available = 5 WHERE id = {first}",
                $"UPDATE products SET quantity_available = 4 WHERE id = {first}", [("ledger_sums", $"products/{first}")]),
            ($"UPDATE stock_moves SET note = 'x' WHERE id = {moves[2]}",
                $"UPDATE stock_moves SET note = 'Miscounted' WHERE id = {moves[2]}", [("ledger_hashes", $"stock_moves/{moves[2]}")]),
            ($"UPDATE stock_moves SET balance_after = 6 WHERE id = {moves[2]}",
                $"UPDATE stock_moves SET balance_after = 5 WHERE id = {moves[2]}",
                [("ledger_hashes", $"stock_moves/{moves[2]}"), ("ledger_balances", $"stock_moves/{moves[2]}")]),
        })
        {
            await shop.ExecuteAsync(damage);
            var failed = (await RunAsync(shop)).Where(line => !line.Passed && line.Name != "ledger_guards");
            Assert.Equal(red, failed.Select(line => (line.Name, line.FirstBad)));
            await shop.ExecuteAsync(repair);
        }

        Assert.Equal("ledger_guards", Assert.Single(await RunAsync(shop), line => !line.Passed).Name);
    }

    [Theory, BothDatabases]
    public async Task Orders_and_holds_that_disagree_with_the_ledger_turn_their_line_red(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        var (sold, back) = (await shop.OrderAsync(product, 2), await shop.OrderAsync(product));
        Assert.Null((await shop.Get<Fulfilment>().CancelAsync(back, 0, "Changed their mind", StockSteps.Aoife, Stop)).Refused);
        var (held, ended) = (await shop.ReservationAsync(product), await shop.ReservationAsync(
            product, 1, Sorcha with { Phone = "+353860000000", Email = null }));
        Assert.Null((await shop.Get<Reservations>().CancelAsync(ended, StockSteps.Aoife, Stop)).Refused);
        Assert.All(await RunAsync(shop), line => Assert.True(line.Passed, $"{line.Name}: {line.Evidence}"));
        await shop.DropGuardsAsync();
        foreach (var (damage, repair, line, row) in Disagreements(sold, back, held, ended))
        {
            await shop.ExecuteAsync(damage);
            var failed = Assert.Single(await RunAsync(shop), one => !one.Passed && one.Name != "ledger_guards");
            Assert.Equal((line, $"{(line == "orders" ? "orders" : "product_reservations")}/{row}"), (failed.Name, failed.FirstBad));
            await shop.ExecuteAsync(repair);
        }

        await shop.ExecuteAsync($"DELETE FROM order_items WHERE order_id = {sold}");
        Assert.Equal($"orders/{sold}", (await RunAsync(shop)).Single(one => one.Name == "orders").FirstBad);
        await shop.ExecuteAsync($"DELETE FROM stock_moves WHERE reservation_id = {ended}");
        Assert.Equal($"product_reservations/{ended}", (await RunAsync(shop)).Single(one => one.Name == "holds").FirstBad);
    }

    [Theory, BothDatabases]
    public async Task The_verb_prints_the_list_for_programs_and_exits_with_1_when_a_line_fails(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(4);
        var sound = await ChildProgram.RunAsync(shop.Address, shop.Folder, "verify", "--json");
        Assert.Equal((0, ""), (sound.Exit, sound.Error));
        Assert.True(System.Text.Json.JsonDocument.Parse(sound.Out).RootElement.GetProperty("success").GetBoolean());

        await shop.DropGuardsAsync();
        await shop.ExecuteAsync($"UPDATE products SET quantity_available = 9 WHERE id = {product}");
        var broken = await ChildProgram.RunAsync(shop.Address, shop.Folder, "verify", "--json");
        Assert.Equal(1, broken.Exit);
        var failed = System.Text.Json.JsonDocument.Parse(broken.Out).RootElement.GetProperty("checks").EnumerateArray()
            .Where(check => !check.GetProperty("passed").GetBoolean()).ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal(["ledger_guards", "ledger_sums"], failed.Keys.Order());
        Assert.Equal($"products/{product}", failed["ledger_sums"].GetProperty("first_bad").GetString());
        var shown = await ChildProgram.RunAsync(shop.Address, shop.Folder, "verify");
        Assert.Equal(1, shown.Exit);
        Assert.Contains("FAIL  ledger_sums", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_verify_says_so_and_makes_none()
    {
        var folder = TempFolder.New();
        var path = Path.Combine(folder, "none.db");
        var address = new UnityAdmin.Data.DatabaseAddress(UnityAdmin.Data.DatabaseProvider.Sqlite, $"Data Source={path}");
        var outcome = await ChildProgram.RunAsync(address, folder, "verify");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith($"There is no database at {path} yet.", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        TempFolder.Delete(folder);
    }

    private static (string Damage, string Repair, string Line, int Row)[] Disagreements(int sold, int back, int held, int ended)
    {
        const string at = "'2026-03-02 09:00:00.000'";
        return
        [
            ($"UPDATE orders SET item_count = 3 WHERE id = {sold}",
                $"UPDATE orders SET item_count = 2 WHERE id = {sold}", "orders", sold),
            ($"UPDATE orders SET subtotal_cents = 1, total_cents = 1 WHERE id = {sold}",
                $"UPDATE orders SET subtotal_cents = 20000, total_cents = 20000 WHERE id = {sold}", "orders", sold),
            ($"UPDATE orders SET status = 'cancelled', restocked_at = {at} WHERE id = {sold}",
                $"UPDATE orders SET status = 'pending', restocked_at = NULL WHERE id = {sold}", "orders", sold),
            ($"UPDATE orders SET status = 'pending', restocked_at = NULL WHERE id = {back}",
                $"UPDATE orders SET status = 'cancelled', restocked_at = {at} WHERE id = {back}", "orders", back),
            ($"UPDATE product_reservations SET quantity = 2 WHERE id = {held}",
                $"UPDATE product_reservations SET quantity = 1 WHERE id = {held}", "holds", held),
            ($"UPDATE product_reservations SET status = 'cancelled', ended_at = {at} WHERE id = {held}",
                $"UPDATE product_reservations SET status = 'pending', ended_at = NULL WHERE id = {held}", "holds", held),
            ($"UPDATE product_reservations SET status = 'pending', ended_at = NULL WHERE id = {ended}",
                $"UPDATE product_reservations SET status = 'cancelled', ended_at = {at} WHERE id = {ended}", "holds", ended),
        ];
    }

    private static async Task<List<GoLiveLine>> RunAsync(TestShop shop)
    {
        var lines = new List<GoLiveLine>();
        await foreach (var line in shop.Get<GoLive>().RunAsync(null, Stop)) lines.Add(line);
        return lines;
    }
}
