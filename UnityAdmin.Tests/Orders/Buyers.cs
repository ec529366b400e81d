using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace UnityAdmin.Tests.Orders;

/// <summary>What one request was answered; no status when the connection broke.</summary>
internal sealed record Answered(string Sent, HttpStatusCode? Status, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>Many clients of a running shop at once, as the storefront's visitors are.</summary>
internal static class Buyers
{
    public const string Path = "/api/orders/create";

    /// <summary>Sends every body, so many in flight, each once.</summary>
    public static async Task<IReadOnlyList<Answered>> SendAllAsync(
        HttpClient client, IReadOnlyList<string> bodies, int inFlight, string path = Path)
    {
        var answers = new Answered[bodies.Count];
        await Parallel.ForAsync(0, bodies.Count, new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = Stop },
            async (index, stop) => answers[index] = await SendAsync(client, bodies[index], null, path, stop));
        return answers;
    }

    public static async Task<Answered> SendAsync(
        HttpClient client, string body, string? key = null, string path = Path, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await client.SendAsync(request, stop);
            return new Answered(body, answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (HttpRequestException broken)
        {
            return new Answered(body, null, broken.Message);
        }
    }

    public static string Cart(params (int Product, int Quantity)[] lines) => new JsonObject
    {
        ["items"] = new JsonArray(
            [.. lines.Select(line => new JsonObject { ["product_id"] = line.Product, ["quantity"] = line.Quantity })]),
    }.ToJsonString();

    public static string Cart(int product) => Cart((product, 1));

    public static int Count(this IEnumerable<Answered> answers, HttpStatusCode status) => answers.Count(answer => answer.Status == status);

    /// <summary>How much of a check runs; 1 in CI, more by <c>UNITY_LOAD</c> where there is time.</summary>
    public static int Times(int usual) =>
        usual * int.Parse(Environment.GetEnvironmentVariable("UNITY_LOAD") ?? "1", CultureInfo.InvariantCulture);
}
