using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace UnityAdmin.Data;

/// <summary>
/// Many rows of figures or events into one table by few statements: Entity Framework takes some ten times as long for rows that nobody
/// edits. Columns and conversions are the model's.
/// </summary>
public static class BulkInsert
{
    // SQLite's provider looks every parameter up by its name from the first on, which grows with the square of their number; a statement
    // costs little in the same process. Over a network the fewest statements are the fastest.
    private const int ParametersOnSqlite = 12;
    private const int ParametersOnPostgres = 4_000;

    /// <summary>Adds rows within the change that runs; nothing is audited. Key columns that the database generates are left to it.</summary>
    /// <param name="db">The context of a running change.</param>
    /// <param name="rows">New rows.</param>
    /// <param name="onConflict">Ends the statement, such as <c>ON CONFLICT DO NOTHING</c>.</param>
    /// <param name="stop">Gives up between two statements.</param>
    /// <returns>How many rows went in.</returns>
    public static async Task<int> InsertManyAsync<T>(this ShopDb db, IReadOnlyList<T> rows, string onConflict, CancellationToken stop)
        where T : class
    {
        if (rows.Count == 0) return 0;
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Where(property => !(property.IsPrimaryKey() && property.ValueGenerated != default))
            .Select(property => new Column(property.GetColumnName(), property.GetRelationalTypeMapping(),
                row => property.PropertyInfo!.GetValue(row))).ToArray();
        var perStatement = Math.Max(1, (db.OnSqlite ? ParametersOnSqlite : ParametersOnPostgres) / columns.Length);
        var inserted = 0;
        DbCommand? command = null;
        try
        {
            foreach (var chunk in rows.Chunk(perStatement))
            {
                if (command is null || command.Parameters.Count != chunk.Length * columns.Length)
                {
                    if (command is not null) await command.DisposeAsync();
                    command = await PrepareAsync(db, entity.GetTableName()!, columns, chunk, onConflict, stop);
                }
                else
                {
                    Fill(command, columns, chunk);
                }

                inserted += await command.ExecuteNonQueryAsync(stop);
            }
        }
        finally
        {
            if (command is not null) await command.DisposeAsync();
        }

        return inserted;
    }

    private sealed record Column(string Name, RelationalTypeMapping Mapping, Func<object, object?> Read)
    {
        public object ValueOf(object row)
        {
            var value = Read(row);
            return (value is null ? null : Mapping.Converter?.ConvertToProvider(value) ?? value) ?? DBNull.Value;
        }
    }

    private static async Task<DbCommand> PrepareAsync<T>(
        ShopDb db, string table, Column[] columns, T[] rows, string onConflict, CancellationToken stop)
        where T : class
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ");
        for (var i = 0; i < rows.Length; i++)
        {
            _ = text.Append(i == 0 ? "(" : ", (");
            for (var j = 0; j < columns.Length; j++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@p{(i * columns.Length) + j}");
                _ = text.Append(j == 0 ? name : ", " + name);
                _ = command.Parameters.Add(columns[j].Mapping.CreateParameter(command, name, columns[j].Read(rows[i]), true));
            }

            _ = text.Append(')');
        }

        command.CommandText = text.Append(' ').Append(onConflict).ToString();
        await command.PrepareAsync(stop);
        return command;
    }

    private static void Fill<T>(DbCommand command, Column[] columns, T[] rows)
        where T : class
    {
        for (var i = 0; i < command.Parameters.Count; i++)
            command.Parameters[i].Value = columns[i % columns.Length].ValueOf(rows[i / columns.Length]);
    }
}
