using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>One round of the talk about a price: the shop's offer or the seller's counter. Rounds are added, never rewritten.</summary>
public sealed class SellOffer : IVersioned, IBelongsTo
{
    public const int MessageLength = 1_000;
    public const int MinDays = 1;
    public const int MaxDays = 30;
    public const int DefaultDays = 7;

    public int Id { get; init; }

    public int SubmissionId { get; init; }

    /// <summary>From 1 upwards in a submission; a seller's answer names the one it was shown.</summary>
    public int Revision { get; init; }

    public OfferParty MadeBy { get; init; }

    public int? SentById { get; init; }

    [MaxLength(120)]
    public required string SentByName { get; init; }

    public long TotalCents { get; init; }

    [MaxLength(MessageLength)]
    public string? Message { get; init; }

    public DateTime SentAt { get; init; }

    /// <summary>The moment from which it can no longer be accepted; null for a seller's counter, which waits for the shop.</summary>
    public DateTime? ExpiresAt { get; private set; }

    public OfferAnswer Answer { get; private set; }

    [MaxLength(MessageLength)]
    public string? AnswerMessage { get; private set; }

    [MaxLength(120)]
    public string? AnsweredByName { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    public DateTime? RemindedAt { get; private set; }

    public int Version { get; set; }

    /// <summary>What each item was priced at in this round; empty when only the whole was.</summary>
    public List<SellOfferItem> Items { get; init; } = [];

    DocumentId IBelongsTo.Document => new(SellSubmission.Table, SubmissionId);

    /// <summary>Open and not past its expiry, whether or not a job has got round to marking it.</summary>
    public bool IsInForce(DateTime now) => Answer == OfferAnswer.Open && (ExpiresAt is not { } end || now < end);

    public bool HasLapsed(DateTime now) => Answer == OfferAnswer.Open && ExpiresAt is { } end && now >= end;

    internal SellOffer ExpiringAt(DateTime moment)
    {
        ExpiresAt = moment;
        return this;
    }

    internal void Remind(DateTime now) => RemindedAt = now;

    internal void Close(OfferAnswer answer, string? message, string byName, DateTime now) =>
        (Answer, AnswerMessage, AnsweredByName, AnsweredAt) = (answer, message, byName, now);
}

/// <summary>The price of one item in one round.</summary>
public sealed class SellOfferItem
{
    public int OfferId { get; init; }

    public int ItemId { get; init; }

    public long PriceCents { get; init; }
}
