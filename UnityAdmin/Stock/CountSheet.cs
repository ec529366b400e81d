using System.Globalization;
using System.Text;
using CsvHelper;

namespace UnityAdmin.Stock;

/// <summary>One row of a pasted table, as it was typed.</summary>
internal sealed record SheetRow(int Line, string Sku, string Count);

/// <summary>Reads a table of SKUs and counts: rows copied from a spreadsheet, or a CSV file in any common spelling.</summary>
internal static class CountSheet
{
    public const int MaxBytes = 4_000_000;

    private static readonly string[] SkuHeadings = ["sku", "barcode", "code", "article"];
    private static readonly string[] CountHeadings = ["count", "counted", "quantity", "qty", "units"];

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

    /// <summary>The rows that say anything, up to one more than may be entered; a first row of headings names the columns.</summary>
    public static Result<List<SheetRow>> Read(byte[] bytes)
    {
        if (bytes.Length > MaxBytes) return CountRefusals.PasteTooLong;
        var rows = new List<SheetRow>();
        var (sku, count) = (0, 1);
        using var reader = CsvReader.FromText(TextOf(bytes), Options);
        for (var isFirst = true; reader.Read(); isFirst = false)
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(at => CsvFile.TextOf(Clean(reader.GetString(at)))).ToList();
            if (cells.All(cell => cell.Length == 0)) continue;
            if (isFirst && Find(cells, SkuHeadings) is { } skuAt)
            {
                (sku, count) = (skuAt, Find(cells, CountHeadings) ?? (skuAt == 0 ? 1 : 0));
                continue;
            }

            if (rows.Count == StockCount.MaxLines) return CountRefusals.PasteTooLong;
            rows.Add(new SheetRow((int)reader.LineNumber, cells.ElementAtOrDefault(sku) ?? "", cells.ElementAtOrDefault(count) ?? ""));
        }

        return rows.Count == 0 ? CountRefusals.PasteEmpty : rows;
    }

    /// <summary>Without what surrounds a cell unseen.</summary>
    public static string Clean(string cell) => cell.Trim().Trim(Unseen).Trim();

    /// <summary>A whole number, also as spreadsheets print one that is formatted with decimals; nothing is calculated or guessed.</summary>
    public static long? NumberOf(string typed)
    {
        var whole = typed.Split('.') is [var front, var zeros] && zeros.Length > 0 && zeros.All(digit => digit == '0') ? front : typed;
        return long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

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

    private static int? Find(List<string> cells, string[] headings)
    {
        var at = cells.FindIndex(cell => headings.Contains(cell.ToLowerInvariant()));
        return at < 0 ? null : at;
    }
}
