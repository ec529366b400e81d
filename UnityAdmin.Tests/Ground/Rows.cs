using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>The database as it is, past all of our code: what tests assert on.</summary>
public sealed class Rows(DatabaseAddress address)
{
    public Task<long> CountAsync(string table, string where = "1=1") => ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE {where}");

    /// <summary>The first column of the first row; null (or zero) when there is none.</summary>
    public Task<T> ScalarAsync<T>(string sql) => RunAsync(sql, async command =>
    {
        var value = await command.ExecuteScalarAsync();
        if (value is null or DBNull) return default!;
        return (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture);
    });

    /// <summary>Every row as column name to value; a database null is null.</summary>
    public Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(string sql) => RunAsync(sql, async command =>
    {
        var rows = new List<Dictionary<string, object?>>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount)
                .ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        }

        return (IReadOnlyList<Dictionary<string, object?>>)rows;
    });

    /// <returns>How many rows it touched.</returns>
    public Task<int> ExecuteAsync(string sql) => RunAsync(sql, command => command.ExecuteNonQueryAsync());

    private async Task<T> RunAsync<T>(string sql, Func<DbCommand, Task<T>> run)
    {
        await using DbConnection connection = address.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection(address.ConnectionString)
            : new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await run(command);
    }
}
