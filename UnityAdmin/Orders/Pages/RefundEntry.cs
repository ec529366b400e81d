using System.Globalization;

namespace UnityAdmin.Orders.Pages;

/// <summary>What is typed of one line of the order in the refund's form.</summary>
public sealed class RefundEntry(Order order, OrderItem item)
{
    private string units = "";

    public OrderItem Item => item;

    /// <summary>Units that did not come back yet.</summary>
    public int Still { get; } = order.UnitsOutstanding(item);

    public string Euros { get; set; } = "";

    public ReturnCondition? Condition { get; set; }

    /// <summary>Setting them suggests the amount; another can be typed over it.</summary>
    public string Units
    {
        get => units;
        set
        {
            units = value;
            if (Count is not > 0) return;
            var left = Math.Min(order.RefundableCents, item.LineCents - order.RefundedOf(item));
            var cents = Math.Min(item.UnitPriceCents * Math.Min(Count.Value, Still), left);
            Euros = new Money(cents).Euros.ToString("0.00", CultureInfo.InvariantCulture);
        }
    }

    public bool IsMeant => units.Trim() is not ("" or "0");

    private int? Count => int.TryParse(units.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <param name="hasMoney">False when all of the money is back and only goods are recorded.</param>
    internal Result<RefundedGoods> Read(bool hasMoney)
    {
        if (Count is not { } count) return OrdersRefusals.RefundNoUnits(item);
        if (Condition is not { } condition) return OrdersRefusals.ConditionMissing;
        if (!hasMoney) return new RefundedGoods(item.Id, count, 0, condition);
        return TypedPrice.Read(Euros) is { } money
            ? new RefundedGoods(item.Id, count, money.Cents, condition)
            : OrdersRefusals.RefundAmountUnreadable;
    }
}
