using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Messages;

public enum OutboxStatus
{
    /// <summary>Waiting for its turn, or for someone to pass it on by hand where no mail is set up.</summary>
    Pending,

    /// <summary>A node has it in hand; its lease says until when.</summary>
    Sending,

    Sent,

    /// <summary>Given up, after the last attempt or a no that is final; staff see why.</summary>
    Failed,
}

/// <summary>A message to someone outside, written in the transaction of what it tells, so that neither exists without the other.</summary>
[NotAudited]
public sealed class OutboxMessage : IVersioned, IBelongsTo, IJobWork
{
    public const string LinkPlaceholder = "{offer_link}";

    public long Id { get; init; }

    /// <summary>The document it is about.</summary>
    [MaxLength(60)]
    public required string Subject { get; init; }

    public long SubjectId { get; init; }

    /// <summary>What it is, such as <c>offer.sent</c>; with <see cref="Topic"/> unique, so that nothing is told twice.</summary>
    [MaxLength(60)]
    public required string Kind { get; init; }

    /// <summary>What makes this message the only one of its kind for its document, such as the revision of an offer.</summary>
    [MaxLength(60)]
    public required string Topic { get; init; }

    /// <summary>What its Message-ID is made of: the same at every attempt, and no other shop's.</summary>
    [MaxLength(32)]
    public string MessageKey { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The address to mail to; null when the person gave none and staff pass it on by hand.</summary>
    [MaxLength(254)]
    public string? ToEmail { get; init; }

    [MaxLength(120)]
    public required string ToName { get; init; }

    [MaxLength(200)]
    public required string Title { get; init; }

    /// <summary>Plain text; <see cref="LinkPlaceholder"/> stands for the seller's link, whose token is not kept in clear.</summary>
    [MaxLength(8_000)]
    public required string Body { get; init; }

    public OutboxStatus Status { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not before this moment; while sending, when the lease of the node that has it ends.</summary>
    public DateTime DueAt { get; set; }

    [MaxLength(500)]
    public string? LastError { get; set; }

    public DateTime CreatedAt { get; init; }

    public DateTime? SentAt { get; set; }

    public int Version { get; set; }

    DocumentId IBelongsTo.Document => new(Subject, SubjectId);

    string IJobWork.Job => Outbox.JobName;
}
