using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using UnityAdmin.Tests.Media;

namespace UnityAdmin.Tests.Selling;

/// <summary>A key sends in, offers and answers once, however often it is sent.</summary>
public sealed class SellingRepeatTests
{
    /// <summary>Field case 31.</summary>
    [Theory, BothDatabases]
    public async Task A_form_sent_twice_under_one_key_is_one_batch(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        var first = await SendAsync(client, "/api/sell-submissions", Storefront.Form(), "form-1");
        var again = await SendAsync(client, "/api/sell-submissions", Storefront.Form(), "\"form-1\"");
        Assert.Equal((HttpStatusCode.Created, first.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        Assert.Equal(1, await server.Rows.CountAsync("sell_submissions"));
        Assert.Equal(1, await server.Rows.CountAsync("outbox_messages"));
        var kept = await server.Rows.ScalarAsync<string>("SELECT response FROM idempotency_keys");
        Assert.DoesNotContain(Storefront.TokenOf(first.Body), kept, StringComparison.Ordinal);

        var other = Storefront.Form();
        other["notes"] = "One more thing";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(client, "/api/sell-submissions", other, "form-1")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(client, "/api/sell-submissions", Storefront.Form(), "form-2")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(client, "/api/sell-submissions", Storefront.Form(), "a b")).Status);
    }

    [Fact]
    public async Task The_same_photos_are_the_same_form_and_another_photo_another()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "form-1");
        var statuses = new List<HttpStatusCode>();
        foreach (var photo in new[] { TestPhotos.Jpeg(8, 8), TestPhotos.Jpeg(8, 8), TestPhotos.Jpeg(9, 8) })
        {
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in Storefront.Form())
                form.Add(new StringContent(value is JsonArray ? value.ToJsonString() : value!.ToString()), name);
            using var file = new ByteArrayContent(photo);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(file, "photos", "shoe.jpg");
            using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), form, Stop);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity], statuses);
        Assert.Equal(1, await server.Rows.CountAsync("images"));
    }

    [Theory, BothDatabases]
    public async Task An_offer_and_its_answer_are_given_once_under_their_keys(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var seller = server.NewClient();
        var created = (await SendAsync(seller, "/api/sell-submissions", Storefront.Form(), "form")).Body;
        var id = created.GetProperty("submission_id").GetInt32();
        using var program = await server.NewProgramAsync(Role.Staff);
        var (offer, to) = (new JsonObject { ["offered_price"] = 90 }, $"/api/admin/sell-requests/{id}/offer");
        var sent = await SendAsync(program, to, offer, "offer");
        var resent = await SendAsync(program, to, offer, "offer");
        Assert.Equal((HttpStatusCode.OK, sent.Body.GetRawText()), (resent.Status, resent.Body.GetRawText()));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(program, to, offer, "another")).Status);
        var elsewhere = await SendAsync(program, "/api/admin/sell-requests/99/offer", offer, "offer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.Status);

        var path = $"/api/offers/{created.Text("batch_id")}/respond";
        var accept = new JsonObject { ["action"] = "accept", ["revision"] = 1, ["token"] = Storefront.TokenOf(created) };
        var answered = await SendAsync(seller, path, accept, "answer");
        var repeated = await SendAsync(seller, path, accept, "answer");
        Assert.Equal((HttpStatusCode.OK, answered.Body.GetRawText()), (repeated.Status, repeated.Body.GetRawText()));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(seller, path, accept, "late")).Status);
        Assert.Equal(1, await server.Rows.CountAsync("sell_offers"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient client, string path, JsonNode body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Stop);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, document.RootElement.Clone());
    }
}
