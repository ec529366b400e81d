using System.Globalization;

namespace UnityAdmin.Customers.Pages;

/// <summary>The addresses of the list and of what is opened from it; each carries the filter, so that the way back is known.</summary>
internal static class CustomerLinks
{
    public const string Page = "/customers";

    public static string Href(this CustomerFilter filter) => With(Page, filter);

    public static string HrefOf(this CustomerFilter filter, int id) => With(Of(id), filter);

    public static string Of(int id) => string.Create(CultureInfo.InvariantCulture, $"{Page}/{id}");

    private static string With(string path, CustomerFilter filter) => filter.ToQuery() is { Length: > 0 } query ? $"{path}?{query}" : path;
}
