namespace UnityAdmin.Selling;

/// <summary>What one person says of one item after looking at it.</summary>
/// <param name="FoundCondition">In the sell form's words; null only for what never came.</param>
/// <param name="Price">The lower price of a <see cref="InspectionOutcome.PriceCut"/>, else null.</param>
/// <param name="Reason">Why less is paid, or nothing; null where it is as described.</param>
public sealed record ItemFinding(
    int ItemId, InspectionOutcome Outcome, string? FoundCondition, Money? Price = null, string? Reason = null)
{
    /// <param name="agreedCents">The item's share of the agreed price.</param>
    internal Result<SellInspection> Of(SellItem item, long agreedCents, Actor by, DateTime now)
    {
        if (Check(item, agreedCents) is { } wrong) return wrong;
        return new SellInspection
        {
            SubmissionId = item.SubmissionId,
            ItemId = item.Id,
            Outcome = Outcome,
            FoundCondition = FoundCondition,
            AgreedCents = agreedCents,
            PriceCents = Outcome switch
            {
                InspectionOutcome.AsDescribed => agreedCents,
                InspectionOutcome.PriceCut => Price!.Value.Cents,
                _ => 0,
            },
            Reason = Outcome == InspectionOutcome.AsDescribed ? null : Reason!.Trim(),
            InspectedById = by.StaffId,
            InspectedByName = by.Name,
            InspectedAt = now,
        };
    }

    private Refusal? Check(SellItem item, long agreedCents)
    {
        if (FoundCondition is { } found && !SellVocabulary.Conditions.Contains(found)) return SellingRefusals.FoundConditionUnknown(item);
        if (FoundCondition is null && Outcome != InspectionOutcome.Returned) return SellingRefusals.FoundConditionMissing(item);
        if (Outcome == InspectionOutcome.AsDescribed) return null;
        if (string.IsNullOrWhiteSpace(Reason)) return SellingRefusals.FindingReasonMissing(item, Outcome);
        if (Reason.Length > SellItem.ReasonLength) return SellingRefusals.TooLong("reason", "The reason", SellItem.ReasonLength);
        if (Outcome == InspectionOutcome.Returned) return null;
        return Price is { Cents: > 0 } price && price.Cents < agreedCents ? null : SellingRefusals.CutOutOfRange(item, agreedCents);
    }
}
