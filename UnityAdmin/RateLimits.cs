using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace UnityAdmin;

/// <summary>The section <c>RateLimits</c>: how many requests of each kind one address may make in a minute.</summary>
public sealed class RateLimits
{
    public const string Submit = nameof(SubmitPerMinute);
    public const string Offers = nameof(OffersPerMinute);
    public const string Photos = nameof(PhotosPerMinute);
    public const string Orders = nameof(OrdersPerMinute);
    public const string Catalogue = nameof(CataloguePerMinute);

    public const string Tracking = nameof(TrackingPerMinute);

    private const int Generous = 1_000_000;

    [Range(1, int.MaxValue)]
    public int SubmitPerMinute { get; set; } = 20;

    [Range(1, int.MaxValue)]
    public int OffersPerMinute { get; set; } = 60;

    [Range(1, int.MaxValue)]
    public int PhotosPerMinute { get; set; } = 600;

    /// <summary>Checkouts and reservations together.</summary>
    [Range(1, int.MaxValue)]
    public int OrdersPerMinute { get; set; } = 60;

    [Range(1, int.MaxValue)]
    public int CataloguePerMinute { get; set; } = 600;

    /// <summary>Batches of events; a browser sends one every few seconds, and offices share an address.</summary>
    [Range(1, int.MaxValue)]
    public int TrackingPerMinute { get; set; } = 600;

    /// <summary>
    /// Bytes of events that one address may send in a minute, however many batches they come in; counted by the call itself
    /// (Analytics/TrackQuota.cs). For the storefront's own server it is what each session may send.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int TrackingBytesPerMinute { get; set; } = 4 * 1024 * 1024;

    /// <summary>Counted by the sign-in verb itself, which answers in the form (Staff/SignInLimit.cs).</summary>
    [Range(1, int.MaxValue)]
    public int SignInPerMinute { get; set; } = 30;

    private static readonly Refusal TooMany = new(
        "too_many_requests", "That was too many requests. Wait a minute, then try again.", RefusalKind.TooMany);

    /// <summary>Development is generous unless told otherwise: load tests and the demo shop come from one address.</summary>
    public static void Add(WebApplicationBuilder builder)
    {
        var limits = builder.Environment.IsDevelopment()
            ? new RateLimits
            {
                SubmitPerMinute = Generous,
                OffersPerMinute = Generous,
                PhotosPerMinute = Generous,
                OrdersPerMinute = Generous,
                CataloguePerMinute = Generous,
                TrackingPerMinute = Generous,
                TrackingBytesPerMinute = int.MaxValue,
                SignInPerMinute = Generous,
            }
            : new RateLimits();
        builder.Configuration.GetSection(nameof(RateLimits)).Bind(limits);
        if (Settings.FaultsOf(limits, nameof(RateLimits)) is { Count: > 0 } faults)
            throw new OptionsValidationException(nameof(RateLimits), typeof(RateLimits), faults);
        _ = builder.Services.AddSingleton(limits);
        _ = builder.Services.AddSingleton<RehearsalPass>();
        _ = builder.Services.AddRateLimiter(options =>
        {
            AddFor(options, Submit, limits.SubmitPerMinute);
            AddFor(options, Offers, limits.OffersPerMinute);
            AddFor(options, Photos, limits.PhotosPerMinute);
            AddFor(options, Orders, limits.OrdersPerMinute);
            AddFor(options, Catalogue, limits.CataloguePerMinute);
            AddFor(options, Tracking, limits.TrackingPerMinute);
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (rejected, _) =>
            {
                // A page's answer without a body becomes the shell's page about it; programs get the problem.
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                if (rejected.HttpContext.Request.Path.StartsWithSegments("/api"))
                    await TooMany.Problem().ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    private static void AddFor(RateLimiterOptions options, string policy, int perMinute) =>
        options.AddPolicy(policy, http => http.RequestServices.GetRequiredService<RehearsalPass>().IsShownBy(http.Request)
            ? RateLimitPartition.GetNoLimiter(RehearsalPass.Header)
            : RateLimitPartition.GetSlidingWindowLimiter(
                ClientAddress.CountedBy(http.Connection.RemoteIpAddress),
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6,
                }));
}
