using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Analytics;

/// <summary>
/// What each chart is drawn from, as a CSV file for a spreadsheet. A row of a day says how far it may be trusted; what is not known is an
/// empty cell.
/// </summary>
internal static class AnalyticsExport
{
    /// <summary>Rows that a spreadsheet can show; whatever is beyond them is said in the last one.</summary>
    private const int MostRows = 1_000_000;

    public static void MapAnalyticsExport(this WebApplication app) => _ =
        app.MapGet("/analytics/{name}.csv", SendAsync).RequireAuthorization(Policies.Manager).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        string name, HttpContext http, AnalyticsBook book, Doorkeeper doorkeeper, IOptions<ShopSettings> shop, CancellationToken stop)
    {
        var admitted = await doorkeeper.AdmitAsync(http.User, Role.Manager, http.RemoteAddress, stop);
        if (admitted.Refused is { } refused) return refused.Problem();
        var period = Period.Parse(http.Request.QueryString.Value ?? "", book.Today);
        Func<Stream, Task>? write = name switch
        {
            "products" or "searches" => body => WriteRankingAsync(body, name, book, period, stop),
            "days" or "hours" or "events" or "funnel" => body => WriteAsync(body, name, book, period, shop.Value, stop),
            _ => null,
        };
        return write is null ? Results.NotFound() : CsvFile.Download($"analytics-{name}", book.Today, write);
    }

    internal static async Task WriteAsync(
        Stream body, string name, AnalyticsBook book, Period period, ShopSettings shop, CancellationToken stop)
    {
        var overview = await book.ReadAsync(period, stop);
        var days = overview?.Trends.Days ?? [];
        await (name switch
        {
            "hours" => WriteAsync(body, ["date", "state", "hour", "page_views", "events"],
                from day in days from hour in HourFigure.Of(day, overview!.Hours, shop) where hour.Exists select (day, hour),
                WriteHour, stop),
            "events" => WriteAsync(body, ["date", "state", "event_type", "events", "sessions", "known_customers", "revenue_eur"],
                days.SelectMany(day => overview!.Trends.TypesOf(day.Date).DefaultIfEmpty(), (day, type) => (day, type)), WriteType, stop),
            "funnel" => WriteAsync(body, ["step", "counted", "of_the_step_before"],
                (overview?.Trends.Funnel ?? []).Zip((overview?.Trends.Funnel ?? []).Prepend(null)), WriteStep, stop),
            _ => WriteAsync(body,
                ["date", "state", "visitors", "page_views", "orders", "revenue_eur", "conversion", "counted_at_utc", "job_run", "note"],
                days.Select(day => (day, overview!.Notes.Where(note => note.Date == day.Date))), WriteDay, stop),
        });
    }

    internal static async Task WriteRankingAsync(Stream body, string name, AnalyticsBook book, Period period, CancellationToken stop)
    {
        var ranked = await book.RankAsync(period, ProductOrder.Revenue, stop, MostRows + 1);
        await (name == "products"
            ? WriteAsync(body, ["product_id", "sku", "name", "views", "cart_adds", "units_sold", "revenue_eur"], ranked.Products,
                WriteProduct, stop)
            : WriteAsync(body, ["term", "searches", "sessions", "without_result"], ranked.Searches, WriteSearch, stop));
    }

    private static Task WriteAsync<T>(
        Stream body, string[] columns, IEnumerable<T> rows, Action<CsvRow, T> write, CancellationToken stop) =>
        CsvFile.WriteAsync(body, columns, rows.ToAsyncEnumerable(), write, stop, MostRows);

    private static void WriteDay(CsvRow csv, (TrendDay Day, IEnumerable<AnalyticsNote> Notes) row)
    {
        WriteState(csv, row.Day);
        csv.WriteField(Number(row.Day.Visitors));
        csv.WriteField(Number(row.Day.PageViews));
        csv.WriteField(Number(row.Day.Orders));
        csv.WriteField(Euros(row.Day.RevenueCents));
        csv.WriteField(Share(row.Day.Conversion));
        csv.WriteField(row.Day.Row?.RolledUpAt, CsvFile.Utc);
        csv.WriteField(Number(row.Day.Row?.JobRunId));
        csv.WriteField(string.Join(" · ", row.Notes.Select(note => note.Text)));
    }

    private static void WriteHour(CsvRow csv, (TrendDay Day, HourFigure Hour) row)
    {
        WriteState(csv, row.Day);
        csv.WriteField(row.Hour.Hour);
        csv.WriteField(Number(row.Hour.PageViews));
        csv.WriteField(Number(row.Hour.Events));
    }

    private static void WriteType(CsvRow csv, (TrendDay Day, AnalyticsDaily? Type) row)
    {
        WriteState(csv, row.Day);
        csv.WriteField(row.Type?.EventType);
        csv.WriteField(Number(row.Type?.EventCount));
        csv.WriteField(Number(row.Type?.UniqueSessions));
        csv.WriteField(Number(row.Type?.UniqueUsers));
        csv.WriteField(Euros(row.Type?.RevenueCents));
    }

    private static void WriteStep(CsvRow csv, (FunnelStep Step, FunnelStep? Before) row)
    {
        csv.WriteField(row.Step.Event ?? "order");
        csv.WriteField(row.Step.Count);
        csv.WriteField(row.Before is { Count: > 0 } before ? Share((double)row.Step.Count / before.Count) : "");
    }

    private static void WriteProduct(CsvRow csv, ProductFigures row)
    {
        csv.WriteField(row.Id);
        csv.WriteField(row.Sku);
        csv.WriteField(row.Name);
        csv.WriteField(row.Views);
        csv.WriteField(row.CartAdds);
        csv.WriteField(row.Units);
        csv.WriteField(Euros(row.RevenueCents));
    }

    private static void WriteSearch(CsvRow csv, SearchFigures row)
    {
        csv.WriteField(row.Term);
        csv.WriteField(row.Searches);
        csv.WriteField(row.Sessions);
        csv.WriteField(row.WithoutResult);
    }

    private static void WriteState(CsvRow csv, TrendDay day)
    {
        csv.WriteField(Period.Spell(day.Date));
        csv.WriteField(Conventions.SnakeCase(day.State.ToString()));
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Share(double? share) => share?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Euros(long? cents) =>
        cents is { } known ? new Money(known).Euros.ToString("0.00", CultureInfo.InvariantCulture) : "";
}
