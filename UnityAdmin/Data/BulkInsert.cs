using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace UnityAdmin.Data;

/// <summary>
/// Many rows of figures or events into one table by few statements: Entity Framework takes some ten times as long for rows that nobody
/// edits. Columns and conversions are the model's.
/// </summary>
public static class BulkInsert
{
    /// <summary>A statement's parameters on PostgreSQL, where each statement is a journey.</summary>
    private const int MostRemote = 2_600;

    /// <summary>On SQLite, which looks each parameter up by its name among all: there long statements cost more than many.</summary>
    private const int MostLocal = 80;

    private static readonly ConcurrentDictionary<IEntityType, Column[]> Known = new();

    /// <summary>Adds rows within the change that runs; nothing is audited. Keys that the database generates are left to it.</summary>
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
        var columns = Known.GetOrAdd(entity, ColumnsOf);
        var perStatement = Math.Max(1, (db.OnSqlite ? MostLocal : MostRemote) / columns.Length);
        var inserted = 0;
        DbCommand? command = null;
        try
        {
            for (var from = 0; from < rows.Count; from += perStatement)
            {
                var count = Math.Min(perStatement, rows.Count - from);
                if (command is null || command.Parameters.Count != count * columns.Length)
                {
                    if (command is not null) await command.DisposeAsync();
                    command = Write(db, entity.GetTableName()!, columns, count, onConflict);
                    Fill(command, columns, rows, from);
                    await command.PrepareAsync(stop);
                }
                else
                {
                    Fill(command, columns, rows, from);
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

    private sealed record Column(string Name, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
    {
        private readonly Func<object?, object?>? convert = Mapping.Converter?.ConvertToProvider;

        public object ValueOf(object row)
        {
            var value = Getter.GetClrValue(row);
            return (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }
    }

    private static Column[] ColumnsOf(IEntityType entity) =>
    [
        .. entity.GetProperties().Where(property => !(property.IsPrimaryKey() && property.ValueGenerated != default))
            .Select(property => new Column(property.GetColumnName(), property.GetRelationalTypeMapping(), property.GetGetter())),
    ];

    private static DbCommand Write(ShopDb db, string table, Column[] columns, int rows, string onConflict)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ");
        for (var i = 0; i < rows; i++)
        {
            _ = text.Append(i == 0 ? "(" : ", (");
            for (var j = 0; j < columns.Length; j++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@p{(i * columns.Length) + j}");
                _ = text.Append(j == 0 ? name : ", " + name);
                _ = command.Parameters.Add(columns[j].Mapping.CreateParameter(command, name, null, true));
            }

            _ = text.Append(')');
        }

        command.CommandText = text.Append(' ').Append(onConflict).ToString();
        return command;
    }

    private static void Fill<T>(DbCommand command, Column[] columns, IReadOnlyList<T> rows, int from)
        where T : class
    {
        for (var i = 0; i < command.Parameters.Count; i++)
            command.Parameters[i].Value = columns[i % columns.Length].ValueOf(rows[from + i / columns.Length]);
    }
}
