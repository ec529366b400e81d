using System.Globalization;

namespace UnityAdmin.Selling.Pages;

/// <summary>The addresses of the queue and of what is opened from it; each carries the filter, so that the way back is known.</summary>
internal static class QueueLinks
{
    public const string Page = "/sell-requests";

    public static string Href(this QueueFilter filter) => With(Page, filter);

    public static string HrefOf(this QueueFilter filter, int id) =>
        With(string.Create(CultureInfo.InvariantCulture, $"{Page}/{id}"), filter);

    public static string ExportHref(this QueueFilter filter) => With(Page + ".csv", filter);

    private static string With(string path, QueueFilter filter) => filter.ToQuery() is { Length: > 0 } query ? $"{path}?{query}" : path;
}
