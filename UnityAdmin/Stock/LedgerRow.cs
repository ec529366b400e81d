namespace UnityAdmin.Stock;

/// <summary>One move as the ledger shows it.</summary>
/// <param name="Document">Null for an opening, and where the document's area is not there.</param>
/// <param name="ReversedById">The move that took this one back; null while it stands.</param>
public sealed record LedgerRow(StockMove Move, string ProductName, string Sku, DocumentName? Document, long? ReversedById)
{
    /// <summary>Whether it may be tried: whether the balance allows it is the plan's to say.</summary>
    public bool CanBeReversed => ReversedById is null && !StockReasons.OfOrders.Contains(Move.Reason);

    internal LedgerPlace Place => new(Move.CreatedAt, Move.Id);
}

/// <summary>The place of a move in the ledger's order.</summary>
public sealed record LedgerPlace(DateTime CreatedAt, long Id);

/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record LedgerRows(IReadOnlyList<LedgerRow> Rows, LedgerPlace? Next);

/// <summary>What a filter holds in all. Sums are those of the rows counted, so they say something only while the count is exact.</summary>
/// <param name="Moves">How many, or <see cref="LedgerBook.MostCounted"/> when there are more.</param>
public sealed record LedgerTotals(int Moves, bool IsMore, long UnitsIn, long UnitsOut)
{
    /// <summary>Where these rows are all there are.</summary>
    public static LedgerTotals Of(IReadOnlyList<LedgerRow> all) => new(
        all.Count,
        false,
        all.Sum(row => (long)Math.Max(row.Move.QuantityChange, 0)),
        all.Sum(row => -(long)Math.Min(row.Move.QuantityChange, 0)));
}

/// <summary>Someone who has moved stock lately, by the name they had then.</summary>
public sealed record RecentActor(LedgerActor Actor, string Name);
