using System.Text.RegularExpressions;

namespace UnityAdmin.Stock;

/// <summary>What a heading says about the column below it.</summary>
internal enum HeadingKind
{
    /// <summary>Nothing that is known; it may hold anything.</summary>
    Unknown,

    Sku,

    /// <summary>A code; the SKU where no column is called that.</summary>
    Code,

    /// <summary>What somebody counted.</summary>
    Count,

    /// <summary>A number of units, but not whether it was counted or comes from a system.</summary>
    Units,

    /// <summary>Never a number of units: a name, a price, a place.</summary>
    Other,
}

/// <summary>Reads headings by their words, since each shop and each spreadsheet spells them in its own way.</summary>
internal static partial class SheetHeading
{
    private static readonly HashSet<string> Codes =
    [
        "barcode", "bar code", "code", "article", "article code", "article number", "article no", "item code", "item number", "item no",
        "product code", "product number", "product no", "stock code", "label",
    ];

    private static readonly string[] Sku = ["sku", "code", "number", "no", "nr", "id", "label", "product", "item", "stock", "unity"];
    private static readonly string[] Counted = ["count", "counts", "counted", "physical", "actual"];
    private static readonly string[] Units = ["qty", "quantity", "units", "pcs", "pieces"];
    private static readonly string[] BesideCounted = [.. Units, "unit", "item", "items", "stock", "stocktake", "product", "shelf", "cycle"];
    private static readonly string[] OnShelf = [.. Units, "stock", "items", "shelf", "on", "the"];

    private static readonly string[] NoUnits =
    [
        "product", "name", "title", "brand", "model", "colour", "color", "size", "category", "condition", "description", "location",
        "bin", "note", "notes", "comment", "comments", "gender", "type", "price", "cost", "value", "rrp", "retail", "date", "photo",
        "image", "style", "season", "supplier", "material",
    ];

    public static HeadingKind Of(string heading)
    {
        var words = Words(heading);
        if (words.Length == 0) return HeadingKind.Unknown;
        if (words.Contains("sku") && words.All(Sku.Contains)) return HeadingKind.Sku;
        if (Codes.Contains(string.Join(' ', words))) return HeadingKind.Code;
        if (IsCount(words)) return HeadingKind.Count;
        if (words.All(Units.Contains)) return HeadingKind.Units;
        return words.Any(NoUnits.Contains) ? HeadingKind.Other : HeadingKind.Unknown;
    }

    // Every word must fit: "Last count", "Counted by" and "Count 2" are something else.
    private static bool IsCount(string[] words) =>
        (words.Any(Counted.Contains) && words.All(word => Counted.Contains(word) || BesideCounted.Contains(word)))
        || (words.Contains("shelf") && words.Length > 1 && words.All(OnShelf.Contains));

    private static string[] Words(string heading) =>
        [.. Word().Matches(heading).Select(word => word.Value.ToLowerInvariant())];

    // "skuCode" and "SKU-Code" are two words each.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\d+")]
    private static partial Regex Word();
}
