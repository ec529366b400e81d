using System.Net;
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

    public bool Allows(IPAddress? from)
    {
        using var lease = limiter.AttemptAcquire(ClientAddress.CountedBy(from));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
