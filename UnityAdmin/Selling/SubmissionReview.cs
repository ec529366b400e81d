using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Selling;

/// <summary>Everything the review page shows of one submission, read at one moment.</summary>
/// <param name="Submission">With its items by position and its rounds by revision.</param>
/// <param name="AssignedToName">Null when nobody has it.</param>
/// <param name="History">Its audit rows, newest first.</param>
/// <param name="Inspections">One for each item that was not rejected, once it is inspected.</param>
/// <param name="Payment">Null until the seller is paid.</param>
/// <param name="Shelved">What its items became, once it is completed.</param>
public sealed record SubmissionReview(
    SellSubmission Submission,
    string? AssignedToName,
    IReadOnlyList<Image> Photos,
    IReadOnlyList<SellNote> Notes,
    IReadOnlyList<SystemLog> History,
    SellerRecord Seller,
    IReadOnlyList<SellInspection> Inspections,
    SellPayment? Payment,
    IReadOnlyList<ShelvedItem> Shelved)
{
    /// <summary>What is to be paid by the inspection; null before it.</summary>
    public Money? Payout => Inspections.Count == 0 ? null : new Money(Inspections.Sum(found => found.PriceCents));

    public SellInspection? FoundOf(SellItem item) => Inspections.FirstOrDefault(found => found.ItemId == item.Id);

    public ShelvedItem? ShelvedOf(SellItem item) => Shelved.FirstOrDefault(product => product.ProductId == item.ProductId);
}

/// <summary>The product an item has become.</summary>
public sealed record ShelvedItem(int ProductId, string Sku, string Name);

/// <summary>What we know of a seller from what they sent before, matched by phone, e-mail or handle on the same channel.</summary>
/// <param name="Submissions">All of theirs, this one among them.</param>
/// <param name="Offered">How many of them got an offer that was answered or ran out.</param>
/// <param name="Accepted">How many ended in an accepted offer.</param>
/// <param name="BoughtCents">What we agreed to pay them in all.</param>
/// <param name="Inspected">How many items of theirs were looked at.</param>
/// <param name="AsDescribed">How many of those were found as described.</param>
/// <param name="Recent">The newest others, at most ten.</param>
public sealed record SellerRecord(
    int Submissions, int Offered, int Accepted, long BoughtCents, int Inspected, int AsDescribed, IReadOnlyList<PastSubmission> Recent);

public sealed record PastSubmission(
    int Id, string BatchId, SellStatus Status, OfferStatus OfferStatus, DateTime CreatedAt, long AskingCents, long? FinalPriceCents);

/// <summary>
/// What we paid for like things: same brand, category, size and condition, then the same without the condition, then without the size.
/// </summary>
/// <param name="ItemId">The item it speaks for.</param>
/// <param name="Likeness">How alike they are, as the page says it.</param>
/// <param name="Count">How many there are; the prices say nothing when it is 0.</param>
/// <param name="MedianCents">Of what the shop agreed to.</param>
/// <param name="Buys">The newest, at most five.</param>
public sealed record PriceEvidence(
    int ItemId, string Likeness, int Count, long? LowCents, long? MedianCents, long? HighCents, IReadOnlyList<PastBuy> Buys);

public sealed record PastBuy(
    int SubmissionId, string BatchId, string Description, string Condition, string Size, long PriceCents, DateTime At);
