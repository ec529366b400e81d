using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using UnityAdmin.Analytics;
using UnityAdmin.Data;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// The rollup of one day and of all, beside hand-written SQL on the same file and indexes: first the one statement that fills
/// <c>analytics_daily</c> alone, then all that the rollup counts (products, searches, hours, visitors), each day in one transaction.
/// </summary>
internal static class Rollups
{
    private static readonly Actor Nightly = Actor.Job("analytics-rollup");

    public static async Task RunAsync(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        var days = Days().ToList();
        bare.Run("PRAGMA foreign_keys=OFF");
        var daily = By(days, day => bare.Run(Bounded(DailySql, day)));
        bare.Run("PRAGMA foreign_keys=ON");
        Wipe(bare);
        var everything = By(days, day => bare.Run(Bounded(EverythingSql, day)));
        Wipe(bare);
        var bareDays = By(days[60..70], day => bare.Run(Bounded(EverythingSql, day)));
        Wipe(bare);
        foreach (var day in days[50..60]) _ = await OneAsync(shop, day);
        var ten = Stopwatch.GetTimestamp();
        foreach (var day in days[60..70]) _ = await OneAsync(shop, day);
        var tenTook = Stopwatch.GetElapsedTime(ten);
        Wipe(bare);
        var all = Stopwatch.GetTimestamp();
        var whole = await shop.Get<Rollup>().RunAsync(Nightly, Unwatched.Work, default);
        var took = Stopwatch.GetElapsedTime(all);
        var again = Stopwatch.GetTimestamp();
        _ = await shop.Get<Rollup>().RunAsync(Nightly, Unwatched.Work, default);
        Console.WriteLine(FormattableString.Invariant(
            $"rollup of all {whole.Checked} days, {whole.Events:N0} events  {took.TotalSeconds:N1} s"));
        Console.WriteLine(FormattableString.Invariant(
            $"  SQL, analytics_daily alone {daily.TotalSeconds:N1} s  × {took / daily:N2}"));
        Console.WriteLine(FormattableString.Invariant(
            $"  SQL, all figures {everything.TotalSeconds:N1} s  × {took / everything:N2}"));
        Console.WriteLine(FormattableString.Invariant(
            $"rollup of one day, warm  {tenTook.TotalMilliseconds / 10:N0} ms"));
        Console.WriteLine(FormattableString.Invariant(
            $"  SQL, all figures {bareDays.TotalMilliseconds / 10:N0} ms  × {tenTook / bareDays:N2}"));
        Console.WriteLine(FormattableString.Invariant(
            $"  all days when nothing changed {Stopwatch.GetElapsedTime(again).TotalMilliseconds:N0} ms"));
    }

    private static async Task<RollupReport> OneAsync(BenchmarkShop shop, (DateTime From, DateTime To) day)
    {
        var date = new ShopSettings().DayOf(day.From);
        return (await shop.Get<Rollup>().RunAsync(date, date, Nightly, Unwatched.Work, default)).Value;
    }

    private static IEnumerable<(DateTime From, DateTime To)> Days()
    {
        var shop = new ShopSettings();
        var last = shop.DayOf(DateTime.UtcNow);
        for (var date = last.AddDays(-AnalyticsFill.Days); date <= last; date = date.AddDays(1))
            yield return (shop.StartOf(date), shop.StartOf(date.AddDays(1)));
    }

    private static TimeSpan By(List<(DateTime From, DateTime To)> days, Action<(DateTime From, DateTime To)> count)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var day in days) count(day);
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Bounded(string sql, (DateTime From, DateTime To) day) => sql
        .Replace("@from", $"'{day.From.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture)}'", StringComparison.Ordinal)
        .Replace("@to", $"'{day.To.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture)}'", StringComparison.Ordinal);

    private static void Wipe(SqliteConnection bare)
    {
        string[] tables = ["analytics_search_daily", "analytics_product_daily", "analytics_hourly", "analytics_daily", "analytics_days"];
        foreach (var table in tables) bare.Run($"DELETE FROM {table}");
    }

    private const string DaySql =
        """
        INSERT INTO analytics_days (date, starts_at, ends_at, raw_count, max_event_id, order_count, revenue_cents, unique_sessions,
            unique_users, session_sketch, rolled_up_at, is_reopened)
        SELECT date(@from, '+12 hours'), @from, @to, COUNT(*), COALESCE(MAX(id), 0), 0, 0, COUNT(DISTINCT session_id),
            COUNT(DISTINCT user_id), x'', @to, 0
        FROM analytics_events WHERE timestamp >= @from AND timestamp < @to;
        """;

    private const string DailySql =
        """
        INSERT INTO analytics_daily (date, event_type, event_count, unique_sessions, unique_users, revenue_cents, session_sketch)
        SELECT date(@from, '+12 hours'), event_type, COUNT(*), COUNT(DISTINCT session_id), COUNT(DISTINCT user_id), 0, x''
        FROM analytics_events WHERE timestamp >= @from AND timestamp < @to GROUP BY event_type;
        """;

    private const string EverythingSql =
        $"""
        BEGIN IMMEDIATE;
        {DaySql}
        {DailySql}
        INSERT INTO analytics_product_daily (date, product_id, views, cart_adds, units_sold, revenue_cents)
        SELECT date(@from, '+12 hours'), product_id, SUM(event_type = 'product_view'), SUM(event_type = 'add_to_cart'), 0, 0
        FROM analytics_events WHERE timestamp >= @from AND timestamp < @to AND product_id IS NOT NULL GROUP BY product_id;
        INSERT INTO analytics_search_daily (date, term, searches, unique_sessions, without_result)
        SELECT date(@from, '+12 hours'), search_term, COUNT(*), COUNT(DISTINCT session_id), SUM(search_results = 0)
        FROM analytics_events WHERE event_type = 'search' AND timestamp >= @from AND timestamp < @to GROUP BY search_term;
        INSERT INTO analytics_hourly (date, hour, event_count, page_views)
        SELECT date(@from, '+12 hours'), CAST(substr(timestamp, 12, 2) AS INTEGER), COUNT(*), SUM(event_type = 'page_view')
        FROM analytics_events WHERE timestamp >= @from AND timestamp < @to GROUP BY 2;
        COMMIT;
        """;
}
