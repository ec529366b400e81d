using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Selling;

/// <summary>The queue as a CSV file for a spreadsheet: the rows a filter shows, in its order, written as they are read.</summary>
internal static class SellRequestsExport
{
    private static readonly string[] Columns =
    [
        "batch_id", "received_at_utc", "status", "offer_status", "offer_expires_at_utc", "name", "phone", "email", "channel", "handle",
        "items", "first_brand", "first_category", "asking_eur", "offered_eur", "final_eur", "assigned_to",
    ];

    public static void MapSellRequestsExport(this WebApplication app) => _ =
        app.MapGet("/sell-requests.csv", SendAsync).RequireAuthorization(Policies.Staff).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        HttpContext http, Queue queue, Doorkeeper doorkeeper, IOptions<ShopSettings> shop, TimeProvider clock, CancellationToken stop)
    {
        var admitted = await doorkeeper.AdmitAsync(http.User, Role.Staff, http.RemoteAddress, stop);
        if (admitted.Refused is { } refused) return refused.Problem();
        var now = clock.NowUtc();
        var rows = queue.AllAsync(QueueFilter.Parse(http.Request.QueryString.Value ?? ""), stop);
        return CsvFile.Download("sell-requests", shop.Value.DayOf(now), body => WriteAsync(body, rows, now, stop));
    }

    internal static Task WriteAsync(Stream body, IAsyncEnumerable<QueueRow> rows, DateTime now, CancellationToken stop) =>
        CsvFile.WriteAsync(body, Columns, rows, (csv, row) => Write(csv, row, now), stop);

    private static void Write(CsvRow csv, QueueRow row, DateTime now)
    {
        csv.WriteField(row.BatchId);
        csv.WriteField(row.CreatedAt, CsvFile.Utc);
        csv.WriteField(Conventions.SnakeCase(row.Status.ToString()));
        csv.WriteField(Conventions.SnakeCase(row.OfferStatusAt(now).ToString()));
        csv.WriteField(row.OfferExpiresAt, CsvFile.Utc);
        csv.WriteField(row.Contact.Name);
        csv.WriteField(Phone.InCell(row.Contact.Phone));
        csv.WriteField(row.Contact.Email);
        csv.WriteField(row.Contact.Channel);
        csv.WriteField(row.Contact.Handle);
        csv.WriteField(row.ItemCount);
        csv.WriteField(row.FirstBrand);
        csv.WriteField(row.FirstCategory);
        csv.WriteField(Euros(row.AskingCents));
        csv.WriteField(Euros(row.OfferedPriceCents));
        csv.WriteField(Euros(row.FinalPriceCents));
        csv.WriteField(row.AssignedToName);
    }

    // A submission without any asked price carries 0; an empty cell says so and does not spoil an average.
    private static string Euros(long? cents) =>
        cents is null or 0 ? "" : new Money(cents.Value).Euros.ToString("0.00", CultureInfo.InvariantCulture);
}
