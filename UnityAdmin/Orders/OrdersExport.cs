using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Orders;

/// <summary>The orders as a CSV file for a spreadsheet: the rows a filter shows, in its order, written as they are read.</summary>
internal static class OrdersExport
{
    private static readonly string[] Columns =
    [
        "order_number", "placed_at_utc", "status", "payment", "payment_method", "paid_at_utc", "name", "phone", "email", "delivery",
        "units", "first_item", "subtotal_eur", "delivery_eur", "total_eur", "shipped_at_utc", "tracking_number", "refunded_eur",
        "refunded_at_utc",
    ];

    public static void MapOrdersExport(this WebApplication app) => _ =
        app.MapGet("/orders.csv", SendAsync).RequireAuthorization(Policies.Staff).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        HttpContext http, OrderList list, Doorkeeper doorkeeper, IOptions<ShopSettings> shop, TimeProvider clock, CancellationToken stop)
    {
        var admitted = await doorkeeper.AdmitAsync(http.User, Role.Staff, http.RemoteAddress, stop);
        if (admitted.Refused is { } refused) return refused.Problem();
        var rows = list.AllAsync(OrderFilter.Parse(http.Request.QueryString.Value ?? ""), stop);
        return CsvFile.Download("orders", shop.Value.DayOf(clock.NowUtc()), body => WriteAsync(body, rows, stop));
    }

    internal static Task WriteAsync(Stream body, IAsyncEnumerable<OrderRow> rows, CancellationToken stop) =>
        CsvFile.WriteAsync(body, Columns, rows, Write, stop);

    private static void Write(CsvRow csv, OrderRow row)
    {
        csv.WriteField(row.OrderNumber);
        csv.WriteField(row.CreatedAt, CsvFile.Utc);
        csv.WriteField(Conventions.SnakeCase(row.Status.ToString()));
        csv.WriteField(Conventions.SnakeCase(row.PaymentStatus.ToString()));
        csv.WriteField(row.PaymentMethod is { } method ? Conventions.SnakeCase(method.ToString()) : "");
        csv.WriteField(row.PaidAt, CsvFile.Utc);
        csv.WriteField(row.CustomerName);
        csv.WriteField(row.CustomerPhone is { } phone ? Phone.InCell(phone) : "");
        csv.WriteField(row.CustomerEmail);
        csv.WriteField(Conventions.SnakeCase(row.DeliveryMethod.ToString()));
        csv.WriteField(row.ItemCount);
        csv.WriteField(row.FirstItem);
        csv.WriteField(Euros(row.SubtotalCents));
        csv.WriteField(Euros(row.DeliveryCents));
        csv.WriteField(Euros(row.TotalCents));
        csv.WriteField(row.ShippedAt, CsvFile.Utc);
        csv.WriteField(row.TrackingNumber);
        csv.WriteField(Euros(row.RefundedCents));
        csv.WriteField(row.RefundedAt, CsvFile.Utc);
    }

    private static string Euros(long cents) => new Money(cents).Euros.ToString("0.00", CultureInfo.InvariantCulture);
}
