using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>Who stands behind moves, by kind and key: <c>staff/3</c>.</summary>
public readonly record struct LedgerActor(ActorKind Kind, string Id)
{
    public static LedgerActor? Parse(string? word) =>
        word?.Split('/', 2) is [var kind, { Length: > 0 } id] && Conventions.FromWord<ActorKind>(kind) is { } known
            ? new LedgerActor(known, id)
            : null;

    public override string ToString() => $"{Conventions.SnakeCase(Kind.ToString())}/{Id}";
}

/// <summary>Which moves of the ledger are meant; it travels in the page's address as a query string.</summary>
public sealed record LedgerFilter
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const string Day = "yyyy-MM-dd";

    // Far enough from the ends of the calendar for every zone and for a day more or less.
    private static readonly (int First, int Last) Years = (1970, 9000);

    public int? ProductId { get; init; }

    public StockReason? Reason { get; init; }

    public LedgerActor? Actor { get; init; }

    /// <summary>A document as people name it, such as a batch number.</summary>
    public string? Document { get; init; }

    /// <summary>First and last day, in the shop's time zone.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>The ledger as it was at this moment of UTC, its own millisecond included; null is now.</summary>
    public DateTime? AsOf { get; init; }

    public bool IsNarrowed => this != new LedgerFilter();

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static LedgerFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) =>
            values.TryGetValue(name, out var found) && !string.IsNullOrWhiteSpace(found) ? found.ToString().Trim() : null;
        return new LedgerFilter
        {
            ProductId = int.TryParse(Text("product"), NumberStyles.None, CultureInfo.InvariantCulture, out var product) ? product : null,
            Reason = Conventions.FromWord<StockReason>(Text("reason")),
            Actor = LedgerActor.Parse(Text("actor")),
            Document = Text("document"),
            From = ParseDay(Text("from")),
            To = ParseDay(Text("to")),
            AsOf = ParseMoment(Text("asof")),
        };
    }

    /// <summary>The query string without its question mark; empty for the whole ledger.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["product"] = ProductId?.ToString(CultureInfo.InvariantCulture),
            ["reason"] = Reason is { } reason ? Conventions.SnakeCase(reason.ToString()) : null,
            ["actor"] = Actor?.ToString(),
            ["document"] = Document,
            ["from"] = From?.ToString(Day, CultureInfo.InvariantCulture),
            ["to"] = To?.ToString(Day, CultureInfo.InvariantCulture),
            ["asof"] = AsOf?.ToString(Moment, CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }

    internal static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsReal(day.Year) ? day : null;

    private static DateTime? ParseMoment(string? text) => DateTime.TryParse(text, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc) && IsReal(utc.Year) ? utc : null;

    /// <summary>Whether a year is one that the ledger may speak of.</summary>
    internal static bool IsReal(int year) => year >= Years.First && year <= Years.Last;
}
