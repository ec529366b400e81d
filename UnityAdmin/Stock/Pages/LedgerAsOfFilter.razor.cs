using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Stock.Pages;

public sealed partial class LedgerAsOfFilter(NavigationManager navigation, IOptions<ShopSettings> shop)
{
    private DateTime? local;

    [Parameter, EditorRequired]
    public required LedgerFilter Filter { get; set; }

    private string? Words => Filter.AsOf is { } asOf
        ? shop.Value.LocalOf(asOf).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)
        : null;

    protected override void OnParametersSet() => local = Filter.AsOf is { } asOf ? shop.Value.LocalOf(asOf) : null;

    private void Show() => navigation.NavigateTo(
        (Filter with { AsOf = local is { } typed && LedgerFilter.IsReal(typed.Year) ? shop.Value.UtcOf(typed) : null }).Href());
}
