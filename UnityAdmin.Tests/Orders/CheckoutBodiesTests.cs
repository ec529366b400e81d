using System.Net;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>Check 3 of quality.md section 2: whatever a body says, it is refused whole or sold at the catalogue's price.</summary>
public sealed class CheckoutBodiesTests
{
    private const int Seed = 31;

    private static readonly string[] NoQuantities =
        ["-5", "0", "1.5", "2147483648", "\"3\"", "null", "true", "[]", "{}", "-0.5", "1e400", "101", "99999999999999999999"];

    private static readonly string[] NoProducts = ["-1", "0", "1.5", "\"1\"", "null", "true", "[1]", "2147483647", "4294967297"];

    private static readonly string[] Extras =
    [
        "\"price\":0.01", "\"total\":0.01", "\"subtotal\":-1", "\"status\":\"completed\"", "\"payment_status\":\"paid\"", "\"user_id\":1",
        "\"user_id\":2147483647", "\"order_number\":\"ORD-1\"", "\"id\":1", "\"created_at\":\"2020-01-01\"", "\"delivery_cents\":-100",
    ];

    private static readonly string[] Broken =
    [
        "", "null", "[]", "3", "{", "{\"items\":{}}", "{\"items\":[]}", "{\"items\":null}", "{\"items\":[null]}", "{\"items\":[[]]}",
        "{\"items\":\"all\"}", "{}", "{\"customer_phone\":5,\"items\":[]}",
    ];

    [Theory, BothDatabases]
    public async Task A_hostile_body_changes_nothing_and_a_price_in_it_counts_for_nothing(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        Assert.Null(await FaultAsync(server, Buyers.Times(240)));
    }

    [Theory]
    [InlineData(Sabotage.ClientPrice)]
    [InlineData(Sabotage.NegativeTaken)]
    public async Task The_bodies_find_the_bug(string bug)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Sabotage.With(bug));
        Assert.NotNull(await FaultAsync(server, 150));
    }

    [Theory, BothDatabases]
    public async Task Too_many_lines_or_units_are_refused_by_name(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services, 1_000);
        using var client = server.NewClient();
        var many = await Buyers.SendAsync(client, Buyers.Cart([.. Enumerable.Range(1, 51).Select(id => (id, 1))]));
        var heaps = await Buyers.SendAsync(client, Buyers.Cart((product, 60), (product, 60)));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (many.Status!.Value, heaps.Status!.Value));
        Assert.Contains("At most 100 units", heaps.Body, StringComparison.Ordinal);
        Assert.Equal(0, await server.Rows.CountAsync("orders"));
    }

    private static async Task<string?> FaultAsync(AppServer server, int bodies)
    {
        var random = new Random(Seed);
        var product = await StockSteps.AddProductAsync(server.Services, 100_000, 12_345);
        var hidden = await HiddenAsync(server);
        var (wrong, right) = (new List<string>(), new List<string>());
        for (var i = 0; i < bodies; i++)
        {
            if (i % 4 == 0) right.Add(Right(random, product));
            else wrong.Add(Wrong(random, product, hidden));
        }

        using var client = server.NewClient();
        var before = await PictureAsync(server);
        var refused = await Buyers.SendAllAsync(client, wrong, 16);
        if (refused.FirstOrDefault(sent => sent.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)) is { } let)
            return $"{let.Status} for {let.Sent}: {let.Body}";
        if (await PictureAsync(server) != before) return "a refused body changed something";

        var sold = await Buyers.SendAllAsync(client, right, 16);
        if (sold.FirstOrDefault(answer => answer.Status != HttpStatusCode.OK) is { } kept)
            return $"{kept.Status} for {kept.Sent}: {kept.Body}";
        var cheap = await server.Rows.CountAsync("order_items", "unit_price_cents <> 12345");
        var early = await server.Rows.CountAsync("orders", "status <> 'pending' OR payment_status <> 'pending' OR user_id IS NOT NULL");
        return cheap + early > 0 ? $"{cheap} items not at the price, {early} orders not fresh"
            : await CheckoutLoadTests.FaultAsync(server, sold);
    }

    private static string Right(Random random, int product) =>
        $$"""{"items":[{"product_id":{{product}},"quantity":{{random.Next(1, 4)}},"price":0.01}],{{Extras[random.Next(Extras.Length)]}}}""";

    private static string Wrong(Random random, int product, int hidden)
    {
        string Pick(string[] from) => from[random.Next(from.Length)];
        return random.Next(4) switch
        {
            0 => Pick(Broken),
            1 => $$"""{"items":[{"product_id":{{product}},"quantity":{{Pick(NoQuantities)}}}],{{Pick(Extras)}}}""",
            2 => $$"""{"items":[{"product_id":{{product}},"quantity":1},{"product_id":{{Pick(NoProducts)}},"quantity":1}]}""",
            _ => Buyers.Cart((product, 1), (hidden, 1)),
        };
    }

    private static async Task<int> HiddenAsync(AppServer server)
    {
        var hidden = await StockSteps.AddProductAsync(server.Services, 10, name: "Not on sale");
        await server.Rows.ExecuteAsync($"UPDATE products SET status = 'hidden' WHERE id = {hidden}");
        return hidden;
    }

    private static async Task<string> PictureAsync(AppServer server)
    {
        var counts = new List<long>();
        foreach (var table in new[] { "orders", "order_items", "stock_moves", "users", "idempotency_keys", "system_logs", "order_numbers" })
            counts.Add(await server.Rows.CountAsync(table));
        return string.Join(' ', counts);
    }
}
