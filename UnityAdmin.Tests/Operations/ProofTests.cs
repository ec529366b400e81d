using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Operations;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Analytics;
using UnityAdmin.Tests.Media;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Operations;

/// <summary>Forgeries that leave the database consistent with itself; each turns the line that is meant for it red.</summary>
public sealed class ProofTests
{
    [Theory, BothDatabases]
    public async Task Moves_that_were_cut_off_deleted_or_rewritten_are_missed_by_their_anchor(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (corrected, single, rewritten) = (await shop.ProductAsync(9), await shop.ProductAsync(4), await shop.ProductAsync(6));
        Assert.Null((await shop.CorrectAsync(corrected, -1)).Refused);
        Assert.Null((await shop.CorrectAsync(rewritten, -2)).Refused);
        Assert.Empty(await RedAsync(shop));
        Assert.True((await AuditAsync(shop)).IsSound);
        Assert.Null((await shop.CorrectAsync(corrected, 3)).Refused);
        Assert.Empty(await RedAsync(shop));
        Assert.True((await AuditAsync(shop)).IsSound);
        Assert.Equal(2, await shop.CountAsync("ledger_anchors"));
        await shop.DropGuardsAsync();

        var last = await shop.HeadAsync(corrected);
        foreach (var (product, forge) in new (int, Func<Task>)[]
        {
            (corrected, () => shop.ExecuteAsync($"DELETE FROM stock_moves WHERE id = {last}")),
            (single, () => shop.ExecuteAsync($"DELETE FROM stock_moves WHERE product_id = {single}")),
            (rewritten, () => RewriteAsync(shop, rewritten)),
        })
        {
            await forge();
            await shop.ExecuteAsync("UPDATE products SET quantity_available = (SELECT COALESCE(SUM(m.quantity_change), 0) "
                + $"FROM stock_moves m WHERE m.product_id = products.id) WHERE id = {product}");
            var line = Assert.Single(await RedAsync(shop), line => line.Name == "ledger_anchors");
            Assert.Equal($"products/{Math.Min(product, corrected)}", line.FirstBad);
            Assert.DoesNotContain(await RedAsync(shop), one => one.Name is "ledger_hashes" or "ledger_balances" or "ledger_sums");
        }

        // What is wrong is never signed.
        Assert.False((await AuditAsync(shop)).IsSound);
        Assert.Equal(2, await shop.CountAsync("ledger_anchors"));
    }

