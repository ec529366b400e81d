using System.Globalization;
using CsvHelper;

namespace UnityAdmin;

/// <summary>Rows as a CSV file for a spreadsheet, written as they are read.</summary>
internal static class CsvFile
{
    /// <summary>How a moment stands in a cell.</summary>
    public const string Utc = "yyyy-MM-ddTHH:mm:ssZ";

    // A name such as =HYPERLINK(…) is somebody's joke until a spreadsheet runs it: such cells get an apostrophe and stay text.
    private static readonly CsvWriterOptions Safe = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    /// <param name="name">What the file holds; its day and ending follow.</param>
    /// <param name="day">The shop's day today.</param>
    /// <param name="write">Writes the file with <see cref="WriteAsync"/>.</param>
    public static IResult Download(string name, DateOnly day, Func<Stream, Task> write) => Results.Stream(
        write, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyy-MM-dd}.csv"));

    public static async Task WriteAsync<T>(
        Stream body, string[] columns, IAsyncEnumerable<T> rows, Action<CsvWriter, T> write, CancellationToken stop)
    {
        await using var csv = CsvWriter.Create(body, Safe, leaveOpen: true);
        csv.WriteHeader(columns);
        await foreach (var row in rows.WithCancellation(stop))
        {
            write(csv, row);
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }
}
