using System.Net;
using System.Text;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>Check 4 of quality.md section 2: a key buys once, however often and however impatiently it is sent.</summary>
public sealed class RepeatTests
{
    private const int Repeats = 20;
    private const int Seed = 41;

    [Theory, BothDatabases]
    public async Task Each_key_makes_one_order_and_every_repeat_gets_the_same_answer(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        Assert.Null(await FaultAsync(server, Buyers.Times(25)));
    }

    [Fact]
    public async Task The_repeats_find_the_bug()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Sabotage.With(Sabotage.KeyForgotten));
        Assert.NotNull(await FaultAsync(server, 5));
    }

    [Theory, BothDatabases]
    public async Task A_refusal_is_not_kept_so_that_the_same_key_may_buy_later(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services);
        using var client = server.NewClient();
        Assert.Equal(HttpStatusCode.Conflict, (await Buyers.SendAsync(client, Buyers.Cart(product), "k")).Status);
        Assert.Equal(0, await server.Rows.CountAsync("idempotency_keys"));
        await StockSteps.AddUnitsAsync(server.Services, product, 1);
        Assert.Equal(HttpStatusCode.OK, (await Buyers.SendAsync(client, Buyers.Cart(product), "k")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Buyers.SendAsync(client, Buyers.Cart(product), "k", "/api/checkout")).Status);
        Assert.Equal(1, await server.Rows.CountAsync("orders"));
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_before_anything_is_read()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, CheckoutLoadTests.NoLimits);
        using var client = server.NewClient();
        foreach (var key in new[] { "with space", new string('k', 201) })
            Assert.Equal(HttpStatusCode.BadRequest, (await Buyers.SendAsync(client, "{}", key)).Status);
    }

    private static async Task<string?> FaultAsync(AppServer server, int keys)
    {
        var random = new Random(Seed);
        var product = await StockSteps.AddProductAsync(server.Services, 100_000);
        using var client = server.NewClient();
        var sends = Enumerable.Range(0, keys * Repeats).Select(index => (Key: $"key-{index % keys}", Drops: random.Next(5) == 0))
            .OrderBy(_ => random.Next()).ToList();
        var answers = new Answered?[sends.Count];
        await Parallel.ForAsync(0, sends.Count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Stop },
            async (index, _) => answers[index] = await SendAsync(client, Buyers.Cart((product, 1)), sends[index].Key, sends[index].Drops));
        var told = sends.Zip(answers).Where(sent => sent.Second is not null)
            .Select(sent => (sent.First.Key, Answer: sent.Second!)).ToList();
        foreach (var same in told.GroupBy(sent => sent.Key, sent => sent.Answer))
        {
            if (same.FirstOrDefault(answer => answer.Status != HttpStatusCode.OK) is { } refused) return $"{same.Key}: {refused}";
            if (same.Select(answer => answer.Body).Distinct().Count() > 1) return $"{same.Key} got several answers";
        }

        var orders = await server.Rows.CountAsync("orders");
        if (orders != keys) return $"{orders} orders for {keys} keys";
        var others = await Task.WhenAll(Enumerable.Range(0, keys)
            .Select(key => Buyers.SendAsync(client, Buyers.Cart((product, 2)), $"key-{key}")));
        if (others.Count(HttpStatusCode.UnprocessableEntity) != keys) return "another body under a used key was not answered 422";
        return await CheckoutLoadTests.FaultAsync(server, [.. told.DistinctBy(sent => sent.Key).Select(sent => sent.Answer)]);
    }

    /// <returns>Null when this client hung up.</returns>
    private static async Task<Answered?> SendAsync(HttpClient client, string body, string key, bool drops)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        if (drops) patience.CancelAfter(Random.Shared.Next(1, 40));
        using var request = new HttpRequestMessage(HttpMethod.Post, Buyers.Path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await client.SendAsync(request, patience.Token);
            return new Answered(body, answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
        }
        catch (OperationCanceledException) when (drops)
        {
            return null;
        }
    }
}
