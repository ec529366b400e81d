using System.Globalization;

namespace UnityAdmin.Shell;

/// <summary>How a moment is said to people: relative while it is near, a date in the shop's time zone when it is far.</summary>
public static class RelativeTime
{
    private static readonly CultureInfo Irish = CultureInfo.GetCultureInfo("en-IE");

    public static string Words(DateTime utc, DateTime nowUtc, ShopSettings shop)
    {
        var past = nowUtc - utc;
        if (past.Duration() < TimeSpan.FromMinutes(1)) return "just now";
        if (past.Duration() >= TimeSpan.FromDays(7)) return Date(utc, nowUtc, shop);
        return past > TimeSpan.Zero ? $"{Span(past)} ago" : $"in {Span(-past)}";
    }

    /// <summary>
    /// <c>2 days left</c>, or null when the moment has passed. From two days on to the nearest day: an offer just sent for 7 days
    /// has 7 left.
    /// </summary>
    public static string? Left(DateTime untilUtc, DateTime nowUtc) => (untilUtc - nowUtc) switch
    {
        var left when left <= TimeSpan.Zero => null,
        var left when left < TimeSpan.FromDays(2) => $"{Span(left)} left",
        var left => $"{Math.Round(left.TotalDays):0} days left",
    };

    /// <summary>To the minute, with the weekday, in the shop's time zone.</summary>
    public static string Exact(DateTime utc, ShopSettings shop) => shop.LocalOf(utc).ToString("ddd d MMM yyyy, HH:mm", Irish);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Date(DateTime utc, DateTime nowUtc, ShopSettings shop)
    {
        var local = shop.LocalOf(utc);
        return local.ToString(local.Year == shop.LocalOf(nowUtc).Year ? "d MMM" : "d MMM yyyy", Irish);
    }

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 24 } => $"{(int)span.TotalHours} h",
        { TotalDays: < 2 } => "1 day",
        _ => $"{(int)span.TotalDays} days",
    };
}
