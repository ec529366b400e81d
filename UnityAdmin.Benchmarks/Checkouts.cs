using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using UnityAdmin.Stock;

namespace UnityAdmin.Benchmarks;

/// <summary>
/// 16 buyers over HTTP, each order of one line with its audit rows, from a server of its own; beside a bare loop on the same file that
/// writes an order, its line and its move in one transaction at the same <c>synchronous</c>, and nothing else.
/// </summary>
internal static class Checkouts
{
    private const int Clients = 16;
    private const int Each = 150;
    private const int Products = 100;

    public static async Task RunAsync()
    {
        await using var shop = await BenchmarkShop.OpenAsync();
        for (var i = 0; i < Products; i++) await AddProductAsync(shop);
        using var server = Serve(shop, out var url);
        try
        {
            var (ours, waits) = await BuyAsync(url);
            server.Kill();
            await server.WaitForExitAsync();
            var bare = Bare(shop);
            var (p50, p99) = (waits[waits.Count / 2], waits[waits.Count * 99 / 100]);
            Console.WriteLine(FormattableString.Invariant(
                $"checkouts, {Clients} clients {ours,7:N0}/s  p50 {p50:N1} ms  p99 {p99:N1} ms  bare {bare,7:N0}/s  × {ours / bare:N2}"));
        }
        finally
        {
            if (!server.HasExited) server.Kill();
        }
    }

    private static async Task<(double PerSecond, List<double> Waits)> BuyAsync(Uri url)
    {
        using var client = new HttpClient { BaseAddress = url };
        await WarmUpAsync(client);
        var waits = new List<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async buyer =>
        {
            for (var i = 0; i < Each; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                await BuyAsync(client, 1 + (buyer * Each + i) % Products);
                lock (waits) waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }));
        var perSecond = Clients * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
        waits.Sort();
        return (perSecond, waits);
    }

    // Until the server answers, and then as long as it still compiles what it runs: a shop's server is up for weeks.
    private static async Task WarmUpAsync(HttpClient client)
    {
        for (var isUp = false; !isUp;)
        {
            try
            {
                await BuyAsync(client, 1);
                isUp = true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForAsync(0, 4_000, atOnce, async (i, _) => await BuyAsync(client, 1 + i % Products));
    }

    private static async Task BuyAsync(HttpClient client, int product)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri("/api/orders/create", UriKind.Relative), new { items = new[] { new { product_id = product, quantity = 1 } } });
        _ = answer.EnsureSuccessStatusCode();
    }

    internal static Process Serve(BenchmarkShop shop, out Uri url)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        url = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var start = new ProcessStartInfo("dotnet", [typeof(Actor).Assembly.Location, "--urls", url.ToString()])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Unity"] = shop.Connection;
        start.Environment["Storage__Directory"] = shop.Folder;
        foreach (var limit in new[] { "Orders", "Tracking", "Catalogue" }) start.Environment[$"RateLimits__{limit}PerMinute"] = "10000000";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        var server = Process.Start(start)!;
        server.BeginOutputReadLine();
        return server;
    }

    internal static async Task AddProductAsync(BenchmarkShop shop)
    {
        var facts = new ProductFacts(
            "Air Max 1", "Nike", Catalogue.UsedShoes, "UK-9", ProductCondition.Mint, null, 12_000, ProductStatus.Active);
        var admin = new Actor(ActorKind.Client, "1", "Person 1", Role.Admin);
        var added = await shop.Get<Products>().AddAsync(facts, 1_000, admin, CancellationToken.None);
        if (added.Refused is { } refused) throw new InvalidOperationException(refused.Sentence);
    }

    private static double Bare(BenchmarkShop shop)
    {
        using var bare = shop.OpenBare();
        using var command = bare.CreateCommand();
        command.CommandText =
            """
            BEGIN IMMEDIATE;
            INSERT INTO orders (order_number, status, payment_status, delivery_method, subtotal_cents, delivery_cents, total_cents,
                item_count, created_at, updated_at, search_text, version)
            SELECT @number, 'pending', 'pending', 'collection', price_cents, 0, price_cents, 1, updated_at, updated_at, @number, 0
            FROM products WHERE id = @product;
            INSERT INTO order_items (order_id, position, product_id, sku, product_name, brand, size, unit_price_cents, quantity, line_cents)
            SELECT (SELECT MAX(id) FROM orders), 1, id, sku, name, brand, size, price_cents, 1, price_cents
            FROM products WHERE id = @product;
            INSERT INTO stock_moves (id, product_id, order_id, quantity_change, balance_after, reason, actor_kind, actor_id, actor,
                created_at, previous_hash, hash)
            SELECT (SELECT MAX(id) + 1 FROM stock_moves), product_id, (SELECT MAX(id) FROM orders), -1, balance_after - 1, 'sale',
                'job', 'x', 'x', created_at, hash, hash
            FROM stock_moves WHERE product_id = @product ORDER BY created_at DESC, id DESC LIMIT 1;
            COMMIT;
            """;
        var product = command.Parameters.Add(new SqliteParameter("@product", 0));
        var number = command.Parameters.Add(new SqliteParameter("@number", ""));
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Clients * Each; i++)
        {
            (product.Value, number.Value) = (1 + i % Products, string.Create(CultureInfo.InvariantCulture, $"BARE-{i}"));
            _ = command.ExecuteNonQuery();
        }

        return Clients * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
