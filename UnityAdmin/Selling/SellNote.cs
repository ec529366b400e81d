using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>A remark of staff on a submission; sellers never see it. Notes are added, not edited.</summary>
public sealed class SellNote : IBelongsTo
{
    public const int TextLength = 2_000;

    public int Id { get; init; }

    public int SubmissionId { get; init; }

    public int? WrittenById { get; init; }

    [MaxLength(120)]
    public required string WrittenByName { get; init; }

    [MaxLength(TextLength)]
    public required string Text { get; init; }

    public DateTime WrittenAt { get; init; }

    DocumentId IBelongsTo.Document => new(SellSubmission.Table, SubmissionId);
}

/// <summary>The last batch number given out on a day of the shop.</summary>
[NotAudited]
public sealed class BatchNumber
{
    public DateOnly Day { get; init; }

    public int Last { get; init; }
}
