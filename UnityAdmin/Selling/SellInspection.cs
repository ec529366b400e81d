using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

public enum InspectionOutcome
{
    /// <summary>Found as it was described: the agreed price stands.</summary>
    AsDescribed,

    /// <summary>Found worse than described: kept at a lower price.</summary>
    PriceCut,

    /// <summary>Goes back to the seller, or never came: nothing is paid for it.</summary>
    Returned,
}

/// <summary>What was found when an item was looked at, against what the seller described. One row an item, written once.</summary>
public sealed class SellInspection : IBelongsTo
{
    public int Id { get; init; }

    public int SubmissionId { get; init; }

    public int ItemId { get; init; }

    public InspectionOutcome Outcome { get; init; }

    /// <summary>In the words of the sell form; null when it never came.</summary>
    [MaxLength(40)]
    public string? FoundCondition { get; init; }

    /// <summary>Its share of the final price, before anything was cut.</summary>
    public long AgreedCents { get; init; }

    /// <summary>What the shop pays for it; 0 when it goes back.</summary>
    public long PriceCents { get; init; }

    /// <summary>Why less is paid, or nothing.</summary>
    [MaxLength(SellItem.ReasonLength)]
    public string? Reason { get; init; }

    public int? InspectedById { get; init; }

    [MaxLength(120)]
    public required string InspectedByName { get; init; }

    public DateTime InspectedAt { get; init; }

    DocumentId IBelongsTo.Document => new(SellSubmission.Table, SubmissionId);
}
