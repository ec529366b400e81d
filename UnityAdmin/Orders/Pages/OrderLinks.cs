using System.Globalization;

namespace UnityAdmin.Orders.Pages;

/// <summary>The addresses of the list and of what is opened from it; each carries the filter, so that the way back is known.</summary>
internal static class OrderLinks
{
    public const string Page = "/orders";

    public static string Href(this OrderFilter filter) => With(Page, filter);

    public static string HrefOf(this OrderFilter filter, int id) => With(Of(id), filter);

    public static string ExportHref(this OrderFilter filter) => With(Page + ".csv", filter);

    public static string SlipOf(int id) => Of(id) + "/slip";

    private static string Of(int id) => string.Create(CultureInfo.InvariantCulture, $"{Page}/{id}");

    private static string With(string path, OrderFilter filter) => filter.ToQuery() is { Length: > 0 } query ? $"{path}?{query}" : path;
}
