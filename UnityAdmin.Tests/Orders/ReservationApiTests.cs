using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>What the storefront sends to POST /api/reservations/create, and what it is answered.</summary>
public sealed class ReservationApiTests
{
    private const string Path = "/api/reservations/create";

    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:OrdersPerMinute"] = "100000" },
    };

    [Theory, BothDatabases]
    public async Task A_reservation_is_answered_with_what_is_held_and_until_when(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        var (shoe, hoodie) = (await AddAsync(server, 2), await AddAsync(server, 1, "Box logo"));
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync(Path, Form((shoe, 2), (hoodie, null)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["expires_at", "message", "reservation_token", "reservations", "success"], Names(body));
        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Equal("2 products are reserved for you.", body.Text("message"));
        Assert.Equal(server.Clock!.Now.AddHours(24), body.GetProperty("expires_at").GetDateTime().ToUniversalTime());
        var held = body.GetProperty("reservations").EnumerateArray().ToList();
        Assert.Equal(["product_id", "product_title", "quantity", "reservation_id"], Names(held[0]));
        Assert.Equal([(shoe, "Air Max 1", 2), (hoodie, "Box logo", 1)], held.Select(one => (one.GetProperty("product_id").GetInt32(),
            one.Text("product_title"), one.GetProperty("quantity").GetInt32())));
        var rows = await server.Rows.RowsAsync("SELECT * FROM product_reservations ORDER BY id");
        var ids = held.Select(one => one.GetProperty("reservation_id").GetInt64());
        Assert.Equal(ids, rows.Select(row => Convert.ToInt64(row["id"], null)));
        Assert.All(rows, row => Assert.Equal(
            ("+353871234567", "WEB-1042", "basket-7"), (row["customer_phone"], row["order_number"], row["session_id"])));
    }

    [Theory, BothDatabases]
    public async Task What_is_gone_is_a_409_that_names_each_and_leaves_nothing(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var (there, gone, few) = (await AddAsync(server, 9), await AddAsync(server, 0, "Samba"), await AddAsync(server, 1, "Dunk Low"));
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync(Path, Form((there, 1), (gone, 1), (few, 2)));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Contains("Samba is sold out.", body.Text("error"), StringComparison.Ordinal);
        Assert.Contains("Dunk Low: 1 left, 2 wanted.", body.Text("error"), StringComparison.Ordinal);
        Assert.Equal(new[] { $"{gone}", $"{few}" }.Order(StringComparer.Ordinal), Names(body.GetProperty("errors")));
        Assert.Equal(0, await server.Rows.CountAsync("product_reservations") + await server.Rows.CountAsync("users")
            + await server.Rows.CountAsync("stock_moves", "reason = 'reservation'"));
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        var product = await AddAsync(server, 5);
        using var client = server.NewClient();
        var form = Form((product, 11), (0, 1));
        form["customer"]!["phone"] = "not a phone";
        form["customer"]!["email"] = "nobody@@example";
        form["customer"]!.AsObject().Remove("name");
        form["session_id"] = new string('x', 500);
        await AssertWrongAsync(client, form,
            "customer.email", "customer.name", "customer.phone", "items[0].quantity", "items[1].id", "session_id");
        await AssertWrongAsync(client, new JsonObject(), "customer", "items");
        await AssertWrongAsync(client, Form((product, 6), (product, 5)), "items");
        await AssertWrongAsync(client, Form((99_999, 1)), "items");
        Assert.Equal(0, await server.Rows.CountAsync("product_reservations") + await server.Rows.CountAsync("users"));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("\"3\"")]
    public async Task A_quantity_that_is_no_small_whole_number_holds_nothing(string quantity)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        var form = Form((await AddAsync(server, 5), 1));
        form["items"]![0]!["quantity"] = JsonNode.Parse(quantity);
        using var client = server.NewClient();
        await AssertWrongAsync(client, form, "items[0].quantity");
        Assert.Equal(0, await server.Rows.CountAsync("product_reservations"));
    }

    [Theory, BothDatabases]
    public async Task A_repeat_under_its_key_gets_the_first_answer_and_holds_once(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var product = await AddAsync(server, 5);
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "basket-7/1");
        var (first, again) = (await client.PostAsync(Path, Form((product, 1))), await client.PostAsync(Path, Form((product, 1))));
        Assert.Equal((HttpStatusCode.OK, first.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync(Path, Form((product, 2)))).Status);
        Assert.Equal(1, await server.Rows.CountAsync("product_reservations"));
    }

    internal static JsonObject Form(params (int Id, int? Quantity)[] items) => new()
    {
        ["items"] = new JsonArray([.. items.Select(item => item.Quantity is { } quantity
            ? new JsonObject { ["id"] = item.Id, ["quantity"] = quantity }
            : new JsonObject { ["id"] = item.Id })]),
        ["customer"] = new JsonObject { ["name"] = "Sorcha Walsh", ["phone"] = "087 123 4567", ["email"] = "sorcha@example.com" },
        ["order_number"] = "WEB-1042",
        ["session_id"] = "basket-7",
    };

    private static Task<int> AddAsync(AppServer server, int units, string name = "Air Max 1") =>
        StockSteps.AddProductAsync(server.Services, units, name: name);

    private static async Task AssertWrongAsync(HttpClient client, JsonObject form, params string[] fields)
    {
        var (status, body) = await client.PostAsync(Path, form);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal(fields, Names(body.GetProperty("errors")));
    }

    private static IEnumerable<string> Names(JsonElement body) =>
        body.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal);
}
