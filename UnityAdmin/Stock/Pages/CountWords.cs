using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock.Pages;

/// <summary>How stocktakes are spoken of, and where they are.</summary>
internal static class CountWords
{
    public const string List = "/stocktakes";

    public static string Href(int id) => $"{List}/{id}";

    public static string Href(int id, CountShow show) => $"{List}/{id}?show={Conventions.SnakeCase(show.ToString())}";

    public static (string Word, string Icon, Meaning Meaning) Look(StockCountStatus status) => status switch
    {
        StockCountStatus.Counting => ("Counting", "barcode_scanner", Meaning.Info),
        StockCountStatus.Waiting => ("Waiting for approval", "hourglass_top", Meaning.Attention),
        StockCountStatus.Posted => ("Posted", "check_circle", Meaning.Good),
        _ => ("Cancelled", "cancel", Meaning.Neutral),
    };

    /// <summary>What is counted: <c>Pre-owned shoes, UK 9, Nike</c>.</summary>
    public static string Scope(StockCount count)
    {
        string?[] parts =
        [
            count.Category is { } category ? Catalogue.WordOf(category) : null,
            count.Size is { } size ? Catalogue.WordOfSize(size) : null,
            count.Brand,
        ];
        var said = string.Join(", ", parts.Where(part => part is not null));
        return said.Length == 0 ? "The whole shop" : said;
    }

    public static string Products(int number) => number == 1 ? "1 product" : $"{number:N0} products";

    /// <summary>With its sign, the minus as wide as the plus.</summary>
    public static string Signed(int units) => units > 0 ? $"+{units:N0}" : units < 0 ? $"−{-units:N0}" : "0";

    public static (string Word, string Icon, Meaning Meaning) Look(PasteVerdict verdict) => verdict switch
    {
        PasteVerdict.Enters => ("Enters", "check_circle", Meaning.Good),
        PasteVerdict.EntersSummed => ("Added up", "functions", Meaning.Good),
        PasteVerdict.OutsideScope => ("Not in this stocktake", "playlist_add", Meaning.Attention),
        PasteVerdict.UnknownSku => ("Unknown SKU", "help", Meaning.Bad),
        PasteVerdict.NotANumber => ("Not a number", "error", Meaning.Bad),
        PasteVerdict.Negative => ("Below zero", "error", Meaning.Bad),
        _ => ("Too many", "error", Meaning.Bad),
    };
}
