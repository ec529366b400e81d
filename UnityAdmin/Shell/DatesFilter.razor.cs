using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Shell;

/// <summary>Narrows a list to some days of the shop. One on a page.</summary>
public sealed partial class DatesFilter(NavigationManager navigation, IOptions<ShopSettings> shop, TimeProvider clock)
{
    private static readonly (string Word, int Days)[] Spans = [("Today", 1), ("Last 7 days", 7), ("Last 30 days", 30)];

    private DateOnly? from;
    private DateOnly? to;

    /// <summary>The first day shown; null for no limit.</summary>
    [Parameter, EditorRequired]
    public DateOnly? From { get; set; }

    /// <summary>The last day shown; null for no limit.</summary>
    [Parameter, EditorRequired]
    public DateOnly? To { get; set; }

    /// <summary>The page with other days, its other filters kept.</summary>
    [Parameter, EditorRequired]
    public required Func<DateOnly?, DateOnly?, string> HrefOf { get; set; }

    private DateOnly Today => shop.Value.DayOf(clock.NowUtc());

    private string? Words => (From, To) switch
    {
        (null, null) => null,
        ({ } first, null) => $"from {Short(first)}",
        (null, { } last) => $"to {Short(last)}",
        ({ } first, { } last) => first == last ? Short(first) : $"{Short(first)} to {Short(last)}",
    };

    protected override void OnParametersSet() => (from, to) = (From, To);

    private void Show() => navigation.NavigateTo(from > to ? HrefOf(to, from) : HrefOf(from, to));

    private static string Short(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
