using System.Text.RegularExpressions;

namespace UnityAdmin.Analytics;

/// <summary>
/// Programs that say in their user agent that nobody sits before them. Written here because the lists that packages keep are of hundreds of
/// patterns for those that do not say so; every event would pay for them.
/// </summary>
internal static partial class Crawlers
{
    /// <returns>The name it gives itself, such as <c>AhrefsBot</c>; null for a browser.</returns>
    public static string? NameIn(string? userAgent)
    {
        if (userAgent is null) return null;
        var name = Name().Match(userAgent);
        if (name.Success) return name.Value;
        return Contact().IsMatch(userAgent) ? TrackForm.Cut(userAgent.Split('/', ' ')[0], AnalyticsEvent.NameLength) : null;
    }

    // A word of the user agent that ends as crawlers call themselves, or one of those that call themselves otherwise. CUBOT is a phone.
    [GeneratedRegex(
        @"(?<![\w.])(?!cubot)[\w.-]*(bot|crawler|spider|scraper)(?![a-z])"
        + @"|\b(Slurp|facebookexternalhit|facebookcatalog|ia_archiver|Mediapartners-Google|Google-InspectionTool"
        + @"|GoogleOther|Google-Extended|APIs-Google|AdsBot-Google[\w-]*|Chrome-Lighthouse|HeadlessChrome|PhantomJS"
        + @"|BingPreview|WhatsApp|Pingdom[\w.]*|UptimeRobot|StatusCake|GTmetrix|PTST|Screaming Frog SEO Spider|archive\.org_bot)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    // By custom a crawler says where its owner can be asked, with a plus before the address.
    [GeneratedRegex(@"\(\+?https?://|;\s*\+https?://|\+https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Contact();
}
