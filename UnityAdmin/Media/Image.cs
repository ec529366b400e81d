using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Media;

/// <summary>A photo with exactly one owner: a submission or a product. What it shows lies in the photo store under its hash.</summary>
public sealed class Image : IBelongsTo
{
    public int Id { get; init; }

    public int? SubmissionId { get; init; }

    public int? ProductId { get; init; }

    /// <summary>SHA-256 of the master in hex: the name of its file, and part of every address.</summary>
    [MaxLength(64)]
    public required string ContentHash { get; set; }

    /// <summary>
    /// SHA-256 of the bytes that were received, by which the photo is known when it comes again. Null for one that was stored as it was
    /// received and has not been made over yet.
    /// </summary>
    [MaxLength(64)]
    public string? SourceHash { get; set; }

    /// <summary>Of the master, as are the size and the edges.</summary>
    [MaxLength(40)]
    public required string ContentType { get; set; }

    public long SizeBytes { get; set; }

    public int WidthPixels { get; set; }

    public int HeightPixels { get; set; }

    /// <summary>Its place among its owner's, from 1.</summary>
    public int Position { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>The same photo for a product, which owns a row of its own.</summary>
    internal Image CopyFor(int productId, int position, DateTime now) => new()
    {
        ProductId = productId,
        ContentHash = ContentHash,
        SourceHash = SourceHash,
        ContentType = ContentType,
        SizeBytes = SizeBytes,
        WidthPixels = WidthPixels,
        HeightPixels = HeightPixels,
        Position = position,
        CreatedAt = now,
    };

    /// <summary>Shows what has been made of its source now.</summary>
    internal void Become(StoredPhoto made)
    {
        (ContentHash, SourceHash, ContentType) = (made.ContentHash, made.SourceHash, made.Format.ContentType);
        (SizeBytes, WidthPixels, HeightPixels) = (made.SizeBytes, made.Format.WidthPixels, made.Format.HeightPixels);
    }

    public PhotoLink ToLink() => new(Id, ContentHash);

    /// <summary>For the viewer.</summary>
    /// <param name="alt">What it shows.</param>
    public Photo ToPhoto(string alt)
    {
        var link = ToLink();
        return new Photo(link.Large, alt, link.Card, link.Full, WidthPixels, HeightPixels);
    }

    DocumentId IBelongsTo.Document => SubmissionId is { } submission
        ? new DocumentId("sell_submissions", submission)
        : new DocumentId("products", ProductId!.Value);
}
