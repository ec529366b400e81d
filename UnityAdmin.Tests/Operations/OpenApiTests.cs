using System.Net;
using System.Text.Json;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Operations;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_tells_what_calls_of_the_storefront_take_and_give()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var client = server.NewClient();
        var (status, document) = await client.GetJsonAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("quantity", Resolved(document, BodyOf(document, "/api/orders/create").GetProperty("properties").GetProperty("items")
            .GetProperty("items")).GetProperty("properties").EnumerateObject().Select(one => one.Name));
        Assert.Equal("items", Assert.Single(BodyOf(document, "/api/orders/create").GetProperty("required").EnumerateArray()).GetString());
        Assert.Contains("customer_phone", Names(document, "/api/checkout"));
        Assert.Contains("customer", Names(document, "/api/reservations/create"));
        Assert.Equal(["events", "sessionId"], Names(document, "/api/analytics/track"));
        Assert.Contains("Idempotency-Key", PostOf(document, "/api/orders/create").GetRawText(), StringComparison.Ordinal);
        var catalogue = document.GetProperty("paths").GetProperty("/api/products").GetProperty("get");
        Assert.Equal(["category", "size", "brand", "q", "page", "limit", "cursor"],
            catalogue.GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Contains("inStock", document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_reservation_is_told_where_it_is_given_and_where_it_is_taken()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var client = server.NewClient();
        var (_, document) = await client.GetJsonAsync("/openapi/v1.json");
        var answer = PostOf(document, "/api/reservations/create").GetProperty("responses").GetProperty("200").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema");
        foreach (var shape in new[]
        {
            BodyOf(document, "/api/orders/create"), BodyOf(document, "/api/reservations/create"), Resolved(document, answer),
        })
        {
            Assert.NotEmpty(shape.GetProperty("properties").GetProperty("reservation_token").Text("description"));
        }
    }

    [Fact]
    public async Task Describing_a_body_turns_nobody_away_who_forgets_the_content_type()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var client = server.NewClient();
        using var plain = new StringContent("""{"items":[{"product_id":1,"quantity":1}]}""");
        plain.Headers.ContentType = null;
        using var answer = await client.PostAsync(new Uri("/api/orders/create", UriKind.Relative), plain, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("product_not_on_sale", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement document, string path) =>
        BodyOf(document, path).GetProperty("properties").EnumerateObject().Select(one => one.Name);

    private static JsonElement BodyOf(JsonElement document, string path) => Resolved(document, PostOf(document, path)
        .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

    private static JsonElement PostOf(JsonElement document, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty("post");

    private static JsonElement Resolved(JsonElement document, JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
        : schema;
}
