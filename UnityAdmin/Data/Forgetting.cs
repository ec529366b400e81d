using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>Takes a person's data out of the audit log: that something changed, when and by whom stays; what it said does not.</summary>
internal static class Forgetting
{
    /// <summary>Stands where something personal was.</summary>
    public const string Mark = "(erased)";

    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Blanks the personal columns in every audit row of these documents, and the address a stranger's request came from.</summary>
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
        _ = await logs.Where(log => log.ActorKind == ActorKind.Storefront || log.ActorKind == ActorKind.Seller)
            .ExecuteUpdateAsync(set => set.SetProperty(log => log.IpAddress, (string?)null), stop);
        foreach (var row in await logs.AsNoTracking().Select(log => new { log.Id, log.Before, log.After }).ToListAsync(stop))
        {
            var (before, after) = (Blank(row.Before, columns), Blank(row.After, columns));
            if (before == row.Before && after == row.After) continue;
            _ = await db.SystemLogs.Where(log => log.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(log => log.Before, before).SetProperty(log => log.After, after), stop);
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
