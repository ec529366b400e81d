using System.Collections.Concurrent;
using System.Net;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Check 5 of quality.md section 2: the server is killed without a word in the middle of a rush, over and over. What was answered is
/// there, what was not answered is bought once by asking again with the same key, and it is ready again by itself.
/// </summary>
public sealed class KillTests
{
    private const int Clients = 16;

    [Theory]
    [InlineData(TestDatabase.Sqlite, 3)]
    [InlineData(TestDatabase.Postgres, 1)]
    public async Task A_killed_server_loses_nothing_it_answered(TestDatabase on, int rounds)
    {
        await using var shop = await on.OpenAsync();
        var rush = new Rush(shop, [await shop.ProductAsync(100_000), await shop.ProductAsync(40)]);
        for (var round = 0; round < Buyers.Times(rounds); round++)
        {
            await rush.UntilKilledAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(200, 2_000)));
            Assert.Null(await rush.FaultAsync());
        }

        await rush.AskAgainAsync();
        Assert.Null(await rush.FaultAsync());
        Assert.True(rush.Answered > rounds, $"only {rush.Answered} answers: the kills left nothing to compare");

        // The bug it must find: an answer that was not kept.
        await shop.ExecuteAsync("UPDATE orders SET order_number = 'ORD-LOST' WHERE id = (SELECT MAX(id) FROM orders)");
        Assert.NotNull(await rush.FaultAsync());
    }

    private sealed class Rush(TestShop shop, int[] products)
    {
        private readonly ConcurrentDictionary<string, string> bought = new();
        private readonly ConcurrentDictionary<string, string> open = new();
        private int keys;

        public int Answered => bought.Count;

        public async Task UntilKilledAsync(TimeSpan lifetime)
        {
            using var server = await ChildServer.StartAsync(shop.Address, shop.Folder);
            using var client = new HttpClient { BaseAddress = server.Url };
            using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var buyers = Enumerable.Range(0, Clients).Select(_ => BuyAsync(client, over.Token)).ToList();
            await Task.Delay(lifetime, Stop);
            server.Kill();
            await over.CancelAsync();
            await Task.WhenAll(buyers);
        }

        /// <summary>What got no answer is sent once more under its key.</summary>
        public async Task AskAgainAsync()
        {
            using var server = await ChildServer.StartAsync(shop.Address, shop.Folder);
            using var client = new HttpClient { BaseAddress = server.Url };
            foreach (var (key, body) in open.ToList()) Note(key, await Buyers.SendAsync(client, body, key, stop: Stop));
            Assert.Empty(open);
        }

        /// <summary>The oracle, and every order that was answered; orders nobody was told of are those still open.</summary>
        public async Task<string?> FaultAsync()
        {
            var there = (await shop.RowsAsync("SELECT order_number FROM orders")).Select(row => (string)row["order_number"]!).ToHashSet();
            if (bought.Values.FirstOrDefault(number => !there.Contains(number)) is { } lost) return $"{lost} was answered and is not there";
            if (there.Count > bought.Count + open.Count) return $"{there.Count} orders for {bought.Count} answers and {open.Count} unknown";
            if (open.IsEmpty && there.Count != bought.Count) return $"{there.Count} orders for {bought.Count} answers";
            return await ShopOracle.FaultAsync(shop.Rows, shop.Get<LedgerAudit>(), shop.Address.Provider);
        }

        private async Task BuyAsync(HttpClient client, CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref keys);
                var cart = products.Take(1 + number % products.Length).Select(product => (product, 1));
                var (key, body) = ($"key-{number}", Buyers.Cart([.. cart]));
                open[key] = body;
                var answer = await Buyers.SendAsync(client, body, key, stop: CancellationToken.None);
                Note(key, answer);
                if (answer.Status is null) return;
            }
        }

        private void Note(string key, Answered answer)
        {
            if (answer.Status is null) return;
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.Status}: {answer.Body}");
            if (answer.Status == HttpStatusCode.OK) bought[key] = (string)answer.Json["order_number"]!;
            open.TryRemove(key, out _);
        }
    }
}
