using UnityAdmin.Media;

namespace UnityAdmin.Stock;

/// <summary>One line of the list of products.</summary>
public sealed record ProductRow
{
    public required int Id { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; init; }

    public required string Brand { get; init; }

    public required string Category { get; init; }

    public required string Size { get; init; }

    public required ProductCondition Condition { get; init; }

    public required long PriceCents { get; init; }

    public required ProductStatus Status { get; init; }

    public required int Available { get; init; }

    /// <summary>Held for someone, and so not available.</summary>
    public required int Reserved { get; init; }

    /// <summary>The photo that comes first; null without any.</summary>
    public required int? CoverId { get; init; }

    public required string? CoverHash { get; init; }

    public PhotoLink? Cover => CoverId is { } id ? new PhotoLink(id, CoverHash!) : null;

    public required DateTime CreatedAt { get; init; }

    internal ProductCursor Cursor => new(CreatedAt, Id);
}

/// <summary>The place of a row in the list, newest first.</summary>
public sealed record ProductCursor(DateTime CreatedAt, int Id);

/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the page after this begins; null at the end.</param>
public sealed record ProductRows(IReadOnlyList<ProductRow> Rows, ProductCursor? Next);
