using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace UnityAdmin.Staff;

/// <summary>
/// How many sign-in forms one address may send in a minute: <c>RateLimits:SignInPerMinute</c>. It stands in the verb and not in the
/// pipeline, so that the person reads a sentence in the form they were filling in.
/// </summary>
public sealed class SignInLimit(RateLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.SignInPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    public bool Allows(string? from)
    {
        using var lease = limiter.AttemptAcquire(Neighbourhood(from));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    // One household has a whole IPv6 /64 to guess from, so that is what counts as an address.
    private static string Neighbourhood(string? from)
    {
        if (!IPAddress.TryParse(from, out var address)) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes()[..8])
            : address.ToString();
    }
}
