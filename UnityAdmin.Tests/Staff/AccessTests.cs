using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Staff;

/// <summary>Everyone knocks at every door the running program has, and is told what <see cref="Doors"/> says.</summary>
public sealed class AccessTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string>
        {
            ["RateLimits:SubmitPerMinute"] = "100000",
            ["RateLimits:OffersPerMinute"] = "100000",
            ["RateLimits:SignInPerMinute"] = "100000",
        },
    };

    [Fact]
    public async Task Every_route_of_the_program_is_in_the_table_and_nothing_else_is()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        var known = Doors.All.Select(door => $"{door.Method} {door.Route}").ToHashSet();
        var there = Routes(server).SelectMany(route => MethodsOf(route).Select(method => $"{method} {Spelt(route)}")).ToHashSet();
        Assert.Empty(there.Except(known).Select(route => $"{route} has no row in Doors.cs"));
        Assert.Empty(known.Except(there).Select(route => $"{route} is in Doors.cs but not in the program"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, Caller.Nobody)]
    [InlineData(TestDatabase.Sqlite, Caller.Storefront)]
    [BothDatabases(Caller.Staff)]
    [InlineData(TestDatabase.Sqlite, Caller.Manager)]
    [BothDatabases(Caller.Admin)]
    [InlineData(TestDatabase.Sqlite, Caller.OwesPassword)]
    [InlineData(TestDatabase.Sqlite, Caller.Locked)]
    [BothDatabases(Caller.StaffProgram)]
    [InlineData(TestDatabase.Sqlite, Caller.ManagerProgram)]
    [InlineData(TestDatabase.Sqlite, Caller.AdminProgram)]
    [InlineData(TestDatabase.Sqlite, Caller.ExpiredProgram)]
    [InlineData(TestDatabase.Sqlite, Caller.RevokedProgram)]
    public async Task Each_door_answers_as_the_table_says(TestDatabase on, Caller caller)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        var (batch, token) = await SubmitWithPhotoAsync(server);
        using var client = await caller.ArriveAsync(server);
        var wrong = new List<string>();
        foreach (var door in Doors.All)
        {
            var path = (door.Path ?? door.Route).Replace(Doors.Batch, batch).Replace(Doors.Token, token);
            var (expected, seen) = (Expected(door, caller), await KnockAsync(client, door.Method, path));
            if (seen != expected) wrong.Add($"{caller} {door.Method} {path}: {seen}, expected {expected}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task Static_files_are_open_to_everyone()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var nobody = server.NewClient();
        var assets = Endpoints(server).Where(IsAsset).Select(Spelt).Where(path => !path.Contains('{')).Distinct().ToList();
        Assert.Contains(assets, path => path.EndsWith("failure.html", StringComparison.Ordinal));
        Assert.Contains(assets, path => path.Contains("blazor.web", StringComparison.Ordinal));
        var shut = new List<string>();
        foreach (var path in assets)
            if (await KnockAsync(nobody, "GET", path) is var seen && seen != "200") shut.Add($"{path}: {seen}");
        Assert.Empty(shut);
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/_blazor/disconnect")]
    public async Task Nobody_opens_a_circuit(string path)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite);
        using var nobody = server.NewClient();
        Assert.Equal("401 problem", await KnockAsync(nobody, "POST", path));
    }

    [Fact]
    public async Task A_cookie_does_not_open_the_api_and_a_token_no_page()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits, new TestClock());
        using var person = await Caller.Admin.ArriveAsync(server);
        using var program = await Caller.AdminProgram.ArriveAsync(server);
        Assert.Equal("401 problem", await KnockAsync(person, "GET", "/api/admin/sell-requests"));
        Assert.Equal("to /sign-in", await KnockAsync(program, "GET", "/account"));
        Assert.Equal("200", await KnockAsync(program, "GET", "/api/admin/sell-requests"));
        Assert.Equal("200", await KnockAsync(person, "GET", "/account"));
    }

    private static string Expected(Door door, Caller caller)
    {
        if (door.Asks == Asks.Nothing) return caller.CookieRole() is null ? door.Answer : door.Inside ?? door.Answer;
        if (door.Asks >= Asks.ClientStaff)
        {
            if (caller.TokenRole() is not { } held) return "401 problem";
            return held >= door.Asks - Asks.ClientStaff + Role.Staff ? door.Answer : "403 problem";
        }

        if (caller.CookieRole() is not { } role) return "to /sign-in";
        if (door.Asks == Asks.SignedIn) return door.Answer;
        if (caller == Caller.OwesPassword) return "to /account/password";
        return role >= door.Asks - Asks.Staff + Role.Staff ? door.Answer : "to /no-access";
    }

    private static async Task<string> KnockAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await client.SendAsync(request, Stop);
        if (answer.StatusCode == HttpStatusCode.Redirect)
            return "to " + new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath;
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)) return status;
        if (answer.Content.Headers.ContentType?.MediaType != ApiProblem.ContentType) return status;
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));
        var inWords = !problem.GetProperty("success").GetBoolean() && problem.Text("error").Length > 0;
        return inWords ? status + " problem" : status + " without words";
    }

    private static async Task<(string Batch, string Token)> SubmitWithPhotoAsync(AppServer server)
    {
        using var storefront = server.NewClient();
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Storefront.Form())
            form.Add(new StringContent(name == "items" ? value!.ToJsonString() : value!.GetValue<string>()), name);
        var photo = new ByteArrayContent(Png);
        photo.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(photo, "photos", "front.png");
        using var created = await storefront.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), form, Stop);
        var body = JsonSerializer.Deserialize<JsonElement>(await created.Content.ReadAsStringAsync(Stop));
        return (body.Text("batch_id"), Storefront.TokenOf(body));
    }

    private static IEnumerable<RouteEndpoint> Endpoints(AppServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    // Blazor's own connection has a fact of its own below; the rest is the program's.
    private static IEnumerable<RouteEndpoint> Routes(AppServer server) =>
        Endpoints(server).Where(route => !IsAsset(route) && !Spelt(route).StartsWith("/_", StringComparison.Ordinal));

    // The second is there for a program that runs as built, so that files added since are found.
    private static bool IsAsset(RouteEndpoint route) =>
        route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Spelt(route) == "/{**path:file}";

    private static IEnumerable<string> MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string Spelt(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');
}
