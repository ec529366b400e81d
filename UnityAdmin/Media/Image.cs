using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>A photo with exactly one owner: a submission or a product. The bytes lie in the photo store under their hash.</summary>
public sealed class Image : IBelongsTo
{
    public int Id { get; init; }

    public int? SubmissionId { get; init; }

    public int? ProductId { get; init; }

    /// <summary>SHA-256 of the bytes in hex: the name of the file.</summary>
    [MaxLength(64)]
    public required string ContentHash { get; init; }

    [MaxLength(40)]
    public required string ContentType { get; init; }

    public long SizeBytes { get; init; }

    public int WidthPixels { get; init; }

    public int HeightPixels { get; init; }

    /// <summary>Its place among its owner's, from 1.</summary>
    public int Position { get; set; }

    public DateTime CreatedAt { get; init; }

    DocumentId IBelongsTo.Document => SubmissionId is { } submission
        ? new DocumentId("sell_submissions", submission)
        : new DocumentId("products", ProductId!.Value);
}
