using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UnityAdmin.Tests.Selling;

public sealed class OfferApiTests
{
    [Theory, BothDatabases]
    public async Task From_submission_to_accepted_counter_over_http(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var storefront = server.NewClient();
        using var program = await server.NewProgramAsync(Role.Staff);
        var (batch, token, id) = await SubmitAsync(storefront);
        var (sentStatus, sent) = await OfferAsync(program, id, 100.5m, "Deal?");
        Assert.Equal((HttpStatusCode.OK, 1), (sentStatus, sent.GetProperty("revision").GetInt32()));

        var (_, offer) = await storefront.GetJsonAsync($"/api/offers/{batch}?token={token}");
        var shown = offer.GetProperty("submission");
        Assert.Equal("100.50", shown.GetProperty("offered_price").GetRawText());
        Assert.Equal(1, shown.GetProperty("revision").GetInt32());
        Assert.DoesNotContain("871234567", offer.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("sorcha@example.com", offer.GetRawText(), StringComparison.Ordinal);

        var respond = $"/api/offers/{batch}/respond";
        var (counterStatus, countered) = await storefront.PostAsync(respond, Answer("counter", 1, token, 115));
        Assert.Equal((HttpStatusCode.OK, "counter_offer"), (counterStatus, countered.Text("new_status")));
        var (staleStatus, stale) = await storefront.PostAsync(respond, Answer("accept", 1, token));
        Assert.Equal(HttpStatusCode.Conflict, staleStatus);
        Assert.Equal("countered", stale.GetProperty("current").Text("offer_status"));

        var (_, whole) = await program.GetJsonAsync($"/api/admin/sell-requests/{id}");
        Assert.Equal("countered", whole.GetProperty("submission").Text("offer_status"));
        var (_, again) = await OfferAsync(program, id, 115);
        Assert.Equal(3, again.GetProperty("revision").GetInt32());
        var (acceptStatus, accepted) = await storefront.PostAsync(respond, Answer("accept", 3, token));
        Assert.Equal((HttpStatusCode.OK, "accepted"), (acceptStatus, accepted.Text("new_status")));
        Assert.Equal(11_500L, await server.Rows.ScalarAsync<long>("SELECT final_price_cents FROM sell_submissions"));
        Assert.Equal("approved", await server.Rows.ScalarAsync<string>("SELECT status FROM sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task Fifty_answers_at_once_are_one_200_and_forty_nine_409(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var storefront = server.NewClient();
        using var program = await server.NewProgramAsync(Role.Staff);
        var (batch, token, id) = await SubmitAsync(storefront);
        Assert.Equal(HttpStatusCode.OK, (await OfferAsync(program, id, 100)).Status);
        JsonObject Nth(int i) => (i % 3) switch
        {
            0 => Answer("accept", 1, token, message: $"answer {i}"),
            1 => Answer("refuse", 1, token, message: $"answer {i}"),
            _ => Answer("counter", 1, token, 100 + i, $"answer {i}"),
        };
        var respond = $"/api/offers/{batch}/respond";
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => storefront.PostAsync(respond, Nth(i))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(1, await server.Rows.CountAsync("sell_offers", "made_by = 'shop' AND answer_message LIKE 'answer %'"));
    }

    [Theory]
    [InlineData("{\"action\":\"maybe\",\"revision\":1}", "action")]
    [InlineData("{\"action\":\"0\",\"revision\":1}", "action")]
    [InlineData("{\"action\":\"accept\"}", "revision")]
    [InlineData("{\"action\":\"accept\",\"revision\":\"1\"}", "revision")]
    [InlineData("{\"action\":\"counter\",\"revision\":1}", "counter_price")]
    [InlineData("{\"action\":\"counter\",\"revision\":1,\"counter_price\":-1}", "counter_price")]
    [InlineData("{\"action\":\"counter\",\"revision\":1,\"counter_price\":0}", "counter_price")]
    public async Task A_bad_answer_names_its_field(string body, string field)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var storefront = server.NewClient();
        using var program = await server.NewProgramAsync(Role.Staff);
        var (batch, token, id) = await SubmitAsync(storefront);
        Assert.Equal(HttpStatusCode.OK, (await OfferAsync(program, id, 100)).Status);
        var answer = JsonNode.Parse(body)!;
        answer["token"] = token;
        var (status, problem) = await storefront.PostAsync($"/api/offers/{batch}/respond", answer);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        Assert.Equal("open", await server.Rows.ScalarAsync<string>("SELECT answer FROM sell_offers"));
    }

    [Fact]
    public async Task The_admin_api_opens_to_tokens_only_and_says_what_is_wrong()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var nobody = server.NewClient();
        var (_, _, id) = await SubmitAsync(nobody);
        foreach (var path in new[] { "/api/admin/sell-requests", $"/api/admin/sell-requests/{id}" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetJsonAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OfferAsync(nobody, id, 1)).Status);

        using var program = await server.NewProgramAsync(Role.Staff);
        var offer = $"/api/admin/sell-requests/{id}/offer";
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetJsonAsync("/api/admin/sell-requests/999")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsync(offer, new JsonObject { ["offered_price"] = "100" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await OfferAsync(program, id, 0)).Status);
        var tooLong = new JsonObject { ["offered_price"] = 10, ["expires_in_days"] = 31 };
        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsync(offer, tooLong)).Status);
        const string nonsense = "/api/admin/sell-requests?status=nonsense&page=0&limit=x";
        Assert.Equal(HttpStatusCode.BadRequest, (await program.GetJsonAsync(nonsense)).Status);
        Assert.Equal(HttpStatusCode.OK, (await OfferAsync(program, id, 10)).Status);
        var (conflict, said) = await OfferAsync(program, id, 11);
        Assert.Equal(HttpStatusCode.Conflict, conflict);
        Assert.Contains("Staff program has already sent €10.00", said.Text("error"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_list_pages_searches_and_sums_up(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var storefront = server.NewClient();
        using var program = await server.NewProgramAsync(Role.Staff);
        for (var i = 0; i < 5; i++)
        {
            var form = Storefront.Form();
            form["contact_phone"] = $"+353 86 555 000{i}";
            Assert.Equal(HttpStatusCode.Created, (await storefront.PostAsync("/api/sell-submissions", form)).Status);
        }

        var (_, second) = await program.GetJsonAsync("/api/admin/sell-requests?page=2&limit=2&status=pending");
        Assert.Equal([3, 2], second.GetProperty("submissions").EnumerateArray().Select(row => row.GetProperty("id").GetInt32()));
        var pagination = second.GetProperty("pagination");
        Assert.Equal((5, 3), (pagination.GetProperty("total").GetInt32(), pagination.GetProperty("total_pages").GetInt32()));
        var (_, third) = await program.GetJsonAsync(
            $"/api/admin/sell-requests?limit=2&status=pending&cursor={pagination.Text("next_cursor")}");
        Assert.Equal([1], third.GetProperty("submissions").EnumerateArray().Select(row => row.GetProperty("id").GetInt32()));
        Assert.Equal(JsonValueKind.Null, third.GetProperty("pagination").GetProperty("next_cursor").ValueKind);
        var (wrong, _) = await program.GetJsonAsync("/api/admin/sell-requests?cursor=7");
        Assert.Equal(HttpStatusCode.BadRequest, wrong);
        var summary = Assert.Single(second.GetProperty("summary").EnumerateArray());
        Assert.Equal("pending", summary.Text("status"));
        Assert.Equal((5, 5), (summary.GetProperty("count").GetInt32(), summary.GetProperty("total_items").GetInt32()));
        var (_, found) = await program.GetJsonAsync("/api/admin/sell-requests?search=086%20555%200003");
        Assert.Equal("+353865550003", Assert.Single(found.GetProperty("submissions").EnumerateArray()).Text("contact_phone"));
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> OfferAsync(
        HttpClient program, int id, decimal euros, string? message = null) => program.PostAsync(
        $"/api/admin/sell-requests/{id}/offer", new JsonObject { ["offered_price"] = euros, ["offer_message"] = message });

    private static JsonObject Answer(
        string action, int revision, string token, int? counterPrice = null, string message = "As I said") => new()
    {
        ["action"] = action,
        ["counter_price"] = counterPrice,
        ["message"] = message,
        ["revision"] = revision,
        ["token"] = token,
    };

    private static async Task<(string Batch, string Token, int Id)> SubmitAsync(HttpClient storefront)
    {
        var (status, body) = await storefront.PostAsync("/api/sell-submissions", Storefront.Form());
        Assert.Equal(HttpStatusCode.Created, status);
        return (body.Text("batch_id"), Storefront.TokenOf(body), body.GetProperty("submission_id").GetInt32());
    }
}
