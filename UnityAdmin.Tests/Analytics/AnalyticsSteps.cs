using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Tests.Analytics;

/// <summary>Beginnings that the tests of Analytics share.</summary>
internal static class AnalyticsSteps
{
    public static readonly Actor Nightly = Actor.Job("analytics-rollup");

    /// <summary>An event as the tracker would store it.</summary>
    public static AnalyticsEvent Event(
        DateTime at,
        string type = EventNames.PageView,
        string? session = "s1",
        int? product = null,
        string? term = null,
        int? found = null) => new()
    {
        EventType = type, Timestamp = at, SessionId = session, ProductId = product, SearchTerm = term, SearchResults = found, Path = "/",
    };

    public static async Task TellAsync(this TestShop shop, params AnalyticsEvent[] events) =>
        _ = (await shop.Data.ChangeAsync<int>(
            Nightly, "analytics.tracked", async db => await db.InsertManyAsync(events, "", default), default)).Value;

    /// <summary>The same, where an event with an id that was told before is not stored again.</summary>
    public static async Task TellOnceAsync(this TestShop shop, params AnalyticsEvent[] events) =>
        _ = (await shop.Data.ChangeAsync<int>(
            Nightly, "analytics.tracked", async db => await db.InsertManyAsync(events, "ON CONFLICT DO NOTHING", default), default)).Value;

    public static Task<RollupReport> RollUpAsync(this TestShop shop) =>
        shop.Get<Rollup>().RunAsync(Nightly, Unwatched.Work, default);

    public static async Task<Trends> ReadAsync(this TestShop shop, Period period) =>
        (await shop.Get<AnalyticsBook>().ReadAsync(period, default))!.Trends;

    public static Task<RetentionReport> PurgeAsync(this TestShop shop) =>
        shop.Get<Retention>().PurgeAsync(Nightly, Unwatched.Work, default);

    /// <summary>Every row of the rollup as text, to compare before and after.</summary>
    public static async Task<string> FiguresAsync(this TestShop shop)
    {
        var all = new List<string>();
        foreach (var table in new[] { "analytics_daily", "analytics_hourly", "analytics_product_daily", "analytics_search_daily" })
        {
            foreach (var row in await shop.RowsAsync($"SELECT * FROM {table} ORDER BY 1, 2"))
                all.Add($"{table}: {string.Join(' ', row.Select(cell => $"{cell.Key}={Shown(cell.Value)}"))}");
        }

        return string.Join('\n', all);
    }

    private static string? Shown(object? value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : value?.ToString();
}
