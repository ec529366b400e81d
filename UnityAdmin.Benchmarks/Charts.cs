using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using UnityAdmin.Analytics;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// All that the Analytics page asks for before it can be drawn, beside hand-written SQL that reads the same rows of the rollup; then the
/// count of today, which one visitor in half a minute waits for.
/// </summary>
internal static class Charts
{
    private const int Rounds = 20;

    public static async Task RunAsync(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        var (book, figures) = (shop.Get<AnalyticsBook>(), shop.Get<FigureBook>());
        foreach (var preset in new[] { "30d", "90d" })
        {
            var period = Period.Of(preset, book.Today);
            var ours = await MedianAsync(async () =>
            {
                _ = await book.ReadAsync(period, default);
                _ = await book.RankAsync(period, ProductOrder.Revenue, default);
                _ = await figures.ReadAsync(default);
            });
            var sql = await MedianAsync(() => Task.Run(() => Read(bare, period)));
            Console.WriteLine(FormattableString.Invariant(
                $"analytics page of {period.Days} days  p50 {ours:N1} ms  SQL {sql:N1} ms  × {ours / sql:N2}"));
        }

        var live = await MedianAsync(async () => await new LiveDay(
            shop.Get<Data.ShopData>(), TimeProvider.System, Microsoft.Extensions.Options.Options.Create(new ShopSettings()))
            .CountAsync(default));
        Console.WriteLine(FormattableString.Invariant($"  today counted anew  p50 {live:N1} ms"));
    }

    private static async Task<double> MedianAsync(Func<Task> work)
    {
        var took = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        return took[Rounds / 2];
    }

    private static void Read(SqliteConnection bare, Period period)
    {
        var (before, from, to) = (Text(period.Before.From), Text(period.From), Text(period.To));
        string[] questions =
        [
            $"SELECT * FROM analytics_days WHERE date BETWEEN '{before}' AND '{to}'",
            $"SELECT date, event_type, event_count FROM analytics_daily WHERE date >= '{before}' AND date < '{from}'",
            $"SELECT * FROM analytics_daily WHERE date BETWEEN '{from}' AND '{to}'",
            $"SELECT * FROM analytics_hourly WHERE date BETWEEN '{from}' AND '{to}'",
            Ranked("product_id, SUM(revenue_cents), SUM(views), SUM(cart_adds), SUM(units_sold)", "analytics_product_daily", ""),
            Ranked("term, SUM(searches), SUM(unique_sessions), SUM(without_result)", "analytics_search_daily", ""),
            Ranked("term, SUM(without_result)", "analytics_search_daily", "HAVING SUM(without_result) > 0"),
        ];
        foreach (var question in questions)
        {
            using var command = bare.CreateCommand();
            command.CommandText = question;
            using var rows = command.ExecuteReader();
            var cells = new object[rows.FieldCount];
            while (rows.Read()) _ = rows.GetValues(cells);
        }

        string Ranked(string columns, string table, string having) =>
            $"SELECT {columns} FROM {table} WHERE date BETWEEN '{from}' AND '{to}' GROUP BY 1 {having} ORDER BY 2 DESC LIMIT 10";
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
