using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using UnityAdmin.Operations;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OwnHoldsApiTests;

namespace UnityAdmin.Tests.Orders;

/// <summary>15 requests once kept a whole shop for 24 hours.</summary>
public sealed class HoldLimitsTests
{
    private const string Reserve = "/api/reservations/create";

    private static readonly (string, string) BehindProxy = ("Proxy:KnownNetworks:0", "127.0.0.0/8");

    private static AppServer.Settings With(params (string Name, string Value)[] more) => new()
    {
        Values = more.Append((Name: "RateLimits:OrdersPerMinute", Value: "100000")).ToDictionary(one => one.Name, one => one.Value),
    };

    [Theory]
    [BothDatabases("Production")]
    [InlineData(TestDatabase.Sqlite, "Development")]
    public async Task As_it_comes_a_session_keeps_20_an_address_40_and_a_contact_in_either_10(TestDatabase on, string environment)
    {
        var unfilled = With() with { Environment = environment, Replace = services => services.RemoveAll<IFirstFill>() };
        await using var server = await AppServer.StartAsync(on, unfilled);
        var products = await AddAsync(server, 60);
        using var client = server.NewClient();

        // One after the other: 10 of one contact, 10 of another, then nothing more in that session.
        Assert.Equal(10, await KeepAsync(client, products[..15], session: "s1"));
        Assert.Equal(10, await KeepAsync(client, products[10..30], session: "s1", phone: "0861111111"));
        Assert.Equal(0, await KeepAsync(client, products[30..31], session: "s1", phone: "0862222222"));

        // Many at once from other sessions: 40 in all, and of the first contact none, whose ten are from this address.
        var all = await Task.WhenAll(products.Index().Skip(20).Select(one => Task.Run(() => KeepAsync(
            client, [one.Item], session: $"s{one.Index}", phone: $"0863{one.Index:000000}"))));
        Assert.Equal(20, all.Sum());
        var full = await client.PostAsync(Reserve, Form(products[59], "0864444444", "s99"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_reservations"), (full.Status, full.Body.Text("code")));
        Assert.StartsWith("At most 40 products can be kept at a time from one address. Buy one of those that are kept, or try again after ",
            full.Body.Text("error"), StringComparison.Ordinal);
        Assert.Equal(40, await server.Rows.CountAsync("product_reservations", "status = 'pending'"));
    }

    [Theory, BothDatabases]
    public async Task A_contact_is_counted_within_a_session_or_an_address_alone(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With(("Shop:HoldsPerContact", "2"), BehindProxy));
        var products = await AddAsync(server, 9);
        using var stranger = FromAddress(server, "203.0.113.9");
        using var ann = FromAddress(server, "198.51.100.7");
        Assert.Equal(2, await KeepAsync(stranger, products[..4], session: "stranger"));
        Assert.Equal(0, await KeepAsync(stranger, products[4..5]));
        Assert.Equal(2, await KeepAsync(ann, products[4..8], session: "ann"));
    }

    [Theory, BothDatabases]
    public async Task A_64_of_IPv6_is_one_address(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With(("Shop:HoldsPerAddress", "2"), BehindProxy));
        var products = await AddAsync(server, 5);
        var kept = 0;
        foreach (var (index, product) in products.Index())
        {
            using var client = FromAddress(server, $"2001:db8:1:2::{index + 1}");
            kept += await KeepAsync(client, [product], phone: $"0863{index:000000}");
        }

        Assert.Equal(2, kept);
        Assert.Equal(2, await server.Rows.CountAsync("product_reservations", "counted_address = '2001:db8:1:2::/64'"));
    }

    [Theory, BothDatabases]
    public async Task The_storefront_s_own_server_is_no_address_and_its_sessions_are_counted(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With(("Shop:HoldsPerAddress", "1"), ("Shop:HoldsPerSession", "2")));
        var products = await AddAsync(server, 8);
        using var program = await server.NewProgramAsync(Role.Staff);
        Assert.Equal(2, await KeepAsync(program, products[..3], session: "s1"));
        Assert.Equal(2, await KeepAsync(program, products[3..6], session: "s2"));
        using var stranger = server.NewClient();
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "ua_not-a-token");
        Assert.Equal(1, await KeepAsync(stranger, products[6..]));
        Assert.Equal(1, await server.Rows.CountAsync("product_reservations", "counted_address IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task What_ends_makes_room_and_its_address_is_forgotten(TestDatabase on)
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(on, With(("Shop:HoldsPerSession", "1")), clock);
        var products = await AddAsync(server, 3);
        using var client = server.NewClient();
        Assert.Equal(1, await KeepAsync(client, products[..2], session: "s1"));
        using var order = await client.PostAsJsonAsync("/api/orders/create", Form(products[0], session: "s1"), Stop);
        Assert.Equal(HttpStatusCode.OK, order.StatusCode);
        Assert.Equal(1, await KeepAsync(client, products[1..], session: "s1"));
        using var refused = await client.PostAsJsonAsync(Reserve, Form(products[2], session: "s1"), Stop);
        Assert.Equal((HttpStatusCode.TooManyRequests, "86400"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await KeepAsync(client, products[2..], session: "s1"));
        Assert.Equal(1, await server.Rows.CountAsync("product_reservations", "status = 'confirmed' AND counted_address IS NULL"));
    }

    [Fact]
    public async Task More_at_once_than_may_ever_be_kept_is_told_so()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, With(("Shop:HoldsPerSession", "2")));
        var form = Form(1, session: "s1");
        var products = await AddAsync(server, 3);
        form["items"] = new JsonArray([.. products.Select(id => new JsonObject { ["product_id"] = id, ["quantity"] = 1 })]);
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync(Reserve, form);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal("At most 2 products can be kept at a time in one session. Ask for fewer.", body.Text("error"));
    }

    [Theory, BothDatabases]
    public async Task Counting_goes_by_the_indexes_of_open_holds(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        foreach (var (column, index) in new[]
        {
            ("session_id", "idx_product_reservations_open_session"), ("counted_address", "idx_product_reservations_open_address"),
        })
        {
            var explain = on == TestDatabase.Sqlite
                ? "EXPLAIN QUERY PLAN"
                : "SET enable_seqscan = off; SET enable_bitmapscan = off; EXPLAIN";
            var plan = await shop.RowsAsync(
                $"{explain} SELECT user_id, expires_at FROM product_reservations WHERE status = 'pending' "
                + $"AND expires_at > '2026-03-02 09:00:00.000' AND {column} = 'x' ORDER BY expires_at LIMIT 20");
            var text = string.Join('\n', plan.SelectMany(row => row.Values));
            Assert.Contains(index, text, StringComparison.Ordinal);
            Assert.DoesNotMatch("TEMP B-TREE|Sort", text);
        }
    }

    private static async Task<int> KeepAsync(HttpClient client, int[] products, string? session = null, string phone = "087 123 4567")
    {
        var kept = 0;
        foreach (var product in products)
        {
            var form = Form(product, phone, session);
            _ = form.Remove("customer_email");
            var (status, _) = await client.PostAsync(Reserve, form);
            Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.TooManyRequests });
            if (status == HttpStatusCode.OK) kept++;
        }

        return kept;
    }

    private static HttpClient FromAddress(AppServer server, string address)
    {
        var client = server.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<int[]> AddAsync(AppServer server, int count)
    {
        var ids = new int[count];
        for (var index = 0; index < count; index++) ids[index] = await StockSteps.AddProductAsync(server.Services, 1);
        return ids;
    }
}
