namespace UnityAdmin.Stock;

/// <summary>Why a quantity changed: the fixed list of product.md section 3.</summary>
public enum StockReason
{
    Opening,
    Intake,
    Purchase,
    Sale,
    SaleCancelled,
    Return,
    Reservation,
    ReservationReleased,
    Stocktake,
    Damaged,
    Lost,
    Found,
    Theft,
    Correction,
    Reversal,
}

/// <summary>What kind of document stands behind a move.</summary>
public enum StockDocumentKind
{
    Order,
    Reservation,
    SellItem,
    PurchaseOrder,
    StockCount,

    /// <summary>An admin's own correction, which has a page of its own.</summary>
    Correction,

    /// <summary>The move that this one reverses.</summary>
    Move,
}

/// <summary>The document behind a move, by kind and key.</summary>
public readonly record struct StockDocument(StockDocumentKind Kind, long Id);

public static class StockReasons
{
    /// <summary>What an admin may give as the reason of a correction by hand.</summary>
    public static readonly IReadOnlyList<StockReason> ByHand =
        [StockReason.Correction, StockReason.Damaged, StockReason.Lost, StockReason.Found, StockReason.Theft];

    /// <summary>
    /// Moves that an order or a hold stands behind: they are undone there, or its record would no longer agree with stock.
    /// </summary>
    public static readonly IReadOnlyList<StockReason> OfOrders =
    [
        StockReason.Sale, StockReason.SaleCancelled, StockReason.Return, StockReason.Reservation, StockReason.ReservationReleased,
    ];

    /// <summary>Whether a reason can stand behind a change of this sign.</summary>
    public static bool Fits(this StockReason reason, int change) => reason switch
    {
        StockReason.Sale or StockReason.Reservation or StockReason.Damaged or StockReason.Lost or StockReason.Theft => change < 0,
        StockReason.Stocktake or StockReason.Correction or StockReason.Reversal => change != 0,
        _ => change > 0,
    };

    public static string Word(this StockReason reason) => reason switch
    {
        StockReason.SaleCancelled => "Sale cancelled",
        StockReason.ReservationReleased => "Hold released",
        StockReason.Reservation => "Hold",
        _ => reason.ToString(),
    };
}
