using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace UnityAdmin.Tests.Staff;

public sealed class ShutDoorTests
{
    /// <summary>Everything a stranger may reach; an endpoint that joins it is added here by hand.</summary>
    private static readonly string[] Public =
    [
        "/sign-in", "/sign-out", "/first-admin", "/no-access", "/not-found", "/health", "/openapi", "/api/sell-submissions", "/api/offers",
        "/offers/{BatchId}", "/api/{**rest}", "/api/products", "/api/orders/create", "/api/checkout", "/api/reservations/create",
        "/api/analytics/track", "/scalar",
    ];

    [Theory, BothDatabases]
    public async Task Every_endpoint_that_is_not_listed_as_public_is_shut_to_nobody(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on);
        using var stranger = server.NewClient();
        var open = new List<string>();
        foreach (var endpoint in Endpoints(server).Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = System.Text.RegularExpressions.Regex.Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "1");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
                using var answer = await stranger.SendAsync(request, Stop);
                var shut = answer.StatusCode == HttpStatusCode.Unauthorized
                    || answer.Headers.Location?.PathAndQuery().StartsWith("/sign-in?", StringComparison.Ordinal) == true;
                if (!shut) open.Add($"{method} {path}: {answer.StatusCode}");
            }
        }

        Assert.Empty(open);
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_public_that_is_not_meant_to_be(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on);
        var unexpected = Endpoints(server)
            .Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsAsset(one))
            .Select(one => "/" + one.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !Public.Any(known => path == known || path.StartsWith(known + "/", StringComparison.Ordinal)));
        Assert.Empty(unexpected.Distinct());
    }

    [Theory]
    [BothDatabases("/api/admin/sell-requests", HttpStatusCode.Unauthorized)]
    [BothDatabases("/api/no-such-thing", HttpStatusCode.NotFound)]
    public async Task The_api_answers_strangers_in_its_own_words(TestDatabase on, string path, HttpStatusCode status)
    {
        await using var server = await AppServer.StartAsync(on);
        using var stranger = server.NewClient();
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"success\":false,\"error\":\"", body, StringComparison.Ordinal);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(AppServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(one => one.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));
}
