using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Stock.Pages;

public sealed partial class LedgerDatesFilter(NavigationManager navigation, IOptions<ShopSettings> shop, TimeProvider clock)
{
    private static readonly (string Word, int Days)[] Spans = [("Today", 1), ("Last 7 days", 7), ("Last 30 days", 30)];

    private DateOnly? from;
    private DateOnly? to;

    [Parameter, EditorRequired]
    public required LedgerFilter Filter { get; set; }

    private DateOnly Today => shop.Value.DayOf(clock.NowUtc());

    private string? Words => (Filter.From, Filter.To) switch
    {
        (null, null) => null,
        ({ } first, null) => $"from {Short(first)}",
        (null, { } last) => $"to {Short(last)}",
        ({ } first, { } last) => first == last ? Short(first) : $"{Short(first)} to {Short(last)}",
    };

    protected override void OnParametersSet() => (from, to) = (Filter.From, Filter.To);

    private void Show() => navigation.NavigateTo((from > to
        ? Filter with { From = to, To = from }
        : Filter with { From = from, To = to }).Href());

    private static string Short(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
