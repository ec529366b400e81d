using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using UnityAdmin.Analytics;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// Events told by 16 clients in batches of 50, each answered after its commit: over HTTP by a server of its own, and in this process;
/// beside a bare loop of one prepared statement on the same schema at the same <c>synchronous</c>, in one transaction. Meanwhile somebody
/// reads the catalogue over and over.
/// </summary>
internal static class Tracking
{
    private const int Clients = 16;
    private const int Batch = 50;
    private const int Batches = 1_000;
    private const int Events = Batch * Batches;

    private static readonly string[] Types =
        ["page_view", "page_view", "page_view", "product_view", "product_view", "add_to_cart", "search", "begin_checkout"];

    public static async Task RunAsync()
    {
        await using var shop = await BenchmarkShop.OpenAsync();
        for (var i = 0; i < 100; i++) await Checkouts.AddProductAsync(shop);
        var bare = Bare(shop);
        Console.WriteLine(Invariant($"tracking, bare statement      {bare,9:N0} events/s"));
        _ = await InProcessAsync(shop);
        var inProcess = await InProcessAsync(shop);
        Console.WriteLine(Invariant($"tracking, in process          {inProcess,9:N0} events/s  × {inProcess / bare:N2}"));
        using var server = Checkouts.Serve(shop, out var url);
        try
        {
            using var client = new HttpClient { BaseAddress = url };
            await ReadyAsync(client);
            var (_, alone) = await OverHttpAsync(client, 0);
            _ = await OverHttpAsync(client, Batches / 2);
            var (http, p95) = await OverHttpAsync(client, Batches);
            Console.WriteLine(Invariant($"tracking, HTTP, {Clients} clients   {http,9:N0} events/s  × {http / bare:N2}"));
            Console.WriteLine(Invariant($"reading meanwhile             p95 {p95:N1} ms, alone {alone:N1} ms"));
        }
        finally
        {
            if (!server.HasExited) server.Kill();
        }
    }

    private static double Bare(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        using var transaction = bare.BeginTransaction();
        using var command = bare.CreateCommand();
        command.Transaction = transaction;
        string[] columns = ["event_type", "event_data", "session_id", "ip_address", "user_agent", "path", "product_id", "timestamp"];
        command.CommandText = $"INSERT INTO analytics_events ({string.Join(", ", columns)}) VALUES (@{string.Join(", @", columns)})";
        var cells = columns.Select(column => command.Parameters.Add(new SqliteParameter("@" + column, DBNull.Value))).ToArray();
        command.Prepare();
        var events = Some(Events);
        var started = Stopwatch.GetTimestamp();
        foreach (var one in events)
        {
            (cells[0].Value, cells[1].Value, cells[2].Value) = (one.EventType, one.EventData!, one.SessionId!);
            cells[3].Value = one.IpAddress!;
            (cells[4].Value, cells[5].Value, cells[6].Value) = (one.UserAgent!, one.Path!, one.ProductId!.Value);
            cells[7].Value = one.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            _ = command.ExecuteNonQuery();
        }

        transaction.Commit();
        return Events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> InProcessAsync(BenchmarkShop shop)
    {
        var batches = Some(Events).Chunk(Batch).ToArray();
        var tracker = shop.Get<Tracker>();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var mine && mine < batches.Length)
                await tracker.TrackAsync(batches[mine], CancellationToken.None);
        })));
        return Events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<(double PerSecond, double ReadP95)> OverHttpAsync(HttpClient client, int batches)
    {
        var bodies = Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes(Body(i))).ToArray();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(batches == 0 ? 3 : 600));
        var reading = ReadAsync(client, over.Token);
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var mine && mine < batches) await TellAsync(client, bodies[mine % bodies.Length]);
        }));
        var perSecond = batches * Batch / Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (batches > 0) await over.CancelAsync();
        var waits = await reading;
        waits.Sort();
        return (perSecond, waits[waits.Count * 95 / 100]);
    }

    private static async Task TellAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await client.PostAsync(new Uri("/api/analytics/track", UriKind.Relative), content);
        _ = answer.EnsureSuccessStatusCode();
    }

    private static async Task<List<double>> ReadAsync(HttpClient client, CancellationToken over)
    {
        var waits = new List<double>();
        while (!over.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri("/api/products?size=UK-9", UriKind.Relative), CancellationToken.None);
            _ = answer.EnsureSuccessStatusCode();
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(5, CancellationToken.None);
        }

        return waits;
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        for (; ; await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static string Body(int seed)
    {
        var events = Some(Batch).Select(one => Invariant(
            $$"""{"type":"{{one.EventType}}","path":"{{one.Path}}","session_id":"{{one.SessionId}}","data":{{one.EventData}} }"""));
        return $"{{\"sessionId\":\"session-{seed}\",\"events\":[{string.Join(',', events)}]}}";
    }

    private static AnalyticsEvent[] Some(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new AnalyticsEvent
        {
            EventType = Types[i % Types.Length],
            EventData = Invariant($"{{\"product_id\":{1 + i % 100},\"query\":\"dunk low\",\"results\":{i % 7}}}"),
            SessionId = Invariant($"3f8c2d1a-session-{i / 7:00000000}"),
            IpAddress = "203.0.113.0",
            UserAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15",
            Path = Invariant($"/products/UN-{1 + i % 100:000000}"),
            ProductId = 1 + i % 100,
            Timestamp = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(i * 7),
        }),
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
