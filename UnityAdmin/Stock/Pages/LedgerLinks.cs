using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock.Pages;

/// <summary>The addresses of the ledger and of what is opened from it; each carries the filter, so that the way back is known.</summary>
internal static class LedgerLinks
{
    public const string Page = "/stock";
    public const string Corrections = "/stock/corrections";

    public static string Href(this LedgerFilter filter) => With(Page, filter.ToQuery());

    public static string ExportHref(this LedgerFilter filter) => With(Page + ".csv", filter.ToQuery());

    /// <summary>The same rows beside one move.</summary>
    public static string HrefOf(this LedgerFilter filter, long moveId)
    {
        var move = string.Create(CultureInfo.InvariantCulture, $"move={moveId}");
        return With(Page, filter.ToQuery() is { Length: > 0 } query ? $"{query}&{move}" : move);
    }

    public static string OfProduct(int id) => string.Create(CultureInfo.InvariantCulture, $"/products/{id}");

    public static string OfCorrection(int id) => string.Create(CultureInfo.InvariantCulture, $"{Corrections}/{id}");

    /// <summary>The two pages of Stock.</summary>
    /// <param name="waiting">How many corrections wait; null while unknown.</param>
    /// <param name="onLedger">Which of the two is being looked at.</param>
    public static IReadOnlyList<TabLink> Tabs(int? waiting, bool onLedger) =>
    [
        new("Ledger", Page, Current: onLedger),
        new("Corrections", Corrections, waiting is > 0 ? waiting : null, !onLedger),
    ];

    private static string With(string path, string query) => query.Length > 0 ? $"{path}?{query}" : path;
}
