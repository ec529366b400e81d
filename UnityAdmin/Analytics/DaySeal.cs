using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>
/// What a sealed day's checksum is taken over: every figure of every row of the day, in a fixed order and spelling. Each table has its own
/// part of it, so that a row changed afterwards is found in its table.
/// </summary>
internal static class DaySeal
{
    // The unit separator cannot stand in a name or a term, so no two different days read the same.
    private const string Mark = "\u001f";

    private const int PartLength = 12;

    private static readonly string[] Tables =
        [AnalyticsDay.Table, AnalyticsDaily.Table, AnalyticsHourly.Table, AnalyticsProductDaily.Table, AnalyticsSearchDaily.Table];

    /// <returns>The first 12 hexadecimal digits of the SHA-256 of each table's rows, joined by hyphens.</returns>
    public static async Task<string> ChecksumAsync(ShopDb db, AnalyticsDay day, CancellationToken stop)
    {
        var date = day.Date;
        var types = await db.AnalyticsDaily.AsNoTracking().Where(row => row.Date == date).ToListAsync(stop);
        return string.Join(
            '-',
            Part([Line($"{date:yyyy-MM-dd}", Moment(day.StartsAt), Moment(day.EndsAt), day.RawCount, day.MaxEventId, day.OrderCount,
                day.RevenueCents, day.UniqueSessions, day.UniqueUsers, Convert.ToHexStringLower(day.SessionSketch))]),
            Part([.. types.Select(row => Line(row.EventType, row.EventCount, row.UniqueSessions, row.UniqueUsers, row.RevenueCents,
                Convert.ToHexStringLower(row.SessionSketch)))]),
            Part(await LinesAsync(db.AnalyticsHourly.Where(row => row.Date == date).Select(row =>
                row.Hour + Mark + row.EventCount + Mark + row.PageViews), stop)),
            Part(await LinesAsync(db.AnalyticsProductDaily.Where(row => row.Date == date).Select(row =>
                row.ProductId + Mark + row.Views + Mark + row.CartAdds + Mark + row.UnitsSold + Mark + row.RevenueCents), stop)),
            Part(await LinesAsync(db.AnalyticsSearchDaily.Where(row => row.Date == date).Select(row =>
                row.Term + Mark + row.Searches + Mark + row.UniqueSessions + Mark + row.WithoutResult), stop)));
    }

    /// <returns>The table whose rows are not the ones that were sealed; null when all are.</returns>
    public static async Task<string?> BrokenAsync(ShopDb db, AnalyticsDay day, CancellationToken stop)
    {
        var (sealedParts, parts) = (day.Checksum!.Split('-'), (await ChecksumAsync(db, day, stop)).Split('-'));
        if (sealedParts.Length != parts.Length) return AnalyticsDay.Table;
        var broken = Enumerable.Range(0, parts.Length).Where(part => parts[part] != sealedParts[part]).Select(part => Tables[part]);
        return broken.FirstOrDefault();
    }

    /// <summary>The triggers of Migrations/AnalyticsSql.cs and ReopeningSql.cs.</summary>
    public static IEnumerable<string> Guards(bool sqlite)
    {
        string[] days = ["analytics_days_sealed_update", "analytics_days_purged_update", "analytics_days_sealed_delete"];
        var figures = Tables[1..].SelectMany(table => sqlite
            ? new[] { $"{table}_sealed_insert", $"{table}_sealed_update", $"{table}_sealed_delete" }
            : [$"{table}_sealed"]);
        string[] reopening =
            ["analytics_events_told_reopen", "analytics_events_known_reopen", "orders_placed_reopen", "orders_changed_reopen"];
        string[] upsert = sqlite ? ["analytics_days_sealed_insert"] : [];
        return [.. days, .. upsert, "analytics_events_kept", .. figures, .. reopening];
    }

    private static string Moment(DateTime utc) => utc.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture);

    private static string Line(params object[] figures) =>
        string.Join(Mark, figures.Select(figure => Convert.ToString(figure, CultureInfo.InvariantCulture)));

    // Joined by the database and read by the bare reader: a busy day has tens of thousands of them.
    private static async Task<List<string>> LinesAsync(IQueryable<string> rows, CancellationToken stop)
    {
        await using var command = rows.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(stop);
        var lines = new List<string>();
        while (await reader.ReadAsync(stop)) lines.Add(reader.GetString(0));
        return lines;
    }

    private static string Part(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..PartLength];
    }
}
