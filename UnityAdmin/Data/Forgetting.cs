using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>Takes a person's data out of the audit log: that something changed, when and by whom stays; what it said does not.</summary>
internal static class Forgetting
{
    /// <summary>Stands where something personal was.</summary>
    public const string Mark = "(erased)";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Blanks the personal columns in each audit row of these documents, and the address a stranger's request came from.</summary>
    /// <param name="db">The context of a running change.</param>
    /// <param name="table">The documents' table.</param>
    /// <param name="ids">Their keys.</param>
    /// <param name="columns">As the log spells them.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task ForgetInLogsAsync(
        this ShopDb db, string table, IReadOnlyCollection<int> ids, IReadOnlySet<string> columns, CancellationToken stop)
    {
        var documents = ids.Select(id => (long?)id).ToList();
        var logs = db.SystemLogs.Where(log => log.Subject == table && documents.Contains(log.SubjectId));
        await ForgetAddressesAsync(db, logs, stop);
        foreach (var row in await logs.AsNoTracking().Select(log => new { log.Id, log.Before, log.After }).ToListAsync(stop))
        {
            var (before, after) = (Blank(row.Before, columns), Blank(row.After, columns));
            if (before == row.Before && after == row.After) continue;
            _ = await db.SystemLogs.Where(log => log.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(log => log.Before, before).SetProperty(log => log.After, after), stop);
        }
    }

    // The same request left rows under other documents too, such as the product that was bought.
    private static async Task ForgetAddressesAsync(ShopDb db, IQueryable<SystemLog> logs, CancellationToken stop)
    {
        var strangers = logs.Where(log => log.IpAddress != null
            && (log.ActorKind == ActorKind.Storefront || log.ActorKind == ActorKind.Seller));
        foreach (var deed in await strangers.Select(log => new { log.CreatedAt, log.IpAddress }).Distinct().ToListAsync(stop))
        {
            _ = await db.SystemLogs.Where(log => log.CreatedAt == deed.CreatedAt && log.IpAddress == deed.IpAddress)
                .ExecuteUpdateAsync(set => set.SetProperty(log => log.IpAddress, (string?)null), stop);
        }
    }

    /// <summary>The same JSON with a mark for each value of these columns that said something.</summary>
    internal static string? Blank(string? json, IReadOnlySet<string> columns)
    {
        if (json is null) return null;
        var row = JsonNode.Parse(json)!.AsObject();
        var personal = row.Where(column => column.Value is not null && columns.Contains(column.Key)).Select(column => column.Key).ToList();
        foreach (var column in personal) row[column] = Mark;
        return personal.Count == 0 ? json : row.ToJsonString(Json);
    }
}
