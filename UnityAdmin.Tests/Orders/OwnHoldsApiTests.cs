using System.Net;
using System.Text.Json.Nodes;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>Whose hold it is, as the storefront sees it: the session's or the token's, and never whose phone number was typed.</summary>
public sealed class OwnHoldsApiTests
{
    private const string Reserve = "/api/reservations/create";
    private const string Order = "/api/orders/create";

    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:OrdersPerMinute"] = "100000" },
    };

    [Theory, BothDatabases]
    public async Task A_stranger_with_somebody_s_phone_and_e_mail_neither_uses_up_nor_sees_their_hold(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services, 1);
        using var client = server.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Reserve, Form(product, session: "ann"))).Status);

        var bought = await client.PostAsync(Order, Form(product, session: "stranger"));
        Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (bought.Status, bought.Body.Text("code")));
        var reserved = await client.PostAsync(Reserve, Form(product, session: "stranger"));
        Assert.Equal((HttpStatusCode.Conflict, "insufficient_stock"), (reserved.Status, reserved.Body.Text("code")));
        Assert.Equal(1, await server.Rows.CountAsync("product_reservations", "status = 'pending'"));
        Assert.Equal(0, await server.Rows.CountAsync("orders"));
    }

    [Theory]
    [BothDatabases("ann", "stranger")]
    [BothDatabases(null, null)]
    public async Task Whoever_reserves_with_somebody_s_phone_does_not_lock_them_out(TestDatabase on, string? own, string? other)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services, 5);
        using var client = server.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Reserve, Form(product, session: other))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Reserve, Form(product, session: own))).Status);
        Assert.Equal(2, await server.Rows.CountAsync("product_reservations", "status = 'pending'"));
        Assert.Equal(1, await server.Rows.CountAsync("users"));
    }

    [Theory, BothDatabases]
    public async Task The_session_or_the_token_uses_up_its_own_hold_whatever_the_contact_says(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var (shoe, hoodie) = (await StockSteps.AddProductAsync(server.Services, 1), await StockSteps.AddProductAsync(server.Services, 1));
        using var client = server.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Reserve, Form(shoe, session: "ann"))).Status);
        var token = (await client.PostAsync(Reserve, Form(hoodie))).Body.Text("reservation_token");

        var again = await client.PostAsync(Reserve, Form(hoodie, token: token));
        Assert.Equal("already_reserved", again.Body.Text("code"));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Order, Form(shoe, "086 999 9999", session: "ann"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync(Order, Form(hoodie, token: token[1..] + "A"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Order, Form(hoodie, "086 999 9999", token: token))).Status);
        Assert.Equal(2, await server.Rows.CountAsync("product_reservations", "status = 'confirmed' AND order_id IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task A_token_has_256_bits_is_stored_only_hashed_and_goes_on_for_further_products(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var (shoe, hoodie) = (await StockSteps.AddProductAsync(server.Services, 1), await StockSteps.AddProductAsync(server.Services, 1));
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        var first = await client.PostAsync(Reserve, Form(shoe));
        var token = first.Body.Text("reservation_token");
        Assert.Matches("^[A-Za-z0-9_-]{43}$", token);
        var repeat = await client.PostAsync(Reserve, Form(shoe));
        Assert.Equal((HttpStatusCode.OK, first.Body.GetRawText()), (repeat.Status, repeat.Body.GetRawText()));

        _ = client.DefaultRequestHeaders.Remove("Idempotency-Key");
        Assert.Equal(token, (await client.PostAsync(Reserve, Form(hoodie, token: token))).Body.Text("reservation_token"));
        Assert.Equal(1, await server.Rows.ScalarAsync<int>("SELECT COUNT(DISTINCT token_hash) FROM product_reservations"));
        foreach (var table in new[] { "product_reservations", "idempotency_keys", "system_logs" })
        {
            foreach (var row in await server.Rows.RowsAsync($"SELECT * FROM {table}"))
                Assert.DoesNotContain(token, string.Join('|', row.Values), StringComparison.Ordinal);
        }

        // Nobody chooses a token of their own: it would be as weak as they like.
        var chosen = new string('a', 43);
        var other = await client.PostAsync(Reserve, Form(await StockSteps.AddProductAsync(server.Services, 1), token: chosen));
        Assert.NotEqual(chosen, other.Body.Text("reservation_token"));
    }

    internal static JsonObject Form(int product, string phone = "087 123 4567", string? session = null, string? token = null)
    {
        var form = new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["product_id"] = product, ["quantity"] = 1 }),
            ["customer_name"] = "Ann Byrne",
            ["customer_phone"] = phone,
            ["customer_email"] = "ann@example.com",
        };
        if (session is not null) form["session_id"] = session;
        if (token is not null) form["reservation_token"] = token;
        return form;
    }
}
