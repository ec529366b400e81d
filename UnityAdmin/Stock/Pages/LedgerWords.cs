using UnityAdmin.Shell;

namespace UnityAdmin.Stock.Pages;

/// <summary>What the ledger says in words.</summary>
internal static class LedgerWords
{
    /// <summary>A document that its area does not name, or none at all.</summary>
    public static string Unnamed(StockDocument? document) => document is { } known ? $"{Kind(known.Kind)} {known.Id}" : "—";

    /// <summary>How many rows a filter holds: <c>1,204 moves</c>, <c>10,000+ moves</c>.</summary>
    public static string Count(LedgerTotals totals) =>
        totals.IsMore ? $"{Units.Plain(totals.Moves)}+ moves" : Units.Count(totals.Moves, "move");

    /// <summary>What stood in the books at the moment a filter names.</summary>
    public static string AsOf(LedgerFilter filter, string? product, long units, ShopSettings shop)
    {
        var when = RelativeTime.Exact(filter.AsOf!.Value, shop);
        return filter.ProductId is null
            ? $"The shop held {Units.Count(units, "unit")} on {when}."
            : $"{product ?? "This product"} had {Units.Count(units, "unit")} on {when}.";
    }

    private static string Kind(StockDocumentKind kind) => kind switch
    {
        StockDocumentKind.SellItem => "Item",
        StockDocumentKind.PurchaseOrder => "Purchase order",
        StockDocumentKind.StockCount => "Stocktake",
        _ => kind.ToString(),
    };
}
