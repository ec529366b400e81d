namespace UnityAdmin.Stock.Pages;

/// <summary>What corrections are called.</summary>
internal static class CorrectionWords
{
    /// <summary>What has just become of a correction that was entered.</summary>
    public static string Entered(StockCorrection done) => done.Status == CorrectionStatus.Waiting
        ? $"Correction {done.Id} is worth {new Money(done.ValueCents)} and waits for a second admin. Nothing has moved yet."
        : $"Correction {done.Id} is posted: {Units.Count(done.Lines.Count, "move")} in the ledger.";

    /// <summary>What it corrects, in a few words.</summary>
    public static string Title(CorrectionRow row) => row.Correction.Kind switch
    {
        CorrectionKind.Reversal when row.Lines == 1 => $"A move of {row.FirstProduct} taken back",
        CorrectionKind.Reversal => $"{Units.Plain(row.Lines)} moves taken back",
        CorrectionKind.Stocktake => $"Differences of stocktake {row.Correction.StockCountId}",
        _ => row.FirstProduct,
    };
}
