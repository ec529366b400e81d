using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace UnityAdmin.Data;

/// <summary>
/// The database can not be reached: it restarts, or the way to it is cut. It works again by itself. What was being saved is not there,
/// unless the connection was lost just while it was confirmed (<see cref="IsOutcomeUnknown"/>): then only the database knows.
/// </summary>
public sealed class DatabaseAwayException(Exception inner, bool isOutcomeUnknown = false)
    : DatabaseBusyException("The database can not be reached.", inner)
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>
    /// Whether the change may have been saved all the same. It is never tried again by the program; a client with an
    /// <c>Idempotency-Key</c> may ask again and gets the answer of the first time.
    /// </summary>
    public bool IsOutcomeUnknown => isOutcomeUnknown;

    public override string Title => "The database is away";

    public override string Sentence => isOutcomeUnknown
        ? "It may or may not have been saved. Look whether it is there before you do it again."
        : "Nothing was saved. It usually comes back within a minute; then try again.";

    public override TimeSpan RetryAfter => TimeSpan.FromSeconds(5);

    /// <summary>Whether this, or what it was thrown for, says that the database does not answer now.</summary>
    public static bool IsMeantBy(Exception? failed) => failed switch
    {
        null => false,
        DatabaseAwayException => true,
        DatabaseBusyException => false,
        PostgresException said => IsAway(said.SqlState),

        // All that Npgsql itself throws is about the connection: refused, broken, timed out, none left in the pool.
        NpgsqlException or SocketException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        AggregateException many => many.InnerExceptions.Any(IsMeantBy),
        _ => IsMeantBy(failed.InnerException),
    };

    // Class 08: connection exceptions. 57P01 to 57P05: shut down, crashed, starting, dropped, idle. 53300: no connection left.
    private static bool IsAway(string state) => state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal) || state == PostgresErrorCodes.TooManyConnections;
}
