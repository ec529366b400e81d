using System.Globalization;

namespace UnityAdmin.Stock;

/// <summary>What the storefront asks of the catalogue. Unlike a link of our own pages, a filter that cannot be read is refused.</summary>
/// <param name="Filter">Products on sale only.</param>
/// <param name="Page">From 1; not looked at where there is a cursor.</param>
/// <param name="Limit">Products a page.</param>
/// <param name="Cursor">The end of the page before.</param>
public sealed record WindowQuery(ProductFilter Filter, int Page, int Limit, PageCursor? Cursor = null)
{
    public const int UsualLimit = 24;
    public const int MostLimit = 100;
    public const int MostPages = 100_000;

    private const int SearchLength = 200;

    public int Skipped => Cursor is null ? (Page - 1) * Limit : 0;

    /// <summary>How many pages so many products fill; one, even if it is empty.</summary>
    public int PagesOf(int total) => Math.Max(1, (total + Limit - 1) / Limit);

    /// <param name="sent">By name, as they stand in the query string; what is null or blank was not asked.</param>
    public static Result<WindowQuery> Read(IReadOnlyDictionary<string, string?> sent)
    {
        var faults = new Dictionary<string, string>();
        string? Text(string name, int most)
        {
            if (sent.GetValueOrDefault(name)?.Trim() is not { Length: > 0 } text) return null;
            if (text.Length <= most && !text.Any(char.IsControl)) return text;
            faults[name] = $"{name} must be text of at most {most} characters.";
            return null;
        }

        string? Word(string name, IReadOnlyList<string> words, Func<string, string?> find)
        {
            if (Text(name, SearchLength) is not { } typed) return null;
            if (find(typed) is { } word) return word;
            faults[name] = $"{name} must be one of: {string.Join(", ", words)}.";
            return null;
        }

        int Number(string name, int otherwise, int most)
        {
            if (Text(name, SearchLength) is not { } typed) return otherwise;
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
                return number;
            faults[name] = $"{name} must be a whole number from 1 to {most:N0}.";
            return otherwise;
        }

        var filter = new ProductFilter
        {
            Status = ProductStatus.Active,
            Category = Word("category", Catalogue.Categories, Catalogue.FindCategory),
            Size = Word("size", Catalogue.Sizes, Catalogue.FindSize),
            Brand = Text("brand", Product.BrandLength),
            Search = Text("q", SearchLength),
        };
        if (!PageCursor.TryRead(sent.GetValueOrDefault("cursor"), out var cursor)) faults["cursor"] = PageCursor.Unreadable;
        var wanted = new WindowQuery(filter, Number("page", 1, MostPages), Number("limit", UsualLimit, MostLimit), cursor);
        return faults.Count == 0 ? wanted : StockRefusals.WindowQueryWrong(faults);
    }
}
