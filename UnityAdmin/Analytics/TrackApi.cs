using System.Text.Json;
using Microsoft.Extensions.Options;
using UnityAdmin.Staff;

namespace UnityAdmin.Analytics;

/// <summary>How the storefront tells what its visitors do, without signing in (product.md section 5).</summary>
internal static class TrackApi
{
    /// <summary>More than other calls take, since it is many events at once.</summary>
    private const long MaxBytes = 1024 * 1024;

    public static void MapTrackApi(this WebApplication app) =>
        app.MapPost("/api/analytics/track", TrackAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Tracking)
            .WithTags("Analytics").WithSummary("Tell what visitors did: each event is taken or refused by itself (207 when some were).")
            .WithDescription(
                "429 where an address, or a session that the storefront's own server tells of, sends too many bytes in a minute.")
            .DescribeBody<TrackBody>().Produces<TrackAnswer>().Produces<TrackAnswer>(StatusCodes.Status207MultiStatus);

    private static async Task<IResult> TrackAsync(
        HttpContext http, Tracker tracker, TrackQuota quota, TimeProvider clock, IOptionsMonitor<TrackSettings> settings,
        CancellationToken stop)
    {
        var sent = await ApiBody.ReadDocumentAsync(http.Request, MaxBytes, stop);
        if (!sent.Is(out var body, out var unreadable)) return unreadable.Problem();
        var now = clock.NowUtc();
        using (body)
        {
            var (address, bytes) = (await http.CountedAddressAsync(), BytesOf(http.Request, body));
            if (address is not null && quota.Take(address, bytes).Refused is { } tooMany) return tooMany.Problem();
            var isShy = http.Request.Headers["DNT"] == "1" || http.Request.Headers["Sec-GPC"] == "1";
            var wish = isShy ? settings.CurrentValue.DoNotTrack : DoNotTrack.Ignore;
            var form = new TrackForm(
                NetworkOf(http.Connection.RemoteIpAddress), http.Request.Headers.UserAgent.ToString(), now, wish == DoNotTrack.Anonymous);
            if (!form.Read(body.RootElement).Is(out var told, out var wrong)) return wrong.Problem();
            if (told.Events.Count == 0) return Nothing(told, now);
            if (address is null && quota.TakeBySession(told.Events, bytes).Refused is { } tooManyOfOne) return tooManyOfOne.Problem();
            var taken = wish == DoNotTrack.Discard ? 0 : told.Events.Count;
            if (taken > 0) await tracker.TrackAsync(told.Events, stop);
            var answer = new TrackAnswer(true, taken, told.Errors.Count, now, told.Errors);
            var status = told.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus;
            return Results.Json(answer, ApiProblem.Json, statusCode: status);
        }
    }

    // Without a length the body came in pieces; what counts then is what was read of it.
    private static long BytesOf(HttpRequest request, JsonDocument body) =>
        request.ContentLength ?? System.Text.Encoding.UTF8.GetByteCount(body.RootElement.GetRawText());

    private static IResult Nothing(ToldEvents told, DateTime now) => AnalyticsRefusals.NothingTracked.Problem(
        ("tracked", 0), ("failed", told.Errors.Count), ("timestamp", now), ("errors", told.Errors));

    /// <summary>An address without its last part: a /24 of IPv4, a /48 of IPv6.</summary>
    internal static string? NetworkOf(System.Net.IPAddress? address)
    {
        if (address is null) return null;
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        bytes.AsSpan(bytes.Length == 4 ? 3 : 6).Clear();
        return new System.Net.IPAddress(bytes).ToString();
    }
}
