using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class SqliteFileTests
{
    [Fact]
    public async Task Every_connection_has_its_settings_also_one_that_had_others()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var contexts = shop.Get<IDbContextFactory<ShopDb>>();
        for (var i = 0; i < 3; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(Stop);
            await db.Database.OpenConnectionAsync(Stop);
            Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
            Assert.Equal("2", await PragmaAsync(db, "synchronous"));
            Assert.Equal("10000", await PragmaAsync(db, "busy_timeout"));
            Assert.Equal("0", await PragmaAsync(db, "temp_store"));
            await PragmaAsync(db, "foreign_keys=OFF");
            await PragmaAsync(db, "synchronous=OFF");
            await PragmaAsync(db, "temp_store=MEMORY");
        }
    }

    [Fact]
    public async Task The_file_keeps_a_write_ahead_log()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        Assert.Equal("wal", await shop.ScalarAsync<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public void A_second_process_on_the_file_is_refused_until_the_first_is_gone()
    {
        var address = $"Data Source={Path.Combine(TempFolder.New(), "deeper", "unity.db")}";
        using (SqliteFile.Take(address))
        {
            var refused = Assert.Throws<StartRefusedException>(() => SqliteFile.Take(address));
            Assert.Contains(SqliteFile.PathOf(address), refused.Message, StringComparison.Ordinal);
        }

        SqliteFile.Take(address).Dispose();
    }

    [Fact]
    public void A_link_to_the_file_or_to_its_folder_does_not_get_past_the_first_process()
    {
        var root = TempFolder.New();
        var folder = Directory.CreateDirectory(Path.Combine(root, "real")).FullName;
        var file = Path.Combine(folder, "unity.db");
        _ = File.CreateSymbolicLink(Path.Combine(root, "early.db"), file);
        using (SqliteFile.Take($"Data Source={Path.Combine(root, "early.db")}"))
            Assert.Throws<StartRefusedException>(() => SqliteFile.Take($"Data Source={file}"));
        File.WriteAllText(file, "");
        _ = File.CreateSymbolicLink(Path.Combine(root, "link.db"), file);
        _ = File.CreateSymbolicLink(Path.Combine(root, "second.db"), Path.Combine(root, "link.db"));
        _ = File.CreateSymbolicLink(Path.Combine(folder, "relative.db"), "unity.db");
        _ = Directory.CreateSymbolicLink(Path.Combine(root, "linked"), folder);
        using (SqliteFile.Take($"Data Source={file}"))
        {
            foreach (var name in new[] { "early.db", "link.db", "second.db", "real/relative.db", "linked/unity.db", "linked/relative.db" })
                Assert.Throws<StartRefusedException>(() => SqliteFile.Take($"Data Source={Path.Combine(root, name)}"));
            SqliteFile.Take($"Data Source={Path.Combine(root, "linked", "other.db")}").Dispose();
        }

        using (SqliteFile.Take($"Data Source={Path.Combine(root, "linked", "new.db")}"))
            Assert.Throws<StartRefusedException>(() => SqliteFile.Take($"Data Source={Path.Combine(folder, "new.db")}"));
    }

    [Fact]
    public void The_SQLite_library_is_new_enough() => SqliteFile.CheckLibrary();

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_start_is_removed()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await shop.ExecuteAsync("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL)");
        await shop.ExecuteAsync("INSERT INTO __EFMigrationsLock VALUES (1, '2026-03-02 08:00:00')");
        await shop.Get<Migrator>().MigrateAsync(Stop).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await shop.CountAsync("__EFMigrationsLock"));
    }

    private static async Task<string?> PragmaAsync(ShopDb db, string pragma)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
