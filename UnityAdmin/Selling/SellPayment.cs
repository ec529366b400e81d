using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

public enum PaymentMethod
{
    BankTransfer,
    Revolut,
    Cash,
    StoreCredit,
}

/// <summary>What a seller was paid for a submission; a unique index lets there be only one.</summary>
public sealed class SellPayment : IBelongsTo
{
    public const int ReferenceLength = 120;

    public int Id { get; init; }

    public int SubmissionId { get; init; }

    public PaymentMethod Method { get; init; }

    /// <summary>What finds the payment at the bank; null only for cash and store credit.</summary>
    [MaxLength(ReferenceLength)]
    public string? Reference { get; init; }

    public long AmountCents { get; init; }

    public int? PaidById { get; init; }

    [MaxLength(120)]
    public required string PaidByName { get; init; }

    public DateTime PaidAt { get; init; }

    DocumentId IBelongsTo.Document => new(SellSubmission.Table, SubmissionId);
}
