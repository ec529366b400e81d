using System.Globalization;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock;

/// <summary>The ledger as a CSV file for a spreadsheet: the rows a filter shows, in its order.</summary>
internal static class LedgerExport
{
    private const string Milliseconds = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly string[] Columns =
    [
        "move", "created_at_utc", "sku", "product", "reason", "change", "balance_after", "document", "actor", "actor_kind", "actor_id",
        "note", "correction", "reverses", "reversed_by", "previous_hash", "hash",
    ];

    public static void MapLedgerExport(this WebApplication app) => _ =
        app.MapGet("/stock.csv", SendAsync).RequireAuthorization(Policies.Staff).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        HttpContext http, LedgerBook book, Doorkeeper doorkeeper, IOptions<ShopSettings> shop, TimeProvider clock, CancellationToken stop)
    {
        var admitted = await doorkeeper.AdmitAsync(http.User, Role.Staff, http.RemoteAddress, stop);
        if (admitted.Refused is { } refused) return refused.Problem();
        var rows = book.AllAsync(LedgerFilter.Parse(http.Request.QueryString.Value ?? ""), stop);
        return CsvFile.Download("stock", shop.Value.DayOf(clock.NowUtc()), body => WriteAsync(body, rows, stop));
    }

    internal static Task WriteAsync(Stream body, IAsyncEnumerable<LedgerRow> rows, CancellationToken stop) =>
        CsvFile.WriteAsync(body, Columns, rows, Write, stop);

    private static void Write(CsvRow csv, LedgerRow row)
    {
        var move = row.Move;
        csv.WriteField(move.Id);
        csv.WriteField(move.CreatedAt, Milliseconds);
        csv.WriteField(row.Sku);
        csv.WriteField(row.ProductName);
        csv.WriteField(Conventions.SnakeCase(move.Reason.ToString()));
        csv.WriteField(move.QuantityChange);
        csv.WriteField(move.BalanceAfter);
        csv.WriteField(row.Document?.Word);
        csv.WriteField(move.Actor);
        csv.WriteField(Conventions.SnakeCase(move.ActorKind.ToString()));
        csv.WriteField(move.ActorId);
        csv.WriteField(move.Note);
        csv.WriteField(Number(move.CorrectionId));
        csv.WriteField(Number(move.ReversesId));
        csv.WriteField(Number(row.ReversedById));
        csv.WriteField(move.PreviousHash);
        csv.WriteField(move.Hash);
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