    [Theory, BothDatabases]
    public async Task Anchors_that_were_changed_cut_off_or_cannot_be_checked_are_never_called_right(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(9);
        for (var night = 0; night < 3; night++) Assert.True((await AuditAsync(shop)).IsSound);
        Assert.Empty(await RedAsync(shop));
        var (key, head) = (Path.Combine(shop.Folder, "anchor.key"), Path.Combine(shop.Folder, "anchor.head"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        foreach (var file in new[] { key, head })
        {
            var kept = await File.ReadAllTextAsync(file, Stop);
            File.Delete(file);
            Assert.StartsWith("1 wrong: not provable", Assert.Single(await RedAsync(shop)).Evidence, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, kept, Stop);
        }

        var mine = await File.ReadAllTextAsync(key, Stop);
        await File.WriteAllTextAsync(key, new string('a', 64), Stop);
        Assert.Contains("was not signed with this key", Assert.Single(await RedAsync(shop)).Evidence, StringComparison.Ordinal);
        await File.WriteAllTextAsync(key, mine, Stop);
        Assert.Empty(await RedAsync(shop));

        var sql = on == TestDatabase.Sqlite ? "DROP TRIGGER ledger_anchors_no_delete; DROP TRIGGER ledger_anchors_no_update"
            : "DROP TRIGGER ledger_anchors_no_change ON ledger_anchors";
        await shop.ExecuteAsync(sql);
        await shop.ExecuteAsync("UPDATE ledger_anchor_heads SET moves = moves + 1");
        Assert.Contains("heads of the newest anchor", (await LineAsync(shop)).Evidence, StringComparison.Ordinal);
        await shop.ExecuteAsync("UPDATE ledger_anchor_heads SET moves = moves - 1");
        await shop.ExecuteAsync("UPDATE ledger_anchors SET moves = 7 WHERE id = 2");
        Assert.Contains("anchor 2 was changed", (await LineAsync(shop)).Evidence, StringComparison.Ordinal);
        await shop.ExecuteAsync("DELETE FROM ledger_anchors WHERE id = 2");
        Assert.Contains("an anchor before anchor 3 is gone", (await LineAsync(shop)).Evidence, StringComparison.Ordinal);
        await shop.ExecuteAsync("DELETE FROM ledger_anchors WHERE id = 3");
        Assert.Contains("newest anchors are gone", (await LineAsync(shop)).Evidence, StringComparison.Ordinal);
        await shop.ExecuteAsync("DELETE FROM ledger_anchors");
        Assert.Contains("the anchors are gone", (await LineAsync(shop)).Evidence, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task After_a_restore_or_a_lost_key_the_anchors_begin_anew_with_a_reason(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        Assert.True((await AuditAsync(shop)).IsSound);
        File.Delete(Path.Combine(shop.Folder, "anchor.key"));
        Assert.False((await AuditAsync(shop)).IsSound);
        var audit = shop.Get<LedgerAudit>();
        Assert.Equal("reason_missing", (await audit.AnchorAnewAsync(" ", Actor.CommandLine(), null, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await audit.AnchorAnewAsync("Why not", StockSteps.Niamh, null, Stop)).Refused?.Code);
        Assert.Null((await audit.AnchorAnewAsync("The disk of the key was lost", Actor.CommandLine(), null, Stop)).Refused);
        Assert.Empty(await RedAsync(shop));
        Assert.True((await AuditAsync(shop)).IsSound);
        Assert.Equal(1, await shop.CountAsync("ledger_anchors", "id = 2 AND reason = 'The disk of the key was lost'"));

        await shop.DropGuardsAsync();
        await shop.ExecuteAsync($"UPDATE products SET quantity_available = 8 WHERE id = {product}");
        Assert.Equal("ledger_unsound", (await audit.AnchorAnewAsync("Again", Actor.CommandLine(), null, Stop)).Refused?.Code);
        Assert.Equal(3, await shop.CountAsync("ledger_anchors"));
    }

    [Theory, BothDatabases]
    public async Task A_photo_that_was_changed_or_is_gone_is_found_and_healed_by_its_original(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, photo) = (await shop.ProductAsync(1), TestPhotos.Jpeg(800, 600));
        Assert.Null((await shop.Get<ProductPhotos>().AddAsync(product, "side.jpg", photo, StockSteps.Aoife, Stop)).Refused);
        var hash = await shop.ScalarAsync<string>("SELECT content_hash FROM images");
        var files = Directory.GetFiles(Path.Combine(shop.Folder, "photos"), hash + "*", SearchOption.AllDirectories);
        Assert.True((await shop.Get<GoLive>().PhotosAsync(null, Stop)).Passed);
        Assert.Equal(0, (await shop.Get<PhotoAudit>().SampleAsync(Stop)).Wrong);
        foreach (var file in files)
        {
            foreach (var damage in new Action<string>[] { File.Delete, path => File.WriteAllBytes(path, [1, 2, 3]) })
            {
                damage(file);
                var line = await shop.Get<GoLive>().PhotosAsync(null, Stop);
                Assert.False(line.Passed);
                Assert.StartsWith("images/", line.FirstBad, StringComparison.Ordinal);
                Assert.Equal(1, (await shop.Get<PhotoAudit>().SampleAsync(Stop)).Wrong);
                var again = await shop.Get<ProductPhotos>().AddAsync(
                    await shop.ProductAsync(1), "side.jpg", photo, StockSteps.Aoife, Stop);
                Assert.Null(again.Refused);
                Assert.True((await shop.Get<GoLive>().PhotosAsync(null, Stop)).Passed);
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_second_opening_is_refused_and_found(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(4);
        var again = new StockEntry(product, 5, StockReason.Opening, null);
        await Assert.ThrowsAnyAsync<Exception>(() => PostAsync(shop, again));
        Assert.Equal(4, await shop.QuantityAsync(product));
        await shop.ExecuteAsync(on == TestDatabase.Sqlite
            ? "DROP TRIGGER stock_moves_opening"
            : "DROP TRIGGER stock_moves_opening ON stock_moves");
        await PostAsync(shop, again);
        Assert.Equal(["ledger_openings", "ledger_guards"], (await RedAsync(shop)).Select(line => line.Name));
        Assert.Equal($"stock_moves/{await shop.HeadAsync(product)}", (await RedAsync(shop))[0].FirstBad);
    }

    [Theory]
    [BothDatabases("stock_moves_append", "stock_moves", "ledger_guards")]
    [BothDatabases("orders_changed_reopen", "orders", "rollup_guards")]
    [BothDatabases("order_refund_lines_fit", "order_refund_lines", "triggers")]
    public async Task An_empty_trigger_of_the_same_name_and_one_that_nobody_knows_are_found(
        TestDatabase on, string trigger, string table, string line)
    {
        await using var shop = await on.OpenAsync();
        var isSqlite = on == TestDatabase.Sqlite;
        await shop.ExecuteAsync(isSqlite ? $"DROP TRIGGER {trigger}" : $"DROP TRIGGER {trigger} ON {table}");
        Assert.Equal(line, Assert.Single(await RedAsync(shop)).Name);
        await shop.ExecuteAsync(isSqlite
            ? $"CREATE TRIGGER {trigger} BEFORE INSERT ON {table} BEGIN SELECT 1; END"
            : "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; "
                + $"CREATE TRIGGER {trigger} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION nothing()");
        var red = Assert.Single(await RedAsync(shop));
        Assert.Equal(line, red.Name);
        Assert.Contains($"{trigger} is not the one the program made", red.Evidence, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Postgres)]
    public async Task What_was_emptied_switched_off_or_gutted_on_postgres_is_refused_or_found(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(4);
        const string kept = "stock_moves products orders system_logs analytics_events analytics_days analytics_daily ledger_anchors";
        foreach (var table in kept.Split(' '))
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteAsync($"TRUNCATE {table} CASCADE"));
        await shop.ExecuteAsync("ALTER TABLE stock_moves DISABLE TRIGGER stock_moves_once");
        Assert.Equal("ledger_guards", Assert.Single(await RedAsync(shop)).Name);
        await shop.ExecuteAsync("ALTER TABLE stock_moves ENABLE TRIGGER stock_moves_once");
        Assert.Empty(await RedAsync(shop));
        await shop.ExecuteAsync(
            "CREATE OR REPLACE FUNCTION stock_moves_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'");
        Assert.Equal("ledger_guards", Assert.Single(await RedAsync(shop)).Name);
    }

    [Theory, BothDatabases]
    public async Task Raw_events_that_were_taken_away_are_missed_and_the_rollup_does_not_lower_the_day(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var at = shop.Clock.NowUtc();
        await shop.TellAsync(Event(at), Event(at.AddMinutes(1)), Event(at.AddMinutes(2)));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        _ = await shop.RollUpAsync();
        Assert.Empty(await RedAsync(shop));
        await shop.ExecuteAsync(on == TestDatabase.Sqlite
            ? "DROP TRIGGER analytics_events_kept" : "DROP TRIGGER analytics_events_kept ON analytics_events");
        await shop.ExecuteAsync("DELETE FROM analytics_events WHERE id = (SELECT MAX(id) FROM analytics_events)");
        Assert.Equal(["rollup_events", "rollup_guards"], (await RedAsync(shop)).Select(line => line.Name));
        var report = await shop.RollUpAsync();
        Assert.Equal((0, 1), (report.Changed, report.Left.Count));
        Assert.Equal(1, await shop.CountAsync("analytics_days", "raw_count = 3"));
        Assert.Equal(3, await shop.ScalarAsync<int>("SELECT SUM(event_count) FROM analytics_daily"));

        // More events than it was counted from are counted as ever.
        await shop.TellAsync(Event(at), Event(at));
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(1, await shop.CountAsync("analytics_days", "raw_count = 4"));
    }

    [Theory]
    [BothDatabases("analytics_product_daily", "UPDATE analytics_product_daily SET revenue_cents = revenue_cents + 1")]
    [BothDatabases("analytics_product_daily", "DELETE FROM analytics_product_daily")]
    [BothDatabases("analytics_search_daily", "UPDATE analytics_search_daily SET searches = searches + 1")]
    [BothDatabases("analytics_daily", "UPDATE analytics_daily SET unique_sessions = unique_sessions + 1")]
    [BothDatabases("analytics_hourly", "UPDATE analytics_hourly SET page_views = page_views + 1")]
    public async Task A_figure_of_an_open_day_that_was_altered_is_found(TestDatabase on, string table, string forgery)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.OrderAsync(await shop.ProductAsync(3, 12_000));
        await shop.TellAsync(Event(shop.Clock.NowUtc()), Event(shop.Clock.NowUtc(), "search", term: "stussy", found: 1));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        _ = await shop.RollUpAsync();
        Assert.Empty(await RedAsync(shop));
        await shop.ExecuteAsync(forgery);
        var red = Assert.Single(await RedAsync(shop), line => line.Name == "rollup_figures");
        Assert.StartsWith(table, red.FirstBad, StringComparison.Ordinal);
    }

    private static Task<LedgerVerdict> AuditAsync(TestShop shop) =>
        shop.Get<LedgerAudit>().RecordAsync(Actor.Job("ledger-audit"), null, Stop);

    private static async Task<GoLiveLine> LineAsync(TestShop shop) =>
        Assert.Single(await RedAsync(shop), line => line.Name == "ledger_anchors");

    private static async Task<List<GoLiveLine>> RedAsync(TestShop shop)
    {
        var red = new List<GoLiveLine>();
        await foreach (var line in shop.Get<GoLive>().RunAsync(null, Stop))
        {
            if (!line.Passed) red.Add(line);
        }

        return red;
    }

    private static Task PostAsync(TestShop shop, StockEntry entry) => shop.Data.ChangeAsync(StockSteps.Aoife, "product.created", async db =>
    {
        var opened = await shop.Get<StockLedger>().OpenAsync(db, [entry.ProductId], Stop);
        return (await opened.Value.PostAsync([entry], StockSteps.Aoife, Stop)).Refused is { } refused ? refused : Result.Done;
    }, Stop);

    // As somebody would who has read how the hashes are made.
    private static async Task RewriteAsync(TestShop shop, int product)
    {
        var moves = await shop.Data.ReadAsync(
            db => db.StockMoves.Where(move => move.ProductId == product).OrderBy(move => move.CreatedAt).ThenBy(move => move.Id)
                .ToListAsync(Stop),
            Stop);
        var (previous, balance) = (StockMove.NoHash, 0);
        foreach (var move in moves)
        {
            var change = move.QuantityChange + (move == moves[0] ? 10 : -10);
            balance += change;
            var columns = string.Join(", ", "id, product_id, order_id, reservation_id, sell_item_id, purchase_order_id, stock_count_id, "
                + "correction_id, reverses_id, quantity_change, balance_after, reason, note, actor_kind, actor_id, actor");
            await shop.ExecuteAsync($"UPDATE stock_moves SET quantity_change = {change}, balance_after = {balance}, "
                + $"previous_hash = '{previous}' WHERE id = {move.Id}");
            var row = Assert.Single(await shop.RowsAsync($"SELECT {columns} FROM stock_moves WHERE id = {move.Id}"));
            var texts = row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            previous = StockMove.HashOf(
                [.. texts, move.CreatedAt.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture), previous]);
            await shop.ExecuteAsync($"UPDATE stock_moves SET hash = '{previous}' WHERE id = {move.Id}");
        }
    }
}
