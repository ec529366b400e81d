using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace UnityAdmin;

/// <summary>Rows as a CSV file for a spreadsheet, written as they are read.</summary>
internal static partial class CsvFile
{
    /// <summary>How a moment stands in a cell.</summary>
    public const string Utc = "yyyy-MM-ddTHH:mm:ssZ";

    private const char Apostrophe = '\'';

    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <param name="name">What the file holds; its day and ending follow.</param>
    /// <param name="day">The shop's day today.</param>
    /// <param name="write">Writes the file with <see cref="WriteAsync"/>.</param>
    public static IResult Download(string name, DateOnly day, Func<Stream, Task> write) => Results.Stream(
        write, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyy-MM-dd}.csv"));

    /// <param name="body">Where the file goes.</param>
    /// <param name="columns">The first line.</param>
    /// <param name="rows">What each further line says.</param>
    /// <param name="write">Writes one, a field for each column.</param>
    /// <param name="stop">Gives up; the file ends in the middle.</param>
    /// <param name="most">How many rows there may be; what is left out is said in the last line.</param>
    public static async Task WriteAsync<T>(
        Stream body, string[] columns, IAsyncEnumerable<T> rows, Action<CsvRow, T> write, CancellationToken stop,
        int most = int.MaxValue)
    {
        await using var csv = CsvWriter.Create(body, Options, leaveOpen: true);
        csv.WriteHeader(columns);
        var written = 0;
        await foreach (var row in rows.WithCancellation(stop))
        {
            if (written++ == most)
            {
                csv.WriteRecord([$"There are more than {most:N0} rows: the rest is left out.", .. columns.Skip(1).Select(_ => "")]);
                break;
            }

            write(new CsvRow(csv), row);
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }

    /// <summary>
    /// Text as a cell that no spreadsheet runs: a name such as <c>=HYPERLINK(…)</c> gets an apostrophe and stays text. A handle, a phone
    /// and a number begin alike and run nothing, so they stay as they are.
    /// </summary>
    public static string? Cell(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !Harmless().IsMatch(text)
        ? Apostrophe + text
        : text;

    /// <summary>The text of a cell that <see cref="Cell"/> wrote: without the apostrophe it put there.</summary>
    public static string TextOf(string cell) =>
        cell is [Apostrophe, '=' or '+' or '-' or '@' or '\t' or '\r', ..] && Cell(cell[1..]) == cell ? cell[1..] : cell;

    [GeneratedRegex(@"^(@[\w.]+|\+\d+|[+-]?\d+([.,]\d+)?)\z")]
    private static partial Regex Harmless();
}

/// <summary>The line that is being written; text becomes a cell that no spreadsheet runs (<see cref="CsvFile.Cell"/>).</summary>
internal readonly struct CsvRow(CsvWriter csv)
{
    public void WriteField(string? text) => csv.WriteField(CsvFile.Cell(text));

    public void WriteField(long number) => csv.WriteField(number);

    public void WriteField(DateTime? moment, string format) => csv.WriteField(moment, format);
}
