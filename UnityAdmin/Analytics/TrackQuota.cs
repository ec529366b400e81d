namespace UnityAdmin.Analytics;

/// <summary>
/// How many bytes of events an address may send in a minute. The storefront's own server sends for all visitors: there it is the session
/// that is counted, by its share of the batch.
/// </summary>
internal sealed class TrackQuota(RateLimits limits, TimeProvider clock)
{
    private readonly ByteQuota quota = new(limits.TrackingBytesPerMinute, TimeSpan.FromMinutes(1), clock);

    public Result Take(string address, long bytes) => Take($"address {address}", bytes, "this address");

    public Result TakeBySession(IReadOnlyList<AnalyticsEvent> events, long bytes)
    {
        foreach (var session in events.Where(happened => happened.SessionId is not null).GroupBy(happened => happened.SessionId))
        {
            var taken = Take($"session {session.Key}", bytes * session.Count() / events.Count, $"session {session.Key}");
            if (taken.Refused is not null) return taken;
        }

        return Result.Done;
    }

    private Result Take(string whose, long bytes, string shown) =>
        quota.Take(whose, bytes) is { } wait ? AnalyticsRefusals.TooManyBytes(shown, wait) : Result.Done;
}
