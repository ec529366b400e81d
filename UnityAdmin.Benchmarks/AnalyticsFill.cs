using System.Globalization;
using Microsoft.Data.Sqlite;
using UnityAdmin.Data;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// Raw events of a busy shop over 120 days that end now: twelve types, five events a session, one session in twenty of a known customer,
/// half of all events of one of 20,000 products, one in twenty a search for one of 5,000 terms.
/// </summary>
internal static class AnalyticsFill
{
    public const int Days = 120;
    private const int Products = 20_000;
    private const int Customers = 10_000;

    public static void Write(BenchmarkShop shop, long events)
    {
        Console.WriteLine($"Filling {events:N0} events over {Days} days…");
        using var bare = shop.OpenBare();
        const string its = "FROM sqlite_master WHERE tbl_name = 'analytics_events' AND type = 'index' AND sql IS NOT NULL";
        var indexes = bare.Column($"SELECT sql {its}");
        foreach (var name in bare.Column($"SELECT name {its}")) bare.Run($"DROP INDEX {name}");
        bare.Run(Owners);
        bare.Run("PRAGMA synchronous=OFF");
        var start = DateTime.UtcNow.AddDays(-Days).ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture);
        var step = (Days * 86_400.0 / events).ToString("R", CultureInfo.InvariantCulture);
        for (var from = 0L; from < events; from += 1_000_000)
            bare.Run(EventsSql(from, Math.Min(events, from + 1_000_000), start, step));
        foreach (var index in indexes) bare.Run(index);
        bare.Run("ANALYZE");
        bare.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private const string Owners =
        $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO products (id, sku, name, brand, category, size, condition, price_cents, status, search_text, created_at, updated_at,
            version)
        SELECT i, printf('UN-%06d', i), 'Air Max ' || i, 'Nike', 'PO-SHOES', 'UK-9', 'mint', 9000, 'active', printf('un-%06d', i),
            '2023-11-20 08:00:00.000', '2023-11-20 08:00:00.000', 0 FROM n;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO users (id, name, created_at, updated_at, search_text, version)
        SELECT i, 'Customer ' || i, '2023-11-20 08:00:00.000', '2023-11-20 08:00:00.000', 'customer ' || i, 0 FROM n;
        """;

    // Numbers that look random and are the same in every run: multiples of a large prime.
    private static string EventsSql(long from, long to, string start, string step) =>
        $"""
        WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to - 1}),
        e AS (SELECT i, i / 5 AS visit, (i * 2654435761) % 4294967296 AS dice FROM n)
        INSERT INTO analytics_events (event_type, event_data, user_id, session_id, ip_address, user_agent, path, product_id, search_term,
            search_results, timestamp)
        SELECT CASE WHEN dice % 20 < 8 THEN 'page_view' WHEN dice % 20 < 14 THEN 'product_view' WHEN dice % 20 < 16 THEN 'add_to_cart'
                WHEN dice % 20 = 16 THEN 'search' ELSE 'type_' || (dice % 8) END,
            NULL, CASE WHEN visit % 20 = 0 THEN 1 + visit % {Customers} END,
            printf('%08x%08x', (visit * 2246822519) % 4294967296, visit), '86.40.12.0', 'Mozilla/5.0 (iPhone)',
            '/products/' || (dice % 5000),
            CASE WHEN dice % 20 BETWEEN 8 AND 15 THEN 1 + dice % {Products} END,
            CASE WHEN dice % 20 = 16 THEN 'term ' || (dice % 5000) END, CASE WHEN dice % 20 = 16 THEN dice % 7 END,
            strftime('%Y-%m-%d %H:%M:%f', '{start}', '+' || (i * {step}) || ' seconds') FROM e
        """;

    public static void Run(this SqliteConnection bare, string sql)
    {
        using var command = bare.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        _ = command.ExecuteNonQuery();
    }

    public static List<string> Column(this SqliteConnection bare, string sql)
    {
        using var command = bare.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(reader.GetString(0));
        return values;
    }
}
