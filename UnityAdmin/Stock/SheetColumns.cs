namespace UnityAdmin.Stock;

/// <summary>Which columns of a sheet are the SKU and the count, from 0.</summary>
public sealed record CountColumns(int Sku, int Count);

/// <summary>One row of a sheet that says anything.</summary>
/// <param name="Number">From 1, as a spreadsheet counts its rows.</param>
/// <param name="Cells">Without what surrounds them unseen.</param>
public sealed record SheetLine(int Number, IReadOnlyList<string> Cells);

/// <summary>
/// What a sheet's columns are. A count is entered as it stands, so which column holds it is never guessed from where it stands: it is
/// named by a heading, or is the only column of numbers beside the SKU, or somebody says which it is.
/// </summary>
/// <param name="Found">Null where somebody has to say.</param>
/// <param name="Headings">The heading of each column, or its letter where there is none.</param>
/// <param name="First">The first rows below them, as an example.</param>
/// <param name="FirstRow">How many of the sheet's lines stand above the first row.</param>
public sealed record SheetColumns(
    CountColumns? Found, IReadOnlyList<string> Headings, IReadOnlyList<SheetLine> First, int FirstRow)
{
    /// <summary>Lines that may stand above the headings, such as a title and a date.</summary>
    internal const int MostAbove = 20;

    private const int Shown = 5;

    private static readonly HashSet<string> SkuHeadings =
    [
        "sku", "skucode", "skuno", "skunr", "skunumber", "barcode", "code", "productcode", "itemcode", "stockcode", "article", "articleno",
        "articlecode", "articlenumber", "label",
    ];

    private static readonly HashSet<string> CountHeadings =
    [
        "count", "counted", "countedqty", "countedquantity", "countedunits", "qtycounted", "quantitycounted", "unitscounted",
        "physicalcount", "physical", "physicalqty", "physicalquantity", "actual", "actualcount", "actualqty", "quantity", "qty",
        "units", "pieces", "pcs", "qtyonshelf", "quantityonshelf", "onshelf", "shelfcount", "shelfqty", "newcount", "stocktakecount",
    ];

    internal static SheetColumns Of(IReadOnlyList<SheetLine> lines)
    {
        var heading = HeadingAt(lines);
        var rows = lines.Skip(heading + 1).ToList();
        var width = lines.Skip(Math.Max(heading, 0)).Max(line => line.Cells.Count);
        var named = heading < 0 ? [] : lines[heading].Cells;
        var headings = Enumerable.Range(0, width)
            .Select(at => named.ElementAtOrDefault(at) is { Length: > 0 } name ? name : $"Column {LetterOf(at)}").ToList();
        return new SheetColumns(heading < 0 ? ByContent(rows) : ByHeading(named), headings, [.. rows.Take(Shown)], heading + 1);
    }

    // One that names the SKU; else the first of several cells above rows with numbers, if it has none itself.
    private static int HeadingAt(IReadOnlyList<SheetLine> lines)
    {
        for (var at = 0; at < Math.Min(lines.Count, MostAbove); at++)
            if (Filled(lines[at]).Count() > 1 && lines[at].Cells.Any(cell => SkuHeadings.Contains(Letters(cell)))) return at;

        var first = lines.Take(MostAbove).Index().FirstOrDefault(line => Filled(line.Item).Count() > 1, (-1, null!)).Index;
        return first >= 0 && !lines[first].Cells.Any(cell => cell.Any(char.IsAsciiDigit))
            && lines.Skip(first + 1).Take(Shown).Any(line => line.Cells.Any(cell => CountSheet.NumberOf(cell) is not null))
                ? first
                : -1;
    }

    private static CountColumns? ByHeading(IReadOnlyList<string> named)
    {
        int[] Where(HashSet<string> known) =>
            [.. named.Index().Where(cell => known.Contains(Letters(cell.Item))).Select(cell => cell.Index)];
        return (Where(SkuHeadings), Where(CountHeadings)) is ([var sku], [var count]) ? new CountColumns(sku, count) : null;
    }

    private static CountColumns? ByContent(List<SheetLine> rows)
    {
        var width = rows.Max(line => line.Cells.Count);
        if (width > 2) return null;
        if (width == 1) return new CountColumns(0, 1);
        bool HoldsNumbers(int at) => rows.Count(line => CountSheet.NumberOf(line.Cells.ElementAtOrDefault(at) ?? "") is not null) * 2
            > rows.Count(line => line.Cells.ElementAtOrDefault(at) is { Length: > 0 });
        return (HoldsNumbers(0), HoldsNumbers(1)) switch
        {
            (false, _) => new CountColumns(0, 1),
            (true, false) => new CountColumns(1, 0),
            _ => null,
        };
    }

    private static IEnumerable<string> Filled(SheetLine line) => line.Cells.Where(cell => cell.Length > 0);

    private static string Letters(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string LetterOf(int at) => at < 26 ? $"{(char)('A' + at)}" : $"{at + 1}";
}
