using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>Checks 1 and 2 of quality.md section 2: many buyers at once over HTTP, judged by the rows and not by the answers.</summary>
public sealed class CheckoutLoadTests
{
    private const int Clients = 64;
    private const int Seed = 20261121;

    internal static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:OrdersPerMinute"] = "10000000" },
    };

    [Theory, BothDatabases]
    public async Task Two_thousand_buyers_of_a_hundred_units_leave_a_hundred_orders(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        Assert.Null(await RushAsync(server, Buyers.Times(2_000), 100));
    }

    [Theory]
    [InlineData(Sabotage.LoserStays)]
    [InlineData(Sabotage.LostSale)]
    [InlineData(Sabotage.ErrorShown)]
    public async Task The_rush_finds_the_bug(string bug)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Sabotage.With(bug));
        Assert.NotNull(await RushAsync(server, 60, 10));
    }

    [Theory, BothDatabases]
    public async Task Carts_of_overlapping_products_in_any_order_are_sold_whole_or_not_at_all(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        Assert.Null(await OverlapAsync(server, 5, 100, Buyers.Times(2_000), random => [.. Enumerable.Range(0, 5)
            .OrderBy(_ => random.Next()).Take(3).Select(product => (product, 1))]));
    }

    [Theory, BothDatabases]
    public async Task Lines_of_the_same_product_are_added_up_before_they_are_judged(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        Assert.Null(await OverlapAsync(server, 50, 20, Buyers.Times(300), MixedCart));
    }

    [Theory]
    [InlineData(Sabotage.DuplicateLost)]
    [InlineData(Sabotage.LineLost)]
    public async Task The_carts_find_the_bug(string bug)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Sabotage.With(bug));
        Assert.NotNull(await OverlapAsync(server, 10, 20, 40, MixedCart));
    }

    /// <summary>Null when N buyers of one product leave exactly its units sold and nothing else; otherwise what is wrong.</summary>
    private static async Task<string?> RushAsync(AppServer server, int buyers, int units)
    {
        var product = await StockSteps.AddProductAsync(server.Services, units);
        using var client = server.NewClient();
        var answers = await Buyers.SendAllAsync(client, [.. Enumerable.Repeat(Buyers.Cart(product), buyers)], Clients);
        if (answers.Count(HttpStatusCode.OK) != units || answers.Count(HttpStatusCode.Conflict) != buyers - units)
            return $"{answers.Count(HttpStatusCode.OK)} × 200, {answers.Count(HttpStatusCode.Conflict)} × 409 of {buyers}";
        var left = await server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}");
        return left == 0 ? await FaultAsync(server, answers) : $"{left} left";
    }

    private static (int, int)[] MixedCart(Random random)
    {
        var lines = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (random.Next(10), random.Next(1, 3))).ToList();
        if (random.Next(5) == 0) lines.Add((lines[0].Item1, random.Next(1, 3)));
        return [.. lines.OrderBy(_ => random.Next())];
    }

    private static async Task<string?> OverlapAsync(
        AppServer server, int products, int units, int buyers, Func<Random, (int Product, int Quantity)[]> cart)
    {
        var random = new Random(Seed);
        var ids = new List<int>();
        for (var i = 0; i < products; i++) ids.Add(await StockSteps.AddProductAsync(server.Services, units, name: $"Air Max {i}"));
        var carts = Enumerable.Range(0, buyers)
            .Select(_ => cart(random).Select(line => (Product: ids[line.Product], line.Quantity)).ToArray()).ToList();
        using var client = server.NewClient();
        var answers = await Buyers.SendAllAsync(client, [.. carts.Select(Buyers.Cart)], Clients);
        foreach (var (lines, answer) in carts.Zip(answers))
        {
            if (await CartFaultAsync(server, lines, answer) is { } fault) return $"{fault} (seed {Seed}): {answer.Sent} → {answer.Body}";
        }

        return await FaultAsync(server, answers);
    }

    // Stock only went down meanwhile, so a cart that was refused must still be too much at the end.
    private static async Task<string?> CartFaultAsync(AppServer server, (int Product, int Quantity)[] lines, Answered answer)
    {
        var wanted = lines.GroupBy(line => line.Product).ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity));
        if (answer.Status == HttpStatusCode.OK)
        {
            var sold = answer.Json["items"]!.AsArray().ToDictionary(item => (int)item!["product_id"]!, item => (int)item!["quantity"]!);
            return wanted.Count == sold.Count && wanted.All(line => sold.GetValueOrDefault(line.Key) == line.Value) ? null : "another cart";
        }

        if (answer.Status != HttpStatusCode.Conflict) return $"answered {answer.Status}";
        var rows = await server.Rows.RowsAsync(
            $"SELECT id, quantity_available FROM products WHERE id IN ({string.Join(',', wanted.Keys)})");
        var left = rows.ToDictionary(row => Convert.ToInt32(row["id"], null), row => Convert.ToInt32(row["quantity_available"], null));
        return wanted.Any(line => left[line.Key] < line.Value) ? null : "refused in spite of stock";
    }

    /// <summary>The oracle, and what buyers were told against what is there.</summary>
    internal static async Task<string?> FaultAsync(AppServer server, IReadOnlyList<Answered> answers)
    {
        if (answers.FirstOrDefault(answer => answer.Status is null or >= HttpStatusCode.InternalServerError) is { } broken)
            return $"answered {broken.Status}: {broken.Body}";
        if (answers.FirstOrDefault(answer => answer.Body.Contains("   at ", StringComparison.Ordinal)) is { } trace) return trace.Body;
        var told = answers.Where(answer => answer.Status == HttpStatusCode.OK)
            .Select(answer => (string)answer.Json["order_number"]!).ToHashSet();
        var orders = await server.Rows.RowsAsync("SELECT order_number FROM orders");
        var there = orders.Select(row => (string)row["order_number"]!).ToHashSet();
        if (!told.SetEquals(there)) return $"told of {told.Count} orders, there are {there.Count}";
        return await ShopOracle.FaultAsync(server.Rows, server.Services.GetRequiredService<LedgerAudit>(), server.Database.Provider);
    }
}
