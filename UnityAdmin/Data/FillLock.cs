using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>
/// Held by the process that fills an empty database in one long transaction, so that others wait or say why they cannot work. It ends with
/// the process, however that ends.
/// </summary>
public static class FillLock
{
    private const string Turn = "first-fill";
    private const string Suffix = ".filling";

    /// <param name="db">Inside the transaction that fills; on PostgreSQL the lock is the transaction's.</param>
    /// <param name="address">Where <paramref name="db"/> is.</param>
    /// <param name="stop">Gives up waiting.</param>
    public static async Task<IDisposable?> TakeAsync(ShopDb db, DatabaseAddress address, CancellationToken stop)
    {
        await db.TakeTurnAsync(Turn, stop);
        return db.OnSqlite ? SqliteFile.Take(address.ConnectionString, Suffix) : null;
    }

    /// <exception cref="StartRefusedException">Somebody fills it.</exception>
    public static async Task MustBeFreeAsync(ShopDb db, DatabaseAddress address, CancellationToken stop)
    {
        var isFree = db.OnSqlite
            ? SqliteFile.IsFree(address.ConnectionString, Suffix)
            : await db.Database.SqlQuery<bool>(
                $"SELECT pg_try_advisory_xact_lock_shared(hashtextextended({Turn}, 0)) AS \"Value\"").SingleAsync(stop);
        if (!isFree)
            throw new StartRefusedException("The demo shop is being filled. Wait until the server says that it is ready, then try again.");
    }
}
