using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;

namespace UnityAdmin.Stock;

/// <summary>One row of a pasted table, as it was typed.</summary>
internal sealed record SheetRow(int Line, string Sku, string Count);

/// <summary>Reads a table of SKUs and counts: rows copied from a spreadsheet, or a CSV file in any common spelling.</summary>
internal static partial class CountSheet
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

    /// <summary>Which columns are SKU and count, or what there is to choose from.</summary>
    public static Result<SheetColumns> ColumnsOf(byte[] bytes) =>
        Parse(bytes).Is(out var lines, out var wrong) ? SheetColumns.Of(lines) : wrong;

    /// <summary>The rows that say anything, without headings and what stands above them.</summary>
    /// <param name="bytes">The pasted text or the file.</param>
    /// <param name="chosen">The columns as somebody chose them; null where the sheet itself says which they are.</param>
    public static Result<List<SheetRow>> Read(byte[] bytes, CountColumns? chosen = null)
    {
        if (!Parse(bytes).Is(out var lines, out var wrong)) return wrong;
        var columns = SheetColumns.Of(lines);
        if ((chosen ?? columns.Found) is not { } at) return CountRefusals.ColumnsUnknown;
        var rows = lines.Skip(columns.FirstRow).Select(line => new SheetRow(
            line.Number, line.Cells.ElementAtOrDefault(at.Sku) ?? "", line.Cells.ElementAtOrDefault(at.Count) ?? "")).ToList();
        if (rows.Count > StockCount.MaxLines) return CountRefusals.PasteTooLong;
        return rows.Count == 0 ? CountRefusals.PasteEmpty : rows;
    }

    private static Result<List<SheetLine>> Parse(byte[] bytes)
    {
        if (bytes.Length > MaxBytes) return CountRefusals.PasteTooLong;
        var lines = new List<SheetLine>();
        using var reader = CsvReader.FromText(TextOf(bytes), Options);
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(at => TextOf(Clean(reader.GetString(at)))).ToList();
            if (cells.All(cell => cell.Length == 0)) continue;

            // Some more than may be entered: titles and headings are none of them.
            if (lines.Count > StockCount.MaxLines + SheetColumns.MostAbove) return CountRefusals.PasteTooLong;
            lines.Add(new SheetLine((int)reader.LineNumber, cells));
        }

        return lines.Count == 0 ? CountRefusals.PasteEmpty : lines;
    }

    // Our own export puts an apostrophe before what a spreadsheet would run, and Excel writes ="UN-000073" to keep a code a text.
    private static string TextOf(string cell) => cell is ['=', '"', .. var code, '"'] ? code : CsvFile.TextOf(cell);

    /// <summary>Without what surrounds a cell unseen.</summary>
    public static string Clean(string cell) => cell.Trim().Trim(Unseen).Trim();

    /// <summary>
    /// A whole number, also as spreadsheets print one that is formatted with decimals (<c>3.0</c>, and <c>3,0</c> where the comma is the
    /// sign for them); nothing is calculated or guessed, so <c>1,000</c> is none.
    /// </summary>
    public static long? NumberOf(string typed) => WholeNumber().Match(typed) is { Success: true } whole
        && long.TryParse(whole.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(@"^([+-]?[0-9]+)(\.0+|,0{1,2})?\z")]
    private static partial Regex WholeNumber();

    // Marked UTF-16 and UTF-8 as they say; what is no UTF-8 comes from an old Windows program, and SKUs are the same in both.
    private static string TextOf(byte[] bytes)
    {
        using var marked = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, true));
        try
        {
            return marked.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
