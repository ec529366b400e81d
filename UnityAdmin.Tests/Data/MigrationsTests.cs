using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using UnityAdmin.Data;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Data;

public sealed class MigrationsTests
{
    [Theory, BothDatabases]
    public async Task Every_migration_has_a_way_back_and_forth_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(Migration.InitialDatabase, Stop);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.CountAsync("sell_submissions"));
        await migrator.MigrateAsync(null, Stop);
        Assert.Equal(0, await shop.CountAsync("sell_submissions"));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
    }

    [Theory, BothDatabases]
    public async Task The_way_from_the_first_migration_to_the_last_keeps_every_row(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await shop.ExecuteAsync(
            $"""
            INSERT INTO images (submission_id, content_hash, content_type, size_bytes, width_pixels, height_pixels, position, created_at)
            VALUES ({submission.Id}, 'abc', 'image/png', 1, 1, 1, 1, '2026-03-02 09:00:00.000')
            """);
        var (items, photos) = (await ReadAsync(shop, "sell_items"), await ReadAsync(shop, "images"));
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        var migrator = db.GetService<IMigrator>();
        var first = db.Database.GetMigrations().First();
        await migrator.MigrateAsync(first, Stop);
        Assert.Equal(photos, await ReadAsync(shop, "images"));
        await migrator.MigrateAsync(null, Stop);
        Assert.Equal((items, photos), (await ReadAsync(shop, "sell_items"), await ReadAsync(shop, "images")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteAsync("UPDATE images SET submission_id = 999"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteAsync("UPDATE sell_items SET product_id = 999"));
    }

    [Theory, BothDatabases]
    public async Task Those_who_sold_before_there_were_customers_become_customers_known_by_every_spelling(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        await db.GetService<IMigrator>().MigrateAsync(StockOf(db), Stop);
        await SellAsync(shop, 1, "+353871111111", "NULL", "'Sorcha@Example.com'", "@Sole.Sister", "Instagram");
        await SellAsync(shop, 2, "+353871111111", "'Sorcha Walsh'", "'sorcha@example.com'", "sole.sister", "instagram");
        await SellAsync(shop, 3, "+353862222222", "'Sean Kelly'", "'SORCHA@example.COM'", "@", "whatsapp");
        await SellAsync(shop, 4, "+353853333333", "'Ana Silva'", "NULL", "sole.sister", "telegram");
        await db.GetService<IMigrator>().MigrateAsync(null, Stop);

        var people = await shop.RowsAsync(
            "SELECT DISTINCT u.id, u.name, s.contact_phone FROM users u JOIN sell_submissions s ON s.user_id = u.id ORDER BY u.id");
        Assert.Equal(["Sorcha Walsh +353871111111", "Sean Kelly +353862222222", "Ana Silva +353853333333"],
            people.Select(row => $"{row["name"]} {row["contact_phone"]}"));
        Assert.Equal(3, await shop.CountAsync("users"));
        Assert.Equal(0, await shop.CountAsync("sell_submissions", "user_id IS NULL"));
        var contacts = await shop.RowsAsync(
            "SELECT u.name, c.value FROM user_contacts c JOIN users u ON u.id = c.user_id ORDER BY c.user_id, c.kind, c.value");
        Assert.Equal(
            [
                "Sorcha Walsh sorcha@example.com", "Sorcha Walsh instagram:sole.sister", "Sorcha Walsh +353871111111",
                "Sean Kelly +353862222222", "Ana Silva telegram:sole.sister", "Ana Silva +353853333333",
            ],
            contacts.Select(row => $"{row["name"]} {row["value"]}"));
        Assert.Equal(1, await shop.CountAsync("users", "search_text LIKE '%sorcha walsh%' AND search_text LIKE '%+353871111111%'"));
        if (on == TestDatabase.Sqlite)
            Assert.Equal(1, await shop.CountAsync("users_search", "users_search MATCH '\"ana silva\"'"));

        // They are met again as the people they are.
        _ = await shop.SubmitAsync(A.Form("087 111 1111", "sorcha@EXAMPLE.com", "@Sole.Sister"));
        Assert.Equal(3, await shop.CountAsync("users"));
    }

    [Theory, BothDatabases]
    public async Task The_way_back_to_before_orders_and_forth_again_keeps_stock_and_submissions(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        Assert.Null((await shop.CorrectAsync(product, -1, UnityAdmin.Stock.StockReason.Lost)).Refused);
        _ = await shop.SubmitTwoItemsAsync();
        var (moves, items) = (await ReadAsync(shop, "stock_moves"), await ReadAsync(shop, "sell_items"));
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        await db.GetService<IMigrator>().MigrateAsync(StockOf(db), Stop);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.CountAsync("orders"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.CountAsync("sell_submissions", "user_id = 1"));
        Assert.Equal((moves, items), (await ReadAsync(shop, "stock_moves"), await ReadAsync(shop, "sell_items")));

        await db.GetService<IMigrator>().MigrateAsync(null, Stop);
        Assert.Equal((moves, items), (await ReadAsync(shop, "stock_moves"), await ReadAsync(shop, "sell_items")));
        Assert.Equal(1, await shop.CountAsync("sell_submissions", "user_id = (SELECT id FROM users)"));
        _ = await shop.OrderAsync(product, 2);
        await shop.AssertShopIsSoundAsync();
    }

    /// <summary>On SQLite they are written into the ledger's definition in place, so the database itself must say that they hold.</summary>
    [Theory, BothDatabases]
    public async Task The_ledger_s_new_references_hold_for_the_rows_that_were_there_and_for_new_ones(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var db = await shop.Get<IDbContextFactory<ShopDb>>().CreateDbContextAsync(Stop);
        await db.GetService<IMigrator>().MigrateAsync(StockOf(db), Stop);
        await db.GetService<IMigrator>().MigrateAsync(null, Stop);
        var product = await shop.ProductAsync(5);
        var (order, hold) = (await shop.OrderAsync(product), await shop.ReservationAsync(product));
        await shop.ExecuteAsync($"DELETE FROM order_items WHERE order_id = {order}");
        foreach (var forgery in new[]
        {
            $"DELETE FROM orders WHERE id = {order}", $"UPDATE orders SET id = 77 WHERE id = {order}",
            $"DELETE FROM product_reservations WHERE id = {hold}",
        })
        {
            _ = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteAsync(forgery));
        }

        if (on == TestDatabase.Postgres) return;
        Assert.Equal("ok", await shop.ScalarAsync<string>("PRAGMA integrity_check"));
        Assert.Empty(await shop.RowsAsync("PRAGMA foreign_key_check"));
        var references = (await shop.RowsAsync("PRAGMA foreign_key_list(stock_moves)")).Select(row => $"{row["from"]} {row["table"]}");
        Assert.Contains("order_id orders", references);
        Assert.Contains("reservation_id product_reservations", references);
    }

    private static string StockOf(ShopDb db) =>
        db.Database.GetMigrations().Single(name => name.EndsWith("_Stock", StringComparison.Ordinal));

    /// <summary>A submission as it stood before there were customers.</summary>
    private static Task SellAsync(TestShop shop, int number, string phone, string name, string email, string handle, string channel) =>
        shop.ExecuteAsync(
            $"""
            INSERT INTO sell_submissions (batch_id, status, offer_status, asking_cents, item_count, offer_token_hash, offer_token_sealed,
                search_text, created_at, updated_at, version, contact_phone, contact_name, contact_email, contact_handle, contact_channel)
            VALUES ('BATCH-{number}', 'pending', 'no_offer', 100, 1, 'h{number}', 's', '', '2026-02-0{number} 09:00:00.000',
                '2026-02-0{number} 09:00:00.000', 0, '{phone}', {name}, {email}, '{handle}', '{channel}')
            """);

    private static async Task<string> ReadAsync(TestShop shop, string table) => string.Join("\n",
        (await shop.RowsAsync($"SELECT * FROM {table} ORDER BY id")).Select(row =>
            string.Join("|", row.Where(column => column.Value is not null).OrderBy(column => column.Key)
                .Select(column => $"{column.Key}={column.Value}"))));
}
