namespace UnityAdmin.Stock.Pages;

internal static class AdjustWords
{
    /// <summary>What a reason given by hand means, in a line.</summary>
    public static string Meaning(StockReason reason) => reason switch
    {
        StockReason.Damaged => "It is here but cannot be sold.",
        StockReason.Lost => "It should be here and is not.",
        StockReason.Found => "It is here and was not in the books.",
        StockReason.Theft => "Someone took it.",
        _ => "The books were wrong: miscounted, mistyped.",
    };
}
