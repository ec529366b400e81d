using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Orders.Pages;

/// <summary>How much of an order a refund is about.</summary>
public enum RefundKind
{
    Whole,
    Goods,
    Amount,
}

/// <summary>
/// The inside of the dialog that records what went back of the money and what came back of the goods: of the whole, of some lines, or an
/// amount alone.
/// </summary>
public sealed partial class RefundForm(Fulfilment fulfilment)
{
    private List<RefundKind> kinds = [];
    private List<RefundEntry> entries = [];
    private RefundKind kind;
    private string amount = "";
    private string reason = "";
    private string reference = "";
    private Money left;

    [Parameter, EditorRequired]
    public required OrderView View { get; set; }

    private string DoWords => View.Order.PaymentStatus == PaymentStatus.Refunded ? "Record the return" : "Record the refund";

    /// <summary>What will happen, as far as it is filled in.</summary>
    private string Sum => Read().Is(out var refund, out _) ? SumOf(refund) : "";

    protected override void OnInitialized()
    {
        var order = View.Order;
        left = new Money(order.RefundableCents);
        reason = order.ClosingReason ?? "";
        entries = order.Status.HasLeft()
            ? [.. View.Items.Where(item => order.UnitsOutstanding(item) > 0).Select(item => new RefundEntry(order, item))]
            : [];
        kinds = order.PaymentStatus == PaymentStatus.Refunded ? [RefundKind.Goods]
            : order.Status == OrderStatus.Cancelled ? [RefundKind.Whole, RefundKind.Amount]
            : !order.Status.HasLeft() ? [RefundKind.Amount]
            : entries.Count == 0 ? [RefundKind.Whole, RefundKind.Amount]
            : [RefundKind.Whole, RefundKind.Goods, RefundKind.Amount];
        kind = kinds[0];
    }

    private string Word(RefundKind one) => one switch
    {
        RefundKind.Whole => $"All of it, {left}",
        RefundKind.Goods => "Some goods",
        _ => "An amount",
    };

    private static string SumOf(NewRefund refund)
    {
        var sellable = refund.Goods.Where(line => line.Condition == ReturnCondition.Sellable).Sum(line => line.Quantity);
        var shelf = sellable switch { 0 => "nothing comes", 1 => "1 unit comes", _ => $"{sellable:N0} units come" };
        return $"{new Money(refund.AmountCents)} went back; {shelf} back on the shelf.";
    }

    private async Task<Result> RefundAsync(int version, Actor by) => Read().Is(out var refund, out var refused)
        ? await fulfilment.RefundAsync(View.Order.Id, version, refund, by, CancellationToken.None)
        : refused;

    private Result<NewRefund> Read() => kind switch
    {
        RefundKind.Whole => ReadWhole(),
        RefundKind.Goods => ReadGoods(),
        _ when TypedPrice.Read(amount) is { } typed => new NewRefund([], typed.Cents, reason, reference),
        _ => OrdersRefusals.RefundAmountUnreadable,
    };

    private Result<NewRefund> ReadWhole()
    {
        if (entries.Exists(entry => entry.Condition is null)) return OrdersRefusals.ConditionMissing;
        var whole = NewRefund.Whole(View.Order, ReturnCondition.NotReturned, reason, reference);
        var said = entries.ToDictionary(entry => entry.Item.Id, entry => entry.Condition!.Value);
        return whole with { Goods = [.. whole.Goods.Select(line => line with { Condition = said[line.ItemId] })] };
    }

    private Result<NewRefund> ReadGoods()
    {
        var lines = new List<RefundedGoods>();
        foreach (var entry in entries.Where(entry => entry.IsMeant))
        {
            if (!entry.Read(left > Money.Zero).Is(out var line, out var refused)) return refused;
            lines.Add(line);
        }

        if (string.IsNullOrWhiteSpace(amount)) return new NewRefund(lines, 0, reason, reference);
        return TypedPrice.Read(amount) is { } beside
            ? new NewRefund(lines, beside.Cents, reason, reference)
            : OrdersRefusals.RefundAmountUnreadable;
    }
}
