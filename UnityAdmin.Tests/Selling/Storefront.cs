using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using UnityAdmin.Staff;

namespace UnityAdmin.Tests.Selling;

/// <summary>The storefront's side of the HTTP contract, against the whole program.</summary>
internal static class Storefront
{
    /// <summary>Limits wide enough for tests that come from one address.</summary>
    public static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string>
        {
            ["RateLimits:SubmitPerMinute"] = "100000",
            ["RateLimits:OffersPerMinute"] = "100000",
        },
    };

    public static JsonObject Form() => new()
    {
        ["contact_name"] = "Sorcha Walsh",
        ["contact_phone"] = "087 123 4567",
        ["contact_channel"] = "Instagram",
        ["contact_handle"] = "@sole.sister",
        ["contact_email"] = "sorcha@example.com",
        ["eircode"] = "d08 xy12",
        ["items"] = new JsonArray(Item()),
    };

    public static JsonObject Item() => new()
    {
        ["category"] = "Shoes",
        ["brand"] = "Nike",
        ["condition"] = "Like New",
        ["size"] = "UK 9",
        ["description"] = "Air Max 1, worn twice",
        ["price"] = 120.50m,
    };

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(this HttpClient client, string path, JsonNode body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Stop);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    public static string Text(this JsonElement body, string name) => body.GetProperty(name).GetString()!;

    public static string TokenOf(JsonElement created) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(created.Text("offer_url")).Query)["token"].ToString();

    /// <summary>A client with a bearer token of the given role, as <c>token create</c> makes them.</summary>
    public static async Task<HttpClient> NewProgramAsync(this AppServer server, Role role)
    {
        var tokens = (ApiTokens)server.Services.GetService(typeof(ApiTokens))!;
        var made = await tokens.CreateAsync($"{role} program", role, 7, Actor.CommandLine(), Stop);
        var client = server.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Value);
        return client;
    }
}
