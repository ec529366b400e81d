using System.Globalization;

namespace UnityAdmin.Stock.Pages;

/// <summary>The addresses of the list and of what is opened from it; each carries the filter, so that the way back is known.</summary>
internal static class ProductLinks
{
    public const string Page = "/products";

    public static string Href(this ProductFilter filter) => With(Page, filter);

    public static string HrefOf(this ProductFilter filter, int id) =>
        With(string.Create(CultureInfo.InvariantCulture, $"{Page}/{id}"), filter);

    private static string With(string path, ProductFilter filter) => filter.ToQuery() is { Length: > 0 } query ? $"{path}?{query}" : path;
}
