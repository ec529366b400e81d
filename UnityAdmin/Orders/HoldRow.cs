using UnityAdmin.Media;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>One reservation with what people know it by.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="PriceCents">What one unit was sold for, or costs today, which is what it would be sold for.</param>
/// <param name="CoverId">The product's first photo.</param>
/// <param name="CoverHash">The same photo's hash.</param>
/// <param name="SoldAs">The number of the order it became.</param>
public sealed record HoldRow(
    Reservation Hold, string Product, string Sku, string Size, long PriceCents, int? CoverId, string? CoverHash, string? SoldAs)
{
    public int Id => Hold.Id;

    public PhotoLink? Cover => CoverId is { } id ? new PhotoLink(id, CoverHash!) : null;

    public Money Price => new(PriceCents * Hold.Quantity);
}

/// <summary>The place of a reservation in a list: its expiry where the list goes by that, else its creation.</summary>
public sealed record HoldCursor(DateTime At, int Id);

/// <param name="Rows">In the list's order, followed by those of the same requests that stand further on.</param>
/// <param name="Next">Where the page after this begins; null at the end.</param>
public sealed record HoldRows(IReadOnlyList<HoldRow> Rows, HoldCursor? Next);

/// <summary>What one request keeps for one customer.</summary>
public sealed record HoldGroup(Guid Request, IReadOnlyList<HoldRow> Holds)
{
    /// <summary>The rows by their requests, each where its first row stands.</summary>
    public static IReadOnlyList<HoldGroup> Of(IEnumerable<HoldRow> rows) =>
        [.. rows.DistinctBy(row => row.Id).GroupBy(row => row.Hold.RequestId).Select(same => new HoldGroup(same.Key, [.. same]))];

    public IReadOnlyList<HoldRow> RunningAt(DateTime now) => [.. Holds.Where(row => row.Hold.HoldsAt(now))];
}
