using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace UnityAdmin.Data;

/// <summary>What a SQLite file needs before the shop may stand on it: a fit library, one serving process, settings on every open.</summary>
public sealed class SqliteFile : IDisposable
{
    // Versions 3.7.0 to 3.51.2 can corrupt a file when a checkpoint and a write meet (the "WAL-reset bug" of sqlite.org/wal.html).
    private static readonly Version Oldest = new(3, 51, 3);

    private readonly FileStream held;

    private SqliteFile(FileStream held) => this.held = held;

    /// <summary>Takes the file for this process until disposed; the operating system gives it back even after a kill.</summary>
    /// <param name="connectionString">Names the file.</param>
    /// <param name="suffix">What it is taken for; each is a lock of its own, beside the file.</param>
    /// <exception cref="StartRefusedException">Another process has it, or nothing can be written beside it.</exception>
    public static SqliteFile Take(string connectionString, string suffix = ".lock")
    {
        var path = PathOf(connectionString);
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new SqliteFile(
                new FileStream(WithoutLinks(path) + suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            throw new StartRefusedException(
                $"Another UnityAdmin process is using {path}. Stop it first, or name another database in ConnectionStrings__Unity.");
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Nothing can be written beside {path}: {closed.Message.TrimEnd('.')}. Give this user the right to write there, or name "
                + "another database in ConnectionStrings__Unity.");
        }
    }

    /// <summary>Whether nobody holds what <see cref="Take"/> takes. Leaves nothing behind.</summary>
    public static bool IsFree(string connectionString, string suffix)
    {
        try
        {
            var path = WithoutLinks(PathOf(connectionString)) + suffix;
            using var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            return false;
        }
    }

    public static string PathOf(string connectionString) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <exception cref="StartRefusedException">The SQLite library is older than the shop may stand on.</exception>
    public static void CheckLibrary()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        if (Version.Parse(connection.ServerVersion) < Oldest)
        {
            throw new StartRefusedException(
                $"SQLite {connection.ServerVersion} is too old; UnityAdmin needs {Oldest} or later. Restore the program's packages again.");
        }
    }

    public void Dispose() => held.Dispose();

    // What the systems say of a file that another process has: Linux, macOS, Windows.
    private static bool IsTaken(IOException failure) => (failure.HResult & 0xFFFF) is 11 or 35 or 32;

    // By whatever links a file is named, its lock lies beside the file itself. A link may lead to nothing yet.
    private static string WithoutLinks(string path)
    {
        var known = Path.GetPathRoot(path)!;
        foreach (var name in path[known.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new FileInfo(Path.Combine(known, name));
            known = next.LinkTarget is null ? next.FullName : WithoutLinks(next.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }

        return known;
    }
}

/// <summary>The program cannot start, and the message is the one sentence for whoever started it.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

/// <summary>
/// Settings that belong to a connection and not to the file, on every open: a pooled handle may carry someone else's, and whether foreign
/// keys are on by default depends on which library was loaded. synchronous=FULL: an acknowledged order survives a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// For many small deletions: what a power cut brings back is deleted again, so they wait for the disk only where the next write does;
    /// and what a statement copies aside in case a guard refuses the rest fits into memory.
    /// </summary>
    public const string Clearing = "PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;";

    private const string Settings =
        "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA temp_store=DEFAULT;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        _ = command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        _ = await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
