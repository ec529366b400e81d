using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>
/// One line of the ledger: who changed which product's quantity, by how much, why, and what was left. Written by <see cref="StockLedger"/>
/// alone and never changed; the hash makes each line vouch for all the ones of its product before it.
/// </summary>
[KeptAsTyped]
public sealed class StockMove : IBelongsTo
{
    public const string Table = "stock_moves";
    public const int NoteLength = 500;

    /// <summary>What the first move of a product names as the hash before it.</summary>
    public static readonly string NoHash = new('0', 64);

    /// <summary>Given by the ledger, ascending within a product.</summary>
    public long Id { get; init; }

    public int ProductId { get; init; }

    public int? OrderId { get; init; }

    public int? ReservationId { get; init; }

    public int? SellItemId { get; init; }

    public int? PurchaseOrderId { get; init; }

    public int? StockCountId { get; init; }

    /// <summary>The correction that posted it; every correction by hand, reversal and stocktake has one.</summary>
    public int? CorrectionId { get; init; }

    /// <summary>The move this one takes back; no move is taken back twice.</summary>
    public long? ReversesId { get; init; }

    /// <summary>Never 0.</summary>
    public int QuantityChange { get; init; }

    /// <summary>What was available after it; never negative.</summary>
    public int BalanceAfter { get; init; }

    public StockReason Reason { get; init; }

    [MaxLength(NoteLength)]
    public string? Note { get; init; }

    public ActorKind ActorKind { get; init; }

    [MaxLength(60)]
    public required string ActorId { get; init; }

    /// <summary>Their name at that moment.</summary>
    [MaxLength(120)]
    public required string Actor { get; init; }

    /// <summary>Never earlier than the product's move before it.</summary>
    public DateTime CreatedAt { get; init; }

    [MaxLength(64)]
    public required string PreviousHash { get; init; }

    [MaxLength(64)]
    public string Hash { get; private set; } = "";

    DocumentId IBelongsTo.Document => new(Product.Table, ProductId);

    public int BalanceBefore => BalanceAfter - QuantityChange;

    /// <summary>The document behind it; null for an opening.</summary>
    public StockDocument? Document =>
        OrderId is { } order ? new(StockDocumentKind.Order, order)
        : ReservationId is { } hold ? new(StockDocumentKind.Reservation, hold)
        : SellItemId is { } item ? new(StockDocumentKind.SellItem, item)
        : PurchaseOrderId is { } purchase ? new(StockDocumentKind.PurchaseOrder, purchase)
        : StockCountId is { } count ? new(StockDocumentKind.StockCount, count)
        : ReversesId is { } move ? new(StockDocumentKind.Move, move)
        : CorrectionId is { } correction ? new(StockDocumentKind.Correction, correction)
        : null;

    internal StockMove Sealed()
    {
        Hash = HashOf(Columns());
        return this;
    }

    /// <summary>
    /// SHA-256 in lower-case hex over every other column in the table's order, each as its UTF-8 length, a colon and its text (empty for
    /// null), so that no two different rows spell the same bytes. Documented for whoever checks the ledger without this program.
    /// </summary>
    internal static string HashOf(IEnumerable<string> columns)
    {
        var text = new StringBuilder(320);
        foreach (var value in columns) _ = text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private IEnumerable<string> Columns() =>
    [
        Text(Id), Text(ProductId), Text(OrderId), Text(ReservationId), Text(SellItemId), Text(PurchaseOrderId), Text(StockCountId),
        Text(CorrectionId), Text(ReversesId), Text(QuantityChange), Text(BalanceAfter), Conventions.SnakeCase(Reason.ToString()),
        Note ?? "", Conventions.SnakeCase(ActorKind.ToString()), ActorId, Actor,
        CreatedAt.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture), PreviousHash,
    ];

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
