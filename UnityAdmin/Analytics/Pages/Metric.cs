using System.Globalization;

namespace UnityAdmin.Analytics.Pages;

/// <summary>A figure that the shop looks at every morning: its tile, and its line over the days.</summary>
/// <param name="Key">What the address calls it.</param>
/// <param name="Word">What people call it.</param>
/// <param name="OfDay">Of one day; null where that is not known.</param>
/// <param name="Of">Of a period.</param>
/// <param name="Say">How a value is said.</param>
public sealed record Metric(
    string Key, string Word, Func<TrendDay, double?> OfDay, Func<Trends, Figure> Of, Func<double, string> Say)
{
    public static readonly Metric Visitors = new("visitors", "Visitors", day => day.Visitors, all => all.Visitors, Count);

    public static readonly Metric Revenue = new("revenue", "Revenue", day => day.RevenueCents, all => all.RevenueCents, Euros);

    public static readonly IReadOnlyList<Metric> All =
    [
        Visitors,
        new("views", "Page views", day => day.PageViews, all => all.PageViews, Count),
        new("orders", "Orders", day => day.Orders, all => all.Orders, Count),
        Revenue,
        new("conversion", "Conversion", day => day.Conversion, all => all.Conversion, Share),
    ];

    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Euros(double cents) => new Money((long)Math.Round(cents)).ToString();
}
