using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics.Pages;

/// <summary>What of the figures is looked at; it travels in the page's address.</summary>
/// <param name="Period">The days.</param>
/// <param name="Day">The one among them that is looked at alone; null for all.</param>
/// <param name="Metric">What the great chart shows.</param>
/// <param name="Order">What the best products are best at.</param>
public sealed record AnalyticsView(Period Period, DateOnly? Day, Metric Metric, ProductOrder Order)
{
    public const string Page = "/analytics";

    /// <summary>The days whose figures are shown.</summary>
    public Period Shown => Day is { } day ? new Period(day, day, null) : Period;

    public static AnalyticsView Parse(string query, DateOnly today)
    {
        var asked = QueryHelpers.ParseQuery(query);
        return new AnalyticsView(
            Period.Parse(query, today),
            Period.ParseDay(asked.GetValueOrDefault("day")) is { } day && day <= today ? day : null,
            Metric.All.FirstOrDefault(metric => metric.Key == asked.GetValueOrDefault("chart")) ?? Metric.Visitors,
            Conventions.FromWord<ProductOrder>(asked.GetValueOrDefault("by")) ?? ProductOrder.Revenue);
    }

    public string Href() => Page + Query(Period.ToQuery());

    public string HrefOf(DateOnly? day) => (this with { Day = day }).Href();

    /// <summary>Its days as a file.</summary>
    public string CsvHref(string name) => $"{Page}/{name}.csv?{Shown.ToDays()}";

    private string Query(string period)
    {
        string?[] parts =
        [
            period.Length > 0 ? period : null,
            Day is { } day ? $"day={Period.Spell(day)}" : null,
            Metric == Metric.Visitors ? null : $"chart={Metric.Key}",
            Order == ProductOrder.Revenue ? null : $"by={Conventions.SnakeCase(Order.ToString())}",
        ];
        return string.Join('&', parts.OfType<string>()) is { Length: > 0 } query ? $"?{query}" : "";
    }
}
