using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>What a sealed day's checksum is taken over: every figure of every row of the day, in a fixed order and spelling.</summary>
internal static class DaySeal
{
    /// <returns>SHA-256 in lower-case hexadecimal.</returns>
    public static async Task<string> ChecksumAsync(ShopDb db, AnalyticsDay day, CancellationToken stop)
    {
        var text = new StringBuilder();
        Add(text, "day", $"{day.Date:yyyy-MM-dd}", Moment(day.StartsAt), Moment(day.EndsAt), day.RawCount, day.MaxEventId, day.OrderCount, day.RevenueCents,
            day.UniqueSessions, day.UniqueUsers, Convert.ToHexStringLower(day.SessionSketch));
        var types = await db.AnalyticsDaily.AsNoTracking().Where(row => row.Date == day.Date).ToListAsync(stop);
        foreach (var row in types.OrderBy(row => row.EventType, StringComparer.Ordinal))
        {
            Add(text, "type", row.EventType, row.EventCount, row.UniqueSessions, row.UniqueUsers, row.RevenueCents,
                Convert.ToHexStringLower(row.SessionSketch));
        }

        var hours = await db.AnalyticsHourly.AsNoTracking().Where(row => row.Date == day.Date).OrderBy(row => row.Hour).ToListAsync(stop);
        foreach (var row in hours) Add(text, "hour", row.Hour, row.EventCount, row.PageViews);
        var products = await db.AnalyticsProductDaily.AsNoTracking().Where(row => row.Date == day.Date).OrderBy(row => row.ProductId)
            .ToListAsync(stop);
        foreach (var row in products) Add(text, "product", row.ProductId, row.Views, row.CartAdds, row.UnitsSold, row.RevenueCents);
        var searches = await db.AnalyticsSearchDaily.AsNoTracking().Where(row => row.Date == day.Date).ToListAsync(stop);
        foreach (var row in searches.OrderBy(row => row.Term, StringComparer.Ordinal))
            Add(text, "search", row.Term, row.Searches, row.UniqueSessions, row.WithoutResult);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Moment(DateTime utc) => utc.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture);

    // The unit separator cannot stand in a name or a term, so no two different days read the same.
    private static void Add(StringBuilder text, params object[] figures) =>
        text.AppendJoin('\u001f', figures.Select(figure => Convert.ToString(figure, CultureInfo.InvariantCulture))).Append('\n');
}
