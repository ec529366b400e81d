using Microsoft.Data.Sqlite;
using Npgsql;

namespace UnityAdmin.Data;

/// <summary>The database cannot take this write now; nothing was written. The HTTP border answers 503 with Retry-After.</summary>
public class DatabaseBusyException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What people are told.</summary>
    public virtual string Title => "The database is busy";

    public virtual string Sentence => "Nothing was saved. Wait a moment, then try again.";

    /// <summary>When it is worth trying again.</summary>
    public virtual TimeSpan RetryAfter => TimeSpan.FromSeconds(1);
}

/// <summary>The disk has no room for this write; nothing was written. It works again as soon as there is room.</summary>
public sealed class DatabaseFullException(Exception inner) : DatabaseBusyException("The disk of the database is full.", inner)
{
    private const int SqliteFull = 13;

    public override string Title => "The shop's disk is full";

    public override string Sentence => "Nothing was saved. Make room on the disk, then try again.";

    public override TimeSpan RetryAfter => TimeSpan.FromMinutes(1);

    /// <summary>Whether this, or what it was thrown for, says that a disk is full.</summary>
    internal static bool IsMeantBy(Exception? failed) => failed switch
    {
        null => false,
        IOException io when FullDisk.IsMeantBy(io) => true,
        SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        _ => IsMeantBy(failed.InnerException),
    };
}
