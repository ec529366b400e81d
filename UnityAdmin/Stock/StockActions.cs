using UnityAdmin.Media;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock;

/// <summary>The stable names under which Stock's verbs stand in the audit log, each with the words people read.</summary>
public static class StockActions
{
    public const string ProductAdded = "product.added";
    public const string ProductEdited = "product.edited";
    public const string PhotosChanged = "product.photos_changed";
    public const string Corrected = "stock.corrected";
    public const string Reversed = "stock.reversed";
    public const string CorrectionApproved = "stock.correction_approved";
    public const string CorrectionRefused = "stock.correction_refused";
    public const string CorrectionWithdrawn = "stock.correction_withdrawn";
    public const string CountOpened = "stocktake.opened";
    public const string CountEntered = "stocktake.counted";
    public const string RecountAsked = "stocktake.recount_asked";
    public const string CountPosted = "stocktake.posted";
    public const string CountCancelled = "stocktake.cancelled";
    public const string HoldExpired = "reservation.expired";
    public const string LedgerAudited = "ledger.audited";
    public const string LedgerAnchored = "ledger.anchored";

    private static readonly Dictionary<string, string> Phrases = new()
    {
        [ProductAdded] = "added the product",
        [ProductEdited] = "edited the product",
        [PhotosChanged] = "changed the photos",
        [Corrected] = "entered a correction",
        [Reversed] = "entered a reversal",
        [CorrectionApproved] = "approved the correction",
        [CorrectionRefused] = "refused the correction",
        [CorrectionWithdrawn] = "withdrew the correction",
        [CountOpened] = "opened the stocktake",
        [CountEntered] = "counted",
        [RecountAsked] = "asked for a recount",
        [CountPosted] = "posted the stocktake",
        [CountCancelled] = "cancelled the stocktake",
        [LedgerAudited] = "audited the ledger",
        [LedgerAnchored] = "signed how the ledger stands",

        [MediaActions.Converted] = "made a photo over",

        // Verbs of the areas above that leave their trace on a product.
        ["submission.completed"] = "put it on the shelf",
    };

    /// <summary>The audit rows of a product in words.</summary>
    public static readonly HistoryWords History = new(Phrase, new Dictionary<string, string> { ["images"] = "Photo" });

    /// <summary>The action as a past-tense phrase that follows a name: <c>edited the product</c>.</summary>
    public static string Phrase(string action) => Phrases.GetValueOrDefault(action, action);
}
