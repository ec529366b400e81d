using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Data;

/// <summary>Brings the database to this program's schema. On SQLite its caller holds the file (<see cref="SqliteFile.Take"/>).</summary>
public sealed class Migrator(IDbContextFactory<ShopDb> contexts, DatabaseAddress address, ILogger<Migrator> log)
{
    /// <summary>What to do about a database that is not at this program's schema.</summary>
    internal const string Remedy = "Start the server once, or run `UnityAdmin migrate`.";

    /// <returns>The names of the migrations applied; empty when there was nothing to do.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        if (db.OnSqlite)
        {
            await GiveRoomBackAsync(db, stop);

            // Entity Framework sets it only on a file that it creates itself, and looking for the lock creates the file.
            _ = await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", stop);
            await RemoveStaleLockAsync(db, stop);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(stop)).ToList();
        if (pending.Count > 0) await db.Database.MigrateAsync(stop);
        return pending;
    }

    /// <summary>For verbs that migrate nothing.</summary>
    /// <exception cref="StartRefusedException">A migration is pending, or a server is filling the database.</exception>
    public async Task MustBeCurrentAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await FillLock.MustBeFreeAsync(db, address, stop);
        if (!await db.GetService<IHistoryRepository>().ExistsAsync(stop) || (await db.Database.GetPendingMigrationsAsync(stop)).Any())
            throw new StartRefusedException($"The database is not at this program's schema yet. {Remedy}");
    }

    // So that the file shrinks after a purge. It is a property of the whole file: an empty one takes it at once, another is rewritten.
    private static async Task GiveRoomBackAsync(ShopDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            var mode = await db.Database.SqlQuery<long>($"SELECT auto_vacuum AS \"Value\" FROM pragma_auto_vacuum").SingleAsync(stop);
            if (mode != 0) return;
            _ = await db.Database.ExecuteSqlAsync($"PRAGMA auto_vacuum = INCREMENTAL", stop);
            _ = await db.Database.ExecuteSqlAsync($"VACUUM", stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // A process killed while migrating leaves a row here on which every later start would wait for ever. We hold the file, so it is stale.
    private async Task RemoveStaleLockAsync(ShopDb db, CancellationToken stop)
    {
        var stands = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(stop);
        if (stands == 0) return;
        var removed = await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", stop);
        if (removed > 0) log.LogWarning("Removed the migration lock that a killed start had left behind");
    }
}
