using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

/// <summary>The storefront's call against the whole program.</summary>
public sealed class TrackApiTests
{
    private const string Path = "/api/analytics/track";

    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:TrackingPerMinute"] = "10000000" },
    };

    [Theory, BothDatabases]
    public async Task Events_are_answered_one_by_one_and_stored_before_the_answer(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        using var client = server.NewClient();
        var all = await TellAsync(
            client, """{"type":"pageview","id":"e1","path":"/"},{"type":"search","data":{"q":"Samba","results":0}}""");
        Assert.Equal((HttpStatusCode.OK, true, 2, 0), Verdict(all));
        Assert.Equal(1, await server.Rows.CountAsync(
            "analytics_events", "event_type = 'page_view' AND session_id = 's1' AND ip_address = '127.0.0.0' AND path = '/'"));
        Assert.Equal(1, await server.Rows.CountAsync("analytics_events", "search_term = 'samba' AND search_results = 0"));

        var some = await TellAsync(client, """{"type":"page_view","id":"e1"},{"path":"/"},{"type":"page_view","id":"e2"}""");
        Assert.Equal((HttpStatusCode.MultiStatus, true, 2, 1), Verdict(some));
        var error = Assert.Single(some.Body.GetProperty("errors").EnumerateArray());
        Assert.Equal((1, "type is missing: say what happened, such as page_view."),
            (error.GetProperty("index").GetInt32(), error.GetProperty("error").GetString()));
        Assert.Equal(3, await server.Rows.CountAsync("analytics_events"));

        var none = await TellAsync(client, """{"path":"/"},5""");
        Assert.Equal((HttpStatusCode.BadRequest, false, 0, 2), Verdict(none));
        Assert.Equal(2, none.Body.GetProperty("errors").GetArrayLength());
        Assert.Equal(3, await server.Rows.CountAsync("analytics_events"));
    }

    /// <summary>Field case 28.</summary>
    [Theory]
    [InlineData("Ignore", 2, "s1")]
    [InlineData("Anonymous", 2, null)]
    [InlineData("Discard", 0, null)]
    public async Task A_wish_not_to_be_tracked_is_honoured_as_the_shop_has_set(string setting, int stored, string? session)
    {
        var settings = NoLimits with
        {
            Values = new Dictionary<string, string>(NoLimits.Values) { ["Analytics:DoNotTrack"] = setting },
        };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, settings);
        foreach (var header in new[] { "DNT", "Sec-GPC" })
        {
            using var client = server.NewClient();
            client.DefaultRequestHeaders.Add(header, "1");
            var told = await TellAsync(client, """{"type":"page_view","user_id":1}""");
            Assert.Equal((HttpStatusCode.OK, true, stored / 2, 0), Verdict(told));
        }

        var rows = await server.Rows.RowsAsync("SELECT session_id, user_id, ip_address, user_agent FROM analytics_events");
        Assert.Equal(stored, rows.Count);
        Assert.All(rows, row => Assert.Equal((session, session is null), ((string?)row["session_id"], row["ip_address"] is null)));
        using var other = server.NewClient();
        other.DefaultRequestHeaders.Add("DNT", "0");
        Assert.Equal((HttpStatusCode.OK, true, 1, 0), Verdict(await TellAsync(other, """{"type":"page_view"}""")));
        Assert.Equal(1, await server.Rows.CountAsync("analytics_events", "session_id = 's1'") - (session is null ? 0 : stored));
    }

    [Fact]
    public async Task A_beacon_is_read_whatever_it_says_it_is_and_a_megabyte_is_enough()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        using var client = server.NewClient();
        using var beacon = new StringContent("""{"events":[{"type":"page_view"}]}""", Encoding.UTF8, "text/plain");
        using var answer = await client.PostAsync(new Uri(Path, UriKind.Relative), beacon, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var full = $$$"""{"type":"page_view","data":{"note":"{{{new string('x', 1_900)}}}"}}""";
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(client, string.Join(',', Enumerable.Repeat(full, 500)))).Status);
        var larger = full.Replace("note", new string('n', 300), StringComparison.Ordinal);
        foreach (var (sent, times) in new[] { (larger, 500), ("""{"type":"a"}""", 501) })
        {
            var body = $$"""{"events":[{{string.Join(',', Enumerable.Repeat(sent, times))}}],"sessionId":"s1"}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8) };

            // The verdict is waited for before the body goes out, or it could be lost with a connection closed upon half of it.
            request.Headers.ExpectContinue = true;
            using var refused = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        }

        Assert.Equal(501, await server.Rows.CountAsync("analytics_events"));
    }

    [Fact]
    public async Task Too_many_batches_from_one_address_are_put_off()
    {
        var two = new AppServer.Settings { Values = new Dictionary<string, string> { ["RateLimits:TrackingPerMinute"] = "2" } };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, two);
        using var client = server.NewClient();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++) answers.Add((await TellAsync(client, """{"type":"page_view"}""")).Status);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(2, await server.Rows.CountAsync("analytics_events"));
    }

    [Fact]
    public async Task An_address_may_send_so_many_bytes_a_minute_however_few_batches_they_are()
    {
        var few = NoLimits with
        {
            Values = new Dictionary<string, string>(NoLimits.Values) { ["RateLimits:TrackingBytesPerMinute"] = "10000" },
        };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, few, new TestClock());
        using var client = server.NewClient();
        var large = $$$"""{"type":"page_view","data":{"note":"{{{new string('x', 3_900)}}}"}}""";
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await TellAsync(client, large)).Status);
        using var body = new StringContent($$"""{"events":[{{large}}],"sessionId":"s1"}""");
        using var refused = await client.PostAsync(new Uri(Path, UriKind.Relative), body, Stop);
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.Contains("Too much was sent by this address in a minute. Send the events again in 60 seconds.",
            await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        // In pieces, with no length said before.
        using var pieces = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent($$"""{"events":[{{large}}]}""") };
        pieces.Headers.TransferEncodingChunked = true;
        using var inPieces = await client.SendAsync(pieces, Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, inPieces.StatusCode);
        Assert.Equal(2, await server.Rows.CountAsync("analytics_events"));
        server.Clock!.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(client, large)).Status);
    }

    [Fact]
    public async Task The_storefront_s_own_server_is_no_address_and_each_of_its_sessions_has_the_same_bytes()
    {
        var few = NoLimits with
        {
            Values = new Dictionary<string, string>(NoLimits.Values) { ["RateLimits:TrackingBytesPerMinute"] = "10000" },
        };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, few, new TestClock());
        using var program = await server.NewProgramAsync(Role.Staff);
        string Large(string session) =>
            $$$"""{"type":"page_view","session_id":"{{{session}}}","data":{"note":"{{{new string('x', 3_900)}}}"}}""";
        var nine = string.Join(',', Enumerable.Range(0, 9).Select(visitor => Large($"v{visitor}")));
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await TellAsync(program, nine)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TellAsync(program, Large("v3"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(program, Large("v10"))).Status);
        Assert.Equal(19, await server.Rows.CountAsync("analytics_events"));
    }

    [Fact]
    public async Task When_too_much_waits_the_next_is_put_off_and_what_waits_is_stored()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        using var client = server.NewClient();
        var (tracker, done) = (server.Services.GetRequiredService<Tracker>(), new TaskCompletionSource());
        var other = server.Services.GetRequiredService<ShopData>().ChangeAsync(Nightly, "analytics.tracked", async _ =>
        {
            await done.Task;
            return Result.Done;
        }, Stop);
        var batch = Enumerable.Range(0, 500).Select(i => Event(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc))).ToList();
        var waiting = Enumerable.Range(0, Tracker.MaxWaiting / 500).Select(_ => tracker.TrackAsync(batch, Stop)).ToList();
        using var one = new StringContent("""{"events":[{"type":"a"}]}""");
        using var refused = await client.PostAsync(new Uri(Path, UriKind.Relative), one, Stop);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        done.SetResult();
        _ = await other;
        await Task.WhenAll(waiting);
        Assert.Equal(Tracker.MaxWaiting, await server.Rows.CountAsync("analytics_events"));
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(client, """{"type":"a"}""")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_hostile_body_is_refused_or_counted_and_never_breaks_anything(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        using var client = server.NewClient();
        var bodies = HostileEvents.Bodies(Buyers.Times(300));
        var answers = await Buyers.SendAllAsync(client, bodies, 16, Path);
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.MultiStatus or HttpStatusCode.BadRequest,
            $"{answer.Status} for {answer.Sent[..Math.Min(300, answer.Sent.Length)]}: {answer.Body}"));
        var taken = answers.Where(answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.MultiStatus).ToList();
        Assert.True(taken.Count is > 30 and < 290, $"{taken.Count} of {answers.Count} were taken: the bodies prove nothing");
        Assert.Equal(taken.Sum(answer => (int)answer.Json["tracked"]!), await server.Rows.CountAsync("analytics_events"));
        Assert.Equal(0, await server.Rows.CountAsync("analytics_events", "user_id IS NOT NULL OR path LIKE '%?%'"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(HttpClient client, string events)
    {
        var answer = await Buyers.SendAsync(client, $$"""{"events":[{{events}}],"sessionId":"s1"}""", path: Path, stop: Stop);
        return (answer.Status!.Value, JsonSerializer.Deserialize<JsonElement>(answer.Body));
    }

    private static (HttpStatusCode, bool, int, int) Verdict((HttpStatusCode Status, JsonElement Body) answer) => (
        answer.Status, answer.Body.GetProperty("success").GetBoolean(), answer.Body.GetProperty("tracked").GetInt32(),
        answer.Body.GetProperty("failed").GetInt32());
}
