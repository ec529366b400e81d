using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using UnityAdmin.Shell;
using UnityAdmin.Staff;

namespace UnityAdmin.Stock.Pages;

/// <summary>
/// The inside of the dialog that sets one product's stock right. It closes with the correction. While refused it keeps everything; when
/// stock moved meanwhile it shows what happened and asks what was meant.
/// </summary>
public sealed partial class AdjustForm(
    StockOnHand stock, LedgerBook book, Corrections corrections, CurrentStaff current, DialogService dialogs)
{
    private readonly Guid operation = Guid.NewGuid();

    // What the figures start from; it changes only when the person has seen what happened since.
    private HeldStock? held;
    private IReadOnlyList<LedgerRow>? meanwhile;
    private Refusal? missing;
    private Refusal? refusal;
    private Draft? draft;
    private StockReason? chosen;
    private string typed = "";
    private string note = "";
    private bool toCount;
    private bool adding;
    private bool busy;

    [Parameter, EditorRequired]
    public required int ProductId { get; set; }

    // A sign typed before the number chooses the direction.
    private string Typed
    {
        get => typed;
        set
        {
            refusal = null;
            typed = value.Trim();
            if (toCount || typed is not ['+' or '-' or '−', ..]) return;
            (adding, typed) = (typed[0] == '+', typed[1..]);
        }
    }

    private int? Number => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= StockLedger.MaxUnits ? number : null;

    private int? Change => toCount ? Number - held!.Quantity : adding ? Number : -Number;

    private int? After => held!.Quantity + Change;

    private long ValueCents => Math.Abs((long)(Change ?? 0)) * held!.PriceCents;

    private IEnumerable<StockReason> Reasons => StockReasons.ByHand.Where(reason => Direction is 0 || reason.Fits(Direction));

    private int Direction => Change is { } change and not 0 ? change : toCount ? 0 : adding ? 1 : -1;

    private StockReason? Reason => chosen is { } reason && Reasons.Contains(reason) ? reason : null;

    protected override async Task OnInitializedAsync()
    {
        held = await stock.OpenAsync(ProductId, CancellationToken.None);
        if (held is null) missing = StockRefusals.ProductNotFound;
    }

    private static string Pressed(bool on) => on ? "true" : "false";

    private bool IsWrong(string field) => refusal?.Fields.ContainsKey(field) == true;

    private void Count(bool counted) => (toCount, refusal) = (counted, null);

    private void Sign(bool plus) => (adding, refusal) = (plus, null);

    private void Choose(StockReason reason) => (chosen, refusal) = (reason, null);

    private async Task CancelAsync()
    {
        if (draft is not null) await draft.ClearAsync();
        dialogs.Close(null);
    }

    private async Task SendAsync()
    {
        if (busy) return;
        refusal = Number is null ? toCount ? StockRefusals.CountOutOfRange : StockRefusals.QuantityOutOfRange
            : Change != 0 && Reason is null ? StockRefusals.ReasonNotByHand
            : null;
        if (refusal is not null) return;
        busy = true;
        var wanted = new Adjustment(
            ProductId, held!.LastMoveId, toCount ? null : Change, toCount ? Number : null,
            Reason ?? StockReason.Correction, note, operation);
        var outcome = await current.TryAsync(by => corrections.AdjustAsync(wanted, by, CancellationToken.None), Role.Admin);
        if (outcome.Is(out var done, out refusal))
        {
            if (draft is not null) await draft.ClearAsync();
            dialogs.Close(done);
        }
        else if (refusal.Code == StockRefusals.StockMovedCode)
        {
            meanwhile = await book.SinceAsync(ProductId, held.LastMoveId, CancellationToken.None);
        }

        busy = false;
    }

    // The form then says what was meant, on the newest picture: if it is refused all the same, it is all there to be changed.
    private Task ResolveAsync(bool count)
    {
        if (busy) return Task.CompletedTask;
        var meant = count ? After : Change;
        LookAgain();
        (toCount, adding, typed) = (count, meant > 0, Math.Abs(meant!.Value).ToString(CultureInfo.InvariantCulture));
        return SendAsync();
    }

    private void LookAgain()
    {
        var last = meanwhile![0].Move;
        held = held! with { Quantity = last.BalanceAfter, LastMoveId = last.Id };
        (meanwhile, refusal) = (null, null);
    }
}
