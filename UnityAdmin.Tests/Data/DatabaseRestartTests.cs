using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UnityAdmin.Data;
using UnityAdmin.Staff;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Staff;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Data;

/// <summary>Check 25 of quality.md section 2: PostgreSQL restarts under load, in good order and as in a crash.</summary>
public sealed class DatabaseRestartTests
{
    private const int Clients = 8;

    // Beside the statuses: orders that were acknowledged.
    private const int Sold = -1;

    // What each of these answers while all is well.
    private static readonly Dictionary<string, int[]> Asked = new()
    {
        ["GET /api/products"] = [200],
        ["GET /api/products/999999"] = [404],
        ["POST /api/orders/create"] = [200],
        ["POST /api/reservations/create"] = [200, 201, 409],
        ["POST /api/analytics/track"] = [200],
        ["GET /api/offers/BATCH-20260101-00001?token=x"] = [403, 404],
        ["GET /api/admin/sell-requests"] = [401],
        ["GET /health/ready"] = [200],
        ["GET /health"] = [200],
        ["GET /sign-in"] = [200, 302],
        ["GET /orders"] = [200],
        ["GET /orders.csv"] = [200],
        ["GET /sell-requests.csv"] = [200],
        ["GET /stock.csv"] = [200],
        ["GET /analytics/days.csv"] = [200],
        ["GET /photos/999999"] = [404],
        ["GET /account"] = [200],
        ["GET /hangfire"] = [200],
    };

    [Fact]
    public async Task While_it_restarts_everything_is_answered_with_503_and_when_to_ask_again()
    {
        using var postgres = OwnPostgres.Start();
        var folder = TempFolder.New();
        using var server = await ChildServer.StartAsync(postgres.Database, folder);
        using var client = await SignedInAsync(postgres.Database, server.Url);
        var wrong = new ConcurrentBag<string>();
        var seen = new ConcurrentDictionary<int, int>();
        using var over = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients)
            .Select(number => Task.Run(() => AskOnAsync(client, number, wrong, seen, over.Token), Stop)).ToList();
        foreach (var mode in new[] { "fast", "immediate" })
        {
            await UntilWellAsync(seen, 40);
            postgres.Restart(mode);
        }

        await UntilWellAsync(seen, 100);
        await over.CancelAsync();
        await Task.WhenAll(load);
        var connection = new NpgsqlConnectionStringBuilder(postgres.Database.ConnectionString) { Pooling = false };
        var orders = await new Rows(postgres.Database with { ConnectionString = connection.ConnectionString }).CountAsync("orders");
        Assert.InRange(orders, seen[Sold], seen[Sold] + seen.GetValueOrDefault(503));
        Assert.True(wrong.IsEmpty, string.Join("\n", wrong.GroupBy(one => one).Select(group => $"{group.Count()} x {group.Key}")));
        Assert.True(seen.GetValueOrDefault(503) > 0, "the restart was not noticed");
    }

    private static async Task AskOnAsync(
        HttpClient client, int number, ConcurrentBag<string> wrong, ConcurrentDictionary<int, int> seen, CancellationToken over)
    {
        for (var turn = number; !over.IsCancellationRequested; turn++)
        {
            var (asked, expected) = Asked.ElementAt(turn % Asked.Count);
            using var request = RequestOf(asked);
            using var answer = await TryAsync(client, request);
            if (answer is null)
            {
                // A download that had begun is cut off, so that nobody takes what came for all of it.
                if (!asked.EndsWith(".csv", StringComparison.Ordinal)) wrong.Add($"{asked}: cut off");
                continue;
            }

            var status = (int)answer.StatusCode;
            _ = seen.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == 200 && asked == "POST /api/orders/create") _ = seen.AddOrUpdate(Sold, 1, (_, count) => count + 1);
            var isRight = expected.Contains(status) || (status == 503 && answer.Headers.RetryAfter is not null);
            if (!isRight) wrong.Add($"{asked}: {status}{(status == 503 ? " without Retry-After" : "")}");
        }
    }

    private static async Task<HttpResponseMessage?> TryAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request, Stop);
        }
        catch (HttpRequestException broken) when (broken.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            return null;
        }
    }

    private static HttpRequestMessage RequestOf(string asked)
    {
        var parts = asked.Split(' ');
        var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(parts[1], UriKind.Relative));
        if (parts[0] == "GET") return request;
        var body = parts[1] switch
        {
            "/api/analytics/track" => """{"events":[{"event_type":"page_view","session_id":"s-1","path":"/"}]}""",
            "/api/reservations/create" => ReservationApiTests.Form((1, 1)).ToJsonString(),
            _ => Buyers.Cart(1),
        };
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private static async Task UntilWellAsync(ConcurrentDictionary<int, int> seen, int more)
    {
        var from = seen.GetValueOrDefault(200);
        for (var looks = 0; seen.GetValueOrDefault(200) < from + more; looks++)
        {
            Assert.True(looks < 3_000, "it did not go on by itself");
            await Task.Delay(20, Stop);
        }
    }

    // Over plain http a browser would keep the cookie to itself; the test sends it all the same.
    private static async Task<HttpClient> SignedInAsync(DatabaseAddress database, Uri url)
    {
        const string Email = "boss@unity.example";
        await using (var services = TestShop.Compose(database, TempFolder.New()).BuildServiceProvider())
        {
            var people = services.GetRequiredService<StaffDirectory>();
            Assert.Null((await people.CreateAsync(StaffSteps.Person(Email, Role.Admin), Actor.CommandLine(), Stop)).Refused);
            Assert.Equal(1, await StockSteps.AddProductAsync(services, 100_000));
        }

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = url };
        using var answer = await browser.SignInAsync(Email, StaffSteps.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("unity_staff=", StringComparison.Ordinal));
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = url, Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return client;
    }
}
