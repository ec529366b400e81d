using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>One thing a seller offers, as described, and what staff decided on it. The asking price is never overwritten.</summary>
public sealed class SellItem : IVersioned, IBelongsTo
{
    public const int BrandLength = 80;
    public const int SizeLength = 40;
    public const int DescriptionLength = 2_000;
    public const int ReasonLength = 500;

    public int Id { get; init; }

    public int SubmissionId { get; init; }

    /// <summary>Its place in the submission, from 1.</summary>
    public int Position { get; init; }

    [MaxLength(40)]
    public required string Category { get; init; }

    [MaxLength(BrandLength)]
    public required string Brand { get; init; }

    [MaxLength(40)]
    public required string Condition { get; init; }

    [MaxLength(SizeLength)]
    public required string Size { get; init; }

    [MaxLength(DescriptionLength)]
    public required string Description { get; init; }

    /// <summary>What the seller asks for this item alone; null when only the whole was priced.</summary>
    public long? SellerPriceCents { get; init; }

    public ItemDecision Decision { get; private set; }

    /// <summary>What the shop gives for it; null until decided and when rejected.</summary>
    public long? PriceCents { get; private set; }

    [MaxLength(ReasonLength)]
    public string? DecisionReason { get; private set; }

    public int? DecidedById { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>What it became on the shelf; null until the submission is completed, and for items that were not kept.</summary>
    public int? ProductId { get; internal set; }

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(SellSubmission.Table, SubmissionId);

    /// <summary>Takes it at the price asked.</summary>
    public Result Approve(Actor by, DateTime now)
    {
        if (SellerPriceCents is not { } asked) return SellingRefusals.NoAskingPrice;
        return Decide(ItemDecision.Approved, asked, null, by, now);
    }

    /// <summary>Takes it at the shop's own price.</summary>
    public Result Reprice(Money price, string? reason, Actor by, DateTime now)
    {
        if (price.Cents is <= 0 or > Money.MaxCents) return SellingRefusals.PriceOutOfRange;
        return Decide(ItemDecision.Repriced, price.Cents, reason, by, now);
    }

    public Result Reject(string reason, Actor by, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return SellingRefusals.ReasonMissing;
        return Decide(ItemDecision.Rejected, null, reason.Trim(), by, now);
    }

    private Result Decide(ItemDecision decision, long? priceCents, string? reason, Actor by, DateTime now)
    {
        if (reason?.Length > ReasonLength) return SellingRefusals.TooLong("reason", "The reason", ReasonLength);
        (Decision, PriceCents, DecisionReason, DecidedById, DecidedAt) = (decision, priceCents, reason, by.StaffId, now);
        return Result.Done;
    }
}
