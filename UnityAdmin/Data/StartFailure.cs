using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace UnityAdmin.Data;

/// <summary>Why the program cannot start or a verb cannot be done, as one sentence for whoever called it.</summary>
public static partial class StartFailure
{
    private const string OtherDatabase = "or name another database in ConnectionStrings__Unity";

    /// <param name="failure">What ended the start.</param>
    /// <param name="database">Null where not even its address could be read.</param>
    /// <returns>Null for a bug, which is shown with its stack.</returns>
    public static string? SentenceOf(Exception failure, DatabaseAddress? database) => failure switch
    {
        StartRefusedException refused => refused.Message,
        OptionsValidationException wrong => string.Join(' ', wrong.Failures.Distinct()),
        SqliteException sqlite => SentenceOf(sqlite, database),
        PostgresException refused => SentenceOf(refused, database),
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } away =>
            $"PostgreSQL does not answer at {ServerOf(database)}: {away.InnerException!.Message.TrimEnd('.')}. Start it, {OtherDatabase}.",
        NpgsqlException other => $"PostgreSQL could not be used: {other.Message.TrimEnd('.')}. Look at ConnectionStrings__Unity.",
        SocketException closed => $"The program cannot listen: {closed.Message.TrimEnd('.')}. Choose another address with --urls.",
        FormatException url when url.Message.StartsWith("Invalid url", StringComparison.Ordinal) =>
            $"{url.Message.TrimEnd('.')}. Write --urls as http://localhost:5080.",
        UnauthorizedAccessException closed => $"{closed.Message.TrimEnd('.')}. Give this user the right to write there.",
        InvalidOperationException unread when NotConverted().Match(unread.Message) is { Success: true } setting =>
            $"The setting {setting.Groups["path"]} is '{setting.Groups["value"]}', which is no {Word(setting.Groups["type"].Value)}.",
        AggregateException several when several.InnerExceptions.Select(one => SentenceOf(one, database)).ToList() is var all =>
            all.Contains(null) ? null : string.Join(' ', all),
        { InnerException: { } inner } => SentenceOf(inner, database),
        _ => null,
    };

    private static string SentenceOf(SqliteException failure, DatabaseAddress? database)
    {
        var path = database is null ? "The database" : SqliteFile.PathOf(database.ConnectionString);
        return failure.SqliteErrorCode switch
        {
            SqliteCode.NotADatabase => $"{path} is not a SQLite database. Move it away, {OtherDatabase}.",
            SqliteCode.Corrupt => $"{path} is damaged. Restore a backup, {OtherDatabase}.",
            SqliteCode.ReadOnly or SqliteCode.CannotOpen or SqliteCode.NoPermission =>
                $"{path} cannot be written. Give this user the right to write the file and its folder, {OtherDatabase}.",
            SqliteCode.Busy or SqliteCode.Locked => $"Another program has locked {path}. Close it, then try again.",
            SqliteCode.Full => $"The disk of {path} is full. Make room, then try again.",
            _ => $"{path} could not be used: {failure.Message.TrimEnd('.')}.",
        };
    }

    private static string SentenceOf(PostgresException failure, DatabaseAddress? database) => failure.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName =>
            $"PostgreSQL at {ServerOf(database)} says: {failure.MessageText}. Create it, {OtherDatabase}.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL at {ServerOf(database)} does not let this program in: {failure.MessageText}. Look at ConnectionStrings__Unity.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"PostgreSQL does not allow what the program needs: {failure.MessageText}. Make its user the owner of the database.",
        _ => $"PostgreSQL could not be used: {failure.MessageText} ({failure.SqlState}).",
    };

    private static string ServerOf(DatabaseAddress? database)
    {
        var server = new NpgsqlConnectionStringBuilder(database?.ConnectionString);
        return $"{server.Host}:{server.Port}";
    }

    private static string Word(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "whole number",
        "System.Boolean" => "true or false",
        _ => type.Split('.')[^1],
    };

    // How the framework's binder says that a setting has the wrong type; it has no exception of its own for it.
    [GeneratedRegex("Failed to convert configuration value (?:'(?<value>[^']*)' )?at '(?<path>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex NotConverted();

    /// <summary>SQLite's primary result codes (sqlite.org/rescode.html).</summary>
    private static class SqliteCode
    {
        public const int NoPermission = 3;
        public const int Busy = 5;
        public const int Locked = 6;
        public const int ReadOnly = 8;
        public const int Corrupt = 11;
        public const int Full = 13;
        public const int CannotOpen = 14;
        public const int NotADatabase = 26;
    }
}
