using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What was sent in, as its seller knows it.</summary>
/// <param name="OfferPath">The seller's link without its host.</param>
internal sealed record Sent(int Id, string BatchId, string OfferPath)
{
    public string ReviewPath => string.Create(CultureInfo.InvariantCulture, $"/sell-requests/{Id}");
}

/// <summary>What sellers do over HTTP before a journey begins.</summary>
internal static class StorefrontSteps
{
    /// <summary>Two different photographs, as a phone would send them.</summary>
    public static readonly string[] TwoPhotos = ["sneaker-low-white-side.webp", "sneaker-low-white-sole.webp"];

    public static JsonObject Form(string name, string phone = "087 123 4567", decimal? price = 120.50m) => With(Storefront.Form(), form =>
    {
        form["contact_name"] = name;
        form["contact_phone"] = phone;
        form["items"]![0]!["price"] = price;
    });

    public static JsonObject Item(string brand, decimal price) => With(Storefront.Item(), item =>
    {
        item["brand"] = brand;
        item["price"] = price;
    });

    public static async Task<Sent> SubmitAsync(this AppServer server, JsonObject form, params string[] photos)
    {
        using var client = server.NewClient();
        using var body = Multipart(form, photos);
        using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), body, Stop);
        var sent = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, sent.ToString());
        var link = new Uri(sent.Text("offer_url"));
        return new Sent(sent.GetProperty("submission_id").GetInt32(), sent.Text("batch_id"), link.PathAndQuery);
    }

    private static MultipartFormDataContent Multipart(JsonObject form, string[] photos)
    {
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in form)
            body.Add(new StringContent(value is JsonValue ? value.ToString() : value!.ToJsonString()), name);
        foreach (var photo in photos)
        {
            var file = new ByteArrayContent(File.ReadAllBytes(Path.Combine(SourceTree.Root, "UnityAdmin/Demo/Photos", photo)));
            file.Headers.ContentType = new MediaTypeHeaderValue("image/webp");
            body.Add(file, "photos", photo);
        }

        return body;
    }

    private static JsonObject With(JsonObject made, Action<JsonObject> change)
    {
        change(made);
        return made;
    }
}
