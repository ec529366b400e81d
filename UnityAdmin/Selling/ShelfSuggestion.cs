using System.Text.RegularExpressions;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>What an item would be on the shelf as far as the sell form's words tell; the rest is null and asked for.</summary>
public sealed partial record ShelfSuggestion(string? Category, string? Size, ProductCondition? Condition, string Name, string Brand)
{
    private static readonly Dictionary<string, string> ClothesSizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["XS"] = "XS", ["X-Small"] = "XS", ["Extra small"] = "XS",
        ["S"] = "S", ["Small"] = "S",
        ["M"] = "M", ["Medium"] = "M",
        ["L"] = "L", ["Large"] = "L",
        ["XL"] = "XL", ["X-Large"] = "XL", ["Extra large"] = "XL",
    };

    /// <param name="foundCondition">What the inspection found; null goes by what the seller described.</param>
    public static ShelfSuggestion Of(SellItem item, string? foundCondition)
    {
        var condition = ConditionOf(foundCondition ?? item.Condition);
        var category = (item.Category, condition) switch
        {
            (_, null) => null,
            ("Shoes", ProductCondition.New) => Catalogue.NewShoes,
            ("Shoes", _) => Catalogue.UsedShoes,
            ("Streetwear", ProductCondition.New) => Catalogue.NewClothes,
            ("Streetwear", _) => Catalogue.UsedClothes,
            _ => null,
        };
        var size = category is null ? null : SizeOf(item.Size, category);
        return new ShelfSuggestion(category, size, condition, NameOf(item.Description), item.Brand);
    }

    /// <summary>The catalogue's size for what people write; null when it could be another, as an EU size could.</summary>
    internal static string? SizeOf(string typed, string category)
    {
        var text = typed.Trim();
        var shoe = ShoeSize().Match(text);
        var isClothes = category is Catalogue.NewClothes or Catalogue.UsedClothes;
        var size = isClothes ? ClothesSizes.GetValueOrDefault(SizeWord().Replace(text, ""))
            : shoe.Success ? $"UK-{shoe.Groups["size"].Value}{(shoe.Groups["half"].Success ? "-5" : "")}"
            : null;
        return size is not null && Catalogue.SizesOf(category).Contains(size) ? size : null;
    }

    internal static ProductCondition? ConditionOf(string words) => words switch
    {
        "Brand New & Tagged" => ProductCondition.New,
        "Like New" => ProductCondition.LikeNew,
        "Mint" => ProductCondition.Mint,
        "Decent" => ProductCondition.Decent,
        "Poor" => ProductCondition.Poor,
        _ => null,
    };

    // The first words up to a comma, a full stop or a line's end: people name the thing, then praise it.
    private static string NameOf(string description)
    {
        var first = FirstWords().Match(description.Trim()).Value.Trim();
        return first.Length <= Product.NameLength ? first : first[..Product.NameLength].TrimEnd();
    }

    [GeneratedRegex(@"^(?:size\s*)?(?:uk)?[\s-]*(?<size>[0-9]{1,2})(?<half>[.,]5|-5|\s*½|\s1/2)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ShoeSize();

    [GeneratedRegex(@"^size\s*:?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex SizeWord();

    [GeneratedRegex(@"^.*?(?=,|;|\n|\r|\.(\s|$)|$)")]
    private static partial Regex FirstWords();
}
