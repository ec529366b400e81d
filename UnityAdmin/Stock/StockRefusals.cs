using UnityAdmin.Media;
using static UnityAdmin.RefusalKind;

namespace UnityAdmin.Stock;

/// <summary>Every way Stock says no, with the sentence people read.</summary>
public static class StockRefusals
{
    public static readonly Refusal AnchorReasonMissing = new(
        "reason_missing", "Say why the anchors begin anew, such as which backup was restored.", RefusalKind.Invalid);

    public static readonly Refusal AnchorReasonTooLong = new(
        "too_long", $"The reason must be at most {LedgerAnchor.ReasonLength} characters.", RefusalKind.Invalid);

    public static Refusal LedgerUnsound(string wrong) => new(
        "ledger_unsound", $"The ledger does not hold by itself, and what is wrong is not signed: {wrong}.");

    /// <summary>The adjust form asks what was meant where it meets this one.</summary>
    public const string StockMovedCode = "stock_moved";

    public static readonly Refusal ProductNotFound = new("product_not_found", "There is no such product.", Missing);

    public static readonly Refusal MoveNotFound = new("move_not_found", "There is no such move in the ledger.", Missing);

    public static readonly Refusal CorrectionNotFound = new("correction_not_found", "There is no such correction.", Missing);

    public static readonly Refusal CountNotFound = new("stocktake_not_found", "There is no such stocktake.", Missing);

    public static readonly Refusal NoChange = Field("quantity", "no_change", "This would change nothing. Give a quantity that differs.");

    public static readonly Refusal QuantityOutOfRange = Field("quantity", "quantity_out_of_range",
        $"Give a whole number of units up to {StockLedger.MaxUnits:N0}.");

    public static readonly Refusal CountOutOfRange = Field("quantity", "count_out_of_range",
        $"Give the count as a whole number from 0 to {StockLedger.MaxUnits:N0}.");

    public static readonly Refusal NoteMissing = Field("note", "note_missing", "Say in the note what happened.");

    public static readonly Refusal ReasonNotByHand = Field("reason", "reason_not_by_hand",
        "Choose correction, damaged, lost, found or theft as the reason.");

    public static readonly Refusal ReservationNotFound = new("reservation_not_found", "There is no such reservation.", Missing);

    public static readonly Refusal ExtensionOutOfRange = Field("hours", "extension_out_of_range",
        $"A reservation may be kept for at most {Reservation.Longest.TotalDays:0} days from now.");

    public static readonly Refusal NothingToReverse = new("nothing_to_reverse", "None of these moves can be reversed.");

    public static readonly Refusal TooManyToReverse = new("too_many_to_reverse",
        $"At most {Corrections.MaxLines:N0} moves can be reversed at once. Narrow the filters and reverse them in parts.", Invalid);

    public static readonly Refusal OwnCorrection = new("own_correction",
        "You asked for this correction, so another admin must approve it.", Forbidden);

    public static readonly Refusal OwnCorrectionWithdraw = new("own_correction",
        "You asked for this correction yourself. Withdraw it instead.", Forbidden);

    public static readonly Refusal OpeningOutOfRange = Field("quantity", "quantity_out_of_range",
        $"Give the units on the shelf as a whole number from 0 to {StockLedger.MaxUnits:N0}.");

    public static readonly Refusal PhotosFull = new("photos_full",
        $"A product has at most {PhotoStore.MaxPhotos} photos. Delete one before you add another.");

    public static readonly Refusal PhotosMoved = new("photos_moved",
        "Someone else has meanwhile changed these photos. Look at them as they are now, then try again.");

    /// <param name="faults">By the name in the query string, each with its sentence.</param>
    public static Refusal WindowQueryWrong(IReadOnlyDictionary<string, string> faults) =>
        new("query_wrong", string.Join(' ', faults.Values), Invalid) { Fields = faults };

    /// <param name="faults">By field, each with its sentence.</param>
    public static Refusal ProductWrong(IReadOnlyDictionary<string, string> faults) =>
        new("product_wrong", string.Join(' ', faults.Values), Invalid) { Fields = faults };

    /// <param name="clashes">By field, what someone else made of it and who.</param>
    public static Refusal ProductClash(IReadOnlyDictionary<string, string> clashes) => new("product_clash",
        "Someone else has saved other values while you were typing. Yours are kept: choose at each field, then save again.")
    {
        Fields = clashes,
    };

    public static Refusal NotOwnCorrection(string asker) => new("not_own_correction",
        $"Only {asker}, who asked for it, can withdraw this correction. Refuse it instead.", Forbidden);

    public static Refusal AlreadyDecided(StockCorrection correction) => new("already_decided", correction.Status switch
    {
        CorrectionStatus.Refused => $"{correction.DecidedByName} has already refused this correction.",
        CorrectionStatus.Withdrawn => $"{correction.RequestedByName} has already withdrawn this correction.",
        _ => "This correction is already posted.",
    });

    public static Refusal ReasonDoesNotFit(StockReason reason) => Field("reason", "reason_does_not_fit",
        $"{reason.Word()} cannot {(reason.Fits(1) ? "take units away" : "add units")}. Choose another reason.");

    public static Refusal NotEnough(string name, int available) => new("not_enough_stock", available == 0
        ? $"{name} has nothing left to take from."
        : $"{name} has only {available:N0} left, so this would take the balance below zero.");

    public static Refusal ReservationEnded(ReservationStatus status) => new("reservation_ended", status switch
    {
        ReservationStatus.Confirmed => "This reservation has already become an order.",
        ReservationStatus.Cancelled => "This reservation is already cancelled.",
        _ => "This reservation has expired, and its units are on sale again.",
    });

    public static Refusal StockMoved(int moves) => new(StockMovedCode, moves == 1
        ? "Stock moved once while this form was open. Say what you meant."
        : $"Stock moved {moves} times while this form was open. Say what you meant.");

    public static Refusal AlreadyReversed(long move) => new("already_reversed", $"Move {move} is already reversed.");

    public static Refusal BelongsToOrder(StockReason reason) => new("belongs_to_order",
        $"A {reason.Word().ToLowerInvariant()} is undone at its order or hold, which keeps both records in step.");

    /// <summary>Null when the note says something and fits.</summary>
    public static Refusal? CheckNote(string? note) => string.IsNullOrWhiteSpace(note) ? NoteMissing
        : note.Length > StockMove.NoteLength ? TooLong("note", "The note", StockMove.NoteLength)
        : null;

    public static Refusal TooLong(string field, string what, int length) =>
        Field(field, "too_long", $"{what} may be at most {length:N0} characters long.");

    public static Refusal Field(string name, string code, string sentence) =>
        new(code, sentence, Invalid) { Fields = new Dictionary<string, string> { [name] = sentence } };
}
