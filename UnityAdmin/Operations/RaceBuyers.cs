using System.Text.Json;

namespace UnityAdmin.Operations;

/// <summary>Buyers who all want the same thing at the same moment, each by a request of their own, as the storefront sends it.</summary>
public sealed class RaceBuyers(IHttpClientFactory clients, RehearsalPass pass)
{
    /// <summary>The name under which the client is registered.</summary>
    public const string Client = "race";

    /// <summary>How many requests are under way at once; a system lets a process open only so many connections.</summary>
    public const int MostAtOnce = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void Add(IServiceCollection services) => services.AddHttpClient(Client, client => client.Timeout = Patience)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            MaxConnectionsPerServer = MostAtOnce,
            UseProxy = false,
            AllowAutoRedirect = false,

            // It is this very process at its own address; its certificate names the address of the world outside.
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null },
        })

        // A client's log may show headers, and the pass is one.
        .RemoveAllLoggers();

    /// <param name="server">Where this process listens.</param>
    /// <param name="productId">What everyone wants one of.</param>
    /// <param name="note">What is written on each order, by which it is found again.</param>
    /// <param name="buyers">How many.</param>
    /// <param name="answered">Told how many have their answer.</param>
    /// <param name="stop">Ends all requests under way.</param>
    public async Task<IReadOnlyList<RaceAnswer>> RushAsync(
        Uri server, int productId, string note, int buyers, IProgress<int>? answered, CancellationToken stop)
    {
        using var client = clients.CreateClient(Client);
        var order = new
        {
            Items = new[] { new { ProductId = productId, Quantity = 1 } },
            CustomerName = "Race rehearsal",
            Notes = note,
        };
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = 0;
        async Task<RaceAnswer> BuyAsync()
        {
            await start.Task;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/orders/create"))
            {
                Content = JsonContent.Create(order, options: ApiProblem.Json),
            };
            pass.ShowOn(request);
            var answer = await AskAsync(client, request, stop);
            answered?.Report(Interlocked.Increment(ref done));
            return answer;
        }

        var all = Enumerable.Range(0, buyers).Select(_ => BuyAsync()).ToList();
        start.SetResult();
        return await Task.WhenAll(all);
    }

    private static async Task<RaceAnswer> AskAsync(HttpClient client, HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var answer = await client.SendAsync(request, stop);
            var body = await answer.Content.ReadFromJsonAsync<Said>(ApiProblem.Json, stop);
            return new RaceAnswer((int)answer.StatusCode, body?.Code, body?.OrderNumber);
        }
        catch (JsonException)
        {
            return new RaceAnswer(null, "not JSON", null);
        }
        catch (HttpRequestException broken)
        {
            return new RaceAnswer(null, broken.Message, null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new RaceAnswer(null, "timed out", null);
        }
    }

    private sealed record Said(string? Code, string? OrderNumber);
}
