using UnityAdmin.Shell;

namespace UnityAdmin.Stock.Pages;

/// <summary>How a word of the ledger is shown: always with an icon, the colour only beside them.</summary>
public readonly record struct StockLook(string Word, string Icon, Meaning Meaning)
{
    public static StockLook Of(StockReason reason) => reason switch
    {
        StockReason.Opening => new(reason.Word(), "flag", Meaning.Neutral),
        StockReason.Intake => new(reason.Word(), "sell", Meaning.Good),
        StockReason.Purchase => new(reason.Word(), "local_shipping", Meaning.Good),
        StockReason.Sale => new(reason.Word(), "shopping_bag", Meaning.Info),
        StockReason.SaleCancelled => new(reason.Word(), "remove_shopping_cart", Meaning.Neutral),
        StockReason.Return => new(reason.Word(), "assignment_return", Meaning.Neutral),
        StockReason.Reservation => new(reason.Word(), "lock_clock", Meaning.Neutral),
        StockReason.ReservationReleased => new(reason.Word(), "lock_open", Meaning.Neutral),
        StockReason.Stocktake => new(reason.Word(), "fact_check", Meaning.Attention),
        StockReason.Damaged => new(reason.Word(), "broken_image", Meaning.Bad),
        StockReason.Lost => new(reason.Word(), "search_off", Meaning.Bad),
        StockReason.Found => new(reason.Word(), "search", Meaning.Good),
        StockReason.Theft => new(reason.Word(), "local_police", Meaning.Bad),
        StockReason.Correction => new(reason.Word(), "edit", Meaning.Attention),
        _ => new(reason.Word(), "undo", Meaning.Attention),
    };

    public static StockLook Of(CorrectionStatus status) => status switch
    {
        CorrectionStatus.Waiting => new("Waiting", "hourglass_top", Meaning.Attention),
        CorrectionStatus.Posted => new("Posted", "check_circle", Meaning.Good),
        CorrectionStatus.Refused => new("Refused", "block", Meaning.Bad),
        _ => new("Withdrawn", "undo", Meaning.Neutral),
    };
}
