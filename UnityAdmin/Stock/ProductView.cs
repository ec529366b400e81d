using System.Text.Json;
using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Stock;

/// <summary>Everything the page of one product shows but its moves, read at one moment.</summary>
/// <param name="Photos">In their order.</param>
/// <param name="Available">What can be sold or held.</param>
/// <param name="Holds">What is kept for someone: on the shelf, not available; the first to end comes first.</param>
/// <param name="Prices">Newest first; the last is the price it began with.</param>
/// <param name="History">Its audit rows without those of its moves, newest first.</param>
public sealed record ProductView(
    Product Product, IReadOnlyList<Image> Photos, int Available, IReadOnlyList<Reservation> Holds, IReadOnlyList<PriceChange> Prices,
    IReadOnlyList<SystemLog> History)
{
    public int Reserved => Holds.Sum(hold => hold.Quantity);

    public int OnHand => Available + Reserved;
}

/// <summary>One step of a product's price.</summary>
/// <param name="FromCents">Null for the price it began with.</param>
public sealed record PriceChange(DateTime At, string Who, long? FromCents, long ToCents)
{
    internal const string Column = "price_cents";

    /// <param name="row">An audit row whose after names the price.</param>
    internal static PriceChange Of(SystemLog row) =>
        new(row.CreatedAt, row.ActorName, PriceIn(row.Before), PriceIn(row.After) ?? throw new JsonException("No price after a change."));

    private static long? PriceIn(string? json)
    {
        if (json is null) return null;
        using var columns = JsonDocument.Parse(json);
        return columns.RootElement.TryGetProperty(Column, out var cents) ? cents.GetInt64() : null;
    }
}
