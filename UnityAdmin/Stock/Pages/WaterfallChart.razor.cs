using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock.Pages;

/// <summary>Why a quantity is what it is: a bar for each move from where the one before it ended, each a link to its document.</summary>
public sealed partial class WaterfallChart(IOptions<ShopSettings> shop)
{
    // With more bars than this there is no room for words beneath them.
    private const int RoomFor = 8;

    [Parameter, EditorRequired]
    public required Waterfall Why { get; set; }

    [Parameter, EditorRequired]
    public int ProductId { get; set; }

    /// <summary><c>+1 intake, BATCH-20260302-00001 → 3</c></summary>
    private static string Words(DocumentedMove step)
    {
        var what = $"{Waterfall.WithSign(step.Move.QuantityChange)} {step.Move.Reason.Word().ToLowerInvariant()}";
        return step.Document is { } document
            ? $"{what}, {document.Word} → {step.Move.BalanceAfter:N0}"
            : $"{what} → {step.Move.BalanceAfter:N0}";
    }

    private string Words(GatheredMoves before) =>
        $"Until {RelativeTime.Exact(before.Until, shop.Value)}: balance {before.Balance:N0}. Open all moves in the ledger";

    // Heights are shares of the chart; both ends of the bar, whichever is the higher.
    private string Place(int from, int to) => string.Create(CultureInfo.InvariantCulture,
        $"--low: {Math.Min(from, to) / (double)Why.Top:0.####}; --high: {Math.Max(from, to) / (double)Why.Top:0.####}");
}
