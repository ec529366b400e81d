namespace UnityAdmin.Selling.Pages;

/// <summary>One item as it is being inspected.</summary>
public sealed class FindingFields(SellItem item, long agreedCents)
{
    private static readonly string[] WhyCut =
        ["More wear than shown", "Mark not in the photos", "Box or tags missing", "Smaller fault found"];

    private static readonly string[] WhyReturned =
        ["Never came", "Not authentic", "Damage not described", "Not the item shown", "Size tag does not match"];

    public SellItem Item => item;

    public long AgreedCents => agreedCents;

    public InspectionOutcome Outcome { get; set; }

    /// <summary>In the form's words; empty for what never came.</summary>
    public string Condition { get; set; } = item.Condition;

    public string Price { get; set; } = "";

    public string Reason { get; set; } = "";

    public IReadOnlyList<string> Reasons => Outcome == InspectionOutcome.Returned ? WhyReturned : WhyCut;

    /// <summary>What it comes to; null while the lower price is not one.</summary>
    public Money? Payout => Outcome switch
    {
        InspectionOutcome.AsDescribed => new Money(agreedCents),
        InspectionOutcome.Returned => Money.Zero,
        _ => TypedPrice.Read(Price),
    };

    public ItemFinding Finding => new(
        item.Id,
        Outcome,
        Condition.Length == 0 ? null : Condition,
        Outcome == InspectionOutcome.PriceCut ? TypedPrice.Read(Price) : null,
        Outcome == InspectionOutcome.AsDescribed ? null : Reason);

    /// <summary>A ready reason; what never came was found in no condition.</summary>
    public void Give(string reason)
    {
        Reason = reason;
        if (reason == WhyReturned[0]) Condition = "";
    }
}
