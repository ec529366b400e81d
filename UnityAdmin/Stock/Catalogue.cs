using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>The catalogue's fixed vocabulary (product.md section 2), as the storefront spells it.</summary>
public static class Catalogue
{
    public const string NewClothes = "BN-CLOTHES";
    public const string NewShoes = "BN-SHOES";
    public const string UsedClothes = "PO-CLOTHES";
    public const string UsedShoes = "PO-SHOES";

    public static readonly IReadOnlyList<string> Categories = [NewClothes, NewShoes, UsedClothes, UsedShoes];

    private static readonly string[] Clothes = ["XS", "S", "M", "L", "XL"];

    /// <summary>Tracksuits and sets whose halves differ; only pre-owned ones come like that.</summary>
    private static readonly string[] Mixed =
    [
        "XS-TOP-S-BOTTOM", "S-TOP-XS-BOTTOM", "S-TOP-M-BOTTOM", "M-TOP-S-BOTTOM",
        "M-TOP-L-BOTTOM", "L-TOP-M-BOTTOM", "L-TOP-XL-BOTTOM", "XL-TOP-L-BOTTOM",
    ];

    private static readonly string[] Shoes =
    [
        "UK-6", "UK-6-5", "UK-7", "UK-7-5", "UK-8", "UK-8-5", "UK-9", "UK-9-5", "UK-10", "UK-10-5", "UK-11", "UK-11-5", "UK-12",
    ];

    /// <summary>Every size there is, clothes before shoes.</summary>
    public static readonly IReadOnlyList<string> Sizes = [.. Clothes, .. Mixed, .. Shoes];

    /// <summary>The category in any spelling; null when there is no such category.</summary>
    public static string? FindCategory(string typed) => Find(Categories, WordOf, typed);

    /// <summary>The size in any spelling, such as <c>uk 9.5</c>; null when there is no such size.</summary>
    public static string? FindSize(string typed) => Find(Sizes, WordOfSize, typed);

    private static string? Find(IReadOnlyList<string> codes, Func<string, string> wordOf, string typed)
    {
        var key = SearchText.Key(typed);
        return codes.FirstOrDefault(code => SearchText.Key(code) == key || SearchText.Key(wordOf(code)) == key);
    }

    /// <summary>The sizes a category comes in; empty when there is no such category.</summary>
    public static IReadOnlyList<string> SizesOf(string category) => category switch
    {
        NewShoes or UsedShoes => Shoes,
        NewClothes => Clothes,
        UsedClothes => [.. Clothes, .. Mixed],
        _ => [],
    };

    /// <summary>The category as people say it.</summary>
    public static string WordOf(string category) => category switch
    {
        NewClothes => "New clothes",
        NewShoes => "New shoes",
        UsedClothes => "Pre-owned clothes",
        UsedShoes => "Pre-owned shoes",
        _ => category,
    };

    /// <summary>The size as people say it: <c>UK-9-5</c> is UK 9.5, <c>M-TOP-L-BOTTOM</c> is M top, L bottom.</summary>
    public static string WordOfSize(string size) => size.StartsWith("UK-", StringComparison.Ordinal)
        ? "UK " + size[3..].Replace("-5", ".5")
        : size.Replace("-TOP-", " top, ").Replace("-BOTTOM", " bottom");
}
