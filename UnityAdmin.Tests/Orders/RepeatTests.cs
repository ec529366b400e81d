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
    public async Task A_refusal_is_kept_under_its_key_and_leaves_nothing_else(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var (gone, there) = (await StockSteps.AddProductAsync(server.Services), await StockSteps.AddProductAsync(server.Services, 9));
        var cart = Buyers.Cart((there, 1), (gone, 1));
        using var client = server.NewClient();
        var before = await LeftAsync(server);
        var refused = await Buyers.SendAsync(client, cart, "k");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(before, await LeftAsync(server));
        Assert.Equal(1, await server.Rows.CountAsync("idempotency_keys", "is_refusal"));
        await StockSteps.AddUnitsAsync(server.Services, gone, 1);
        var again = await Buyers.SendAsync(client, cart, "k");
        Assert.Equal((refused.Status, refused.Body), (again.Status, again.Body));
        Assert.Equal(HttpStatusCode.OK, (await Buyers.SendAsync(client, cart, "k2")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Buyers.SendAsync(client, cart, "k2", "/api/checkout")).Status);
        Assert.Equal(1, await server.Rows.CountAsync("orders"));
    }

    [Theory, BothDatabases]
    public async Task What_was_wrong_with_the_request_itself_is_judged_anew(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        using var client = server.NewClient();
        Assert.Equal(HttpStatusCode.BadRequest, (await Buyers.SendAsync(client, Buyers.Cart(1), "k")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Buyers.SendAsync(client, "{}", "k")).Status);
        Assert.Equal(0, await server.Rows.CountAsync("idempotency_keys"));
        Assert.Equal(1, await StockSteps.AddProductAsync(server.Services, 1));
        Assert.Equal(HttpStatusCode.OK, (await Buyers.SendAsync(client, Buyers.Cart(1), "k")).Status);
    }

    /// <summary>Field case 32, and what else means the same.</summary>
    [Theory, BothDatabases]
    public async Task One_key_however_quoted_and_one_body_however_spaced_is_one_order(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services, 9);
        using var client = server.NewClient();
        var answers = new List<Answered>();
        var sends = new[]
        {
            ("k-77aa", $$"""{"items":[{"product_id":{{product}},"quantity":1}],"customer_name":"Séan"}"""),
            ("\"k-77aa\"", $$"""{"items":[{"product_id":{{product}},"quantity":1}],"customer_name":"Séan"}"""),
            ("k-77aa", $$"""{ "customer_name" : "S\u00e9an", "items":[ {"quantity":1,"product_id":{{product}}} ] }"""),
        };
        foreach (var (key, body) in sends) answers.Add(await Buyers.SendAsync(client, body, key));
        Assert.Equal([HttpStatusCode.OK], answers.Select(answer => answer.Status!.Value).Distinct());
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.Equal(1, await server.Rows.CountAsync("orders"));
    }

    [Theory, BothDatabases]
    public async Task A_request_that_the_program_before_this_one_answered_is_still_known(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var (body, answer) = (Buyers.Cart(1), """{"success":true,"order_number":"ORD-OLD"}""");
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        _ = await server.Rows.ExecuteAsync("INSERT INTO idempotency_keys (scope, key, request_hash, response, created_at) "
            + $"VALUES ('orders', 'k', '{hash}', '{answer}', '2026-12-01 08:00:00.000')");
        using var client = server.NewClient();
        var told = await Buyers.SendAsync(client, body, "k");
        Assert.Equal((HttpStatusCode.OK, answer), (told.Status!.Value, told.Body));
    }

    private static async Task<string> LeftAsync(AppServer server)
    {
        var counts = new List<long>();
        string[] tables = ["orders", "order_items", "order_numbers", "stock_moves", "product_reservations", "users", "system_logs"];
        foreach (var table in tables) counts.Add(await server.Rows.CountAsync(table));
        return string.Join(' ', counts);
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
