using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>The triggers by which the database itself refuses what must never happen.</summary>
public static class Guards
{
    /// <returns>Those of these triggers that are not there, or are switched off.</returns>
    public static async Task<List<string>> MissingGuardsAsync(this ShopDb db, IEnumerable<string> names, CancellationToken stop)
    {
        var standing = db.OnSqlite
            ? db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            : db.Database.SqlQuery<string>($"SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgenabled IN ('O', 'A')");
        return [.. names.Except(await standing.ToListAsync(stop))];
    }
}
