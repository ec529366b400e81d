using System.Globalization;
using System.Text;
using CsvHelper;

namespace UnityAdmin.Stock;

/// <summary>One row of a pasted table, as it was typed.</summary>
internal sealed record SheetRow(int Line, string Sku, string Count);

/// <summary>The beginning of a sheet: what is passed over, and what shows which of its columns hold the SKU and the count.</summary>
/// <param name="Above">What stands above the headings, such as a title; none of it is read.</param>
/// <param name="Headings">One for each column; empty where it has none.</param>
/// <param name="First">The cells of the first rows.</param>
/// <param name="Sku">The column of the SKU, where that is certain.</param>
/// <param name="Count">The column of the count, where that is certain.</param>
public sealed record SheetHead(
    IReadOnlyList<string> Above, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> First, int? Sku, int? Count)
{
    internal const int Rows = 5;
    internal const int MaxColumns = 50;

    /// <summary>As spreadsheets call it, with its heading: <c>B: On hand</c>.</summary>
    public string NameOf(int column)
    {
        var letter = column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
        return Headings[column].Length == 0 ? $"Column {letter}" : $"{letter}: {Headings[column]}";
    }
}

/// <summary>Reads a table of SKUs and counts: rows copied from a spreadsheet, or a CSV file in any common spelling.</summary>
internal static class CountSheet
{
    public const int MaxBytes = 4_000_000;

    // What programs leave at the ends of a cell without anyone seeing it: marks of byte order, direction and width.
    private static readonly char[] Unseen = ['\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060', '\0'];

    // A quote that is never closed must not swallow the rest of the table.
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Recover,
    };

    /// <summary>
    /// The rows that say anything. Headings name the columns, below a title or not; where they leave the count or the SKU open, it is asked
    /// (<see cref="CountRefusals.ColumnsUnknown"/>) and the answer comes back as <paramref name="chosen"/>.
    /// </summary>
    public static Result<List<SheetRow>> Read(byte[] bytes, ColumnMapping? chosen = null)
    {
        if (bytes.Length > MaxBytes) return CountRefusals.PasteTooLong;
        var lines = LinesOf(bytes);
        if (lines.Count == 0) return CountRefusals.PasteEmpty;
        var layout = SheetLayout.Of(lines);
        if (lines.Count == layout.Start) return CountRefusals.PasteEmpty;
        if (lines.Count - layout.Start > StockCount.MaxLines) return CountRefusals.PasteTooLong;
        if ((chosen ?? layout.Columns) is not { } columns) return CountRefusals.ColumnsUnknown;
        return lines.Skip(layout.Start)
            .Select(line => new SheetRow(line.Line, line.At(columns.Sku), CountIn(line, columns, layout))).ToList();
    }

    /// <summary>The beginning of a sheet whose columns have to be asked for.</summary>
    public static SheetHead HeadOf(byte[] bytes)
    {
        var lines = LinesOf(bytes);
        var layout = SheetLayout.Of(lines);
        var rows = lines.Skip(layout.Start).Take(SheetHead.Rows).ToList();
        var width = Math.Min(rows.Select(row => row.Width).Append(layout.Width).Max(), SheetHead.MaxColumns);
        return new SheetHead(
            [.. lines.Take(layout.Start - 1).Select(line => string.Join(' ', line.Cells.Where(cell => cell.Length > 0)))],
            [.. Enumerable.Range(0, width).Select(column => layout.Headings.ElementAtOrDefault(column) ?? "")],
            [.. rows.Select(row => Enumerable.Range(0, width).Select(row.At).ToList())],
            layout.Sku,
            layout.Count);
    }

    /// <summary>Without what surrounds a cell unseen.</summary>
    public static string Clean(string cell) => cell.Trim().Trim(Unseen).Trim();

    /// <summary>
    /// A whole number, also as spreadsheets print one that is formatted with decimals; nothing is calculated or guessed. Three zeros are
    /// thousands in one country and decimals in the next.
    /// </summary>
    public static long? NumberOf(string typed)
    {
        var whole = typed.Split('.', ',') is [var front, var zeros] && zeros.Length is > 0 and not 3 && zeros.All(digit => digit == '0')
            ? front
            : typed;
        return long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static bool IsFormula(string cell) => cell is ['=', ..];

    /// <summary>What to write instead of a count that is no number; null where nothing more can be said.</summary>
    public static string? AdviceFor(string typed) =>
        IsFormula(typed) ? "a formula: give its value"
        : typed.Any(char.IsAsciiDigit) && typed.IndexOfAny([',', '.']) >= 0 ? "write it without a comma or a point, such as 1000"
        : null;

    private static List<SheetLine> LinesOf(byte[] bytes)
    {
        var lines = new List<SheetLine>();
        using var reader = CsvReader.FromText(TextOf(bytes), Options);
        while (lines.Count <= StockCount.MaxLines + SheetLayout.HeadLines && reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(at => ValueOf(reader.GetString(at))).ToList();
            if (lines.Count == 0 && cells[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) continue;
            if (cells.Exists(cell => cell.Length > 0)) lines.Add(new SheetLine((int)reader.LineNumber, cells));
        }

        return lines;
    }

    // A row with more cells than columns has a comma that belongs to a number: 3,0 is three and 1,000 is not one.
    private static string CountIn(SheetLine line, ColumnMapping columns, SheetLayout layout) =>
        line.Width > layout.Width && columns.Count < layout.Width
            ? string.Join(',', line.Cells.Take(line.Width).Skip(columns.Count))
            : line.At(columns.Count);

    // Spreadsheets write ="UN-000073" for a text that must stay one, and our own export an apostrophe before what could be a formula.
    private static string ValueOf(string cell)
    {
        var value = Clean(CsvFile.TextOf(Clean(cell)));
        return value is ['=', '"', .. var text, '"'] && !text.Replace("\"\"", "").Contains('"') ? Clean(text.Replace("\"\"", "\"")) : value;
    }

    // Marked UTF-16 and UTF-8 as they say; what is no UTF-8 comes from an old Windows program.
    private static string TextOf(byte[] bytes)
    {
        using var marked = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, true));
        try
        {
            return marked.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
