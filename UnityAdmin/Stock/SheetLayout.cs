namespace UnityAdmin.Stock;

/// <summary>Which columns of a sheet hold the SKU and the count, counted from 0.</summary>
public sealed record ColumnMapping(int Sku, int Count);

/// <summary>A line of a sheet that says anything.</summary>
internal sealed record SheetLine(int Line, List<string> Cells)
{
    /// <summary>How many columns it fills.</summary>
    public int Width => Cells.FindLastIndex(cell => cell.Length > 0) + 1;

    public string At(int column) => Cells.ElementAtOrDefault(column) ?? "";
}

/// <summary>Where the rows of a sheet begin, and which columns its headings name.</summary>
/// <param name="Headings">As they are written; empty where there are none.</param>
/// <param name="Start">The first line that is a row.</param>
/// <param name="Width">How many columns a row has.</param>
/// <param name="Sku">The column of the SKU; null where that is not certain.</param>
/// <param name="Count">The column of the count; null where that is not certain.</param>
internal sealed record SheetLayout(IReadOnlyList<string> Headings, int Start, int Width, int? Sku, int? Count)
{
    /// <summary>Headings stand among the first lines, below a title at most.</summary>
    public const int HeadLines = 20;

    public ColumnMapping? Columns => Sku is { } sku && Count is { } count ? new ColumnMapping(sku, count) : null;

    public static SheetLayout Of(List<SheetLine> lines)
    {
        var at = lines.FindIndex(0, Math.Min(lines.Count, HeadLines), IsHeadings);
        if (at < 0) return WithoutHeadings(lines);

        // Rows above the headings would be lost in silence: nothing is certain then.
        return lines.Take(at).Any(IsRow) ? new SheetLayout([], 0, UsualWidth(lines), null, null) : WithHeadings(lines, at);
    }

    private static SheetLayout WithHeadings(List<SheetLine> lines, int at)
    {
        var headings = lines[at];
        var kinds = headings.Cells.Take(headings.Width).Select(SheetHeading.Of).ToList();
        var rows = lines.Skip(at + 1).Take(HeadLines).ToList();
        int? Only(HeadingKind kind) => kinds.Count(one => one == kind) == 1 ? kinds.IndexOf(kind) : null;
        var hasSku = kinds.Contains(HeadingKind.Sku);
        var hasCount = kinds.Contains(HeadingKind.Count);

        // "Qty" beside a column that may hold anything could be what a system has, and the other one what was counted.
        var isOpen = kinds.Where((kind, column) => kind == HeadingKind.Unknown && rows.Any(row => row.At(column).Length > 0)).Any();
        return new SheetLayout(
            headings.Cells, at + 1, headings.Width, Only(hasSku ? HeadingKind.Sku : HeadingKind.Code),
            hasCount ? Only(HeadingKind.Count) : isOpen ? null : Only(HeadingKind.Units));
    }

    // The order that the form asks for, SKU then count; anything else is asked about.
    private static SheetLayout WithoutHeadings(List<SheetLine> lines)
    {
        var width = UsualWidth(lines);
        var isInOrder = width < 2 || (width == 2 && lines.Find(line => line.Width >= 2) is { } first && IsSkuAndCount(first));
        return new SheetLayout([], 0, width, isInOrder ? 0 : null, isInOrder ? 1 : null);
    }

    private static bool IsHeadings(SheetLine line) =>
        line.Cells.Any(cell => SheetHeading.Of(cell) is HeadingKind.Sku or HeadingKind.Code)
        && !line.Cells.Any(cell => CountSheet.NumberOf(cell) is not null);

    private static bool IsRow(SheetLine line) => line.Width >= 2 && line.Cells.Skip(1).Any(cell => CountSheet.NumberOf(cell) is not null);

    // Two numbers could be either.
    private static bool IsSkuAndCount(SheetLine line) => CountSheet.NumberOf(line.At(0)) is null
        && (CountSheet.NumberOf(line.At(1)) is not null || CountSheet.IsFormula(line.At(1)));

    private static int UsualWidth(List<SheetLine> lines) =>
        lines.GroupBy(line => line.Width).OrderByDescending(same => same.Count()).ThenByDescending(same => same.Key).First().Key;
}
