using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using UnityAdmin.Data;
using UnityAdmin.Tests.Selling;

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

    private static async Task<string> ReadAsync(TestShop shop, string table) => string.Join("\n",
        (await shop.RowsAsync($"SELECT * FROM {table} ORDER BY id")).Select(row =>
            string.Join("|", row.OrderBy(column => column.Key).Select(column => $"{column.Key}={column.Value}"))));
}
