namespace UnityAdmin.Selling;

/// <summary>One line of the queue.</summary>
public sealed record QueueRow
{
    public required int Id { get; init; }

    public required string BatchId { get; init; }

    public required SellStatus Status { get; init; }

    public required OfferStatus OfferStatus { get; init; }

    public required SellerContact Contact { get; init; }

    public required int ItemCount { get; init; }

    public required string? FirstBrand { get; init; }

    public required string? FirstCategory { get; init; }

    public required long AskingCents { get; init; }

    public required long? OfferedPriceCents { get; init; }

    public required long? FinalPriceCents { get; init; }

    /// <summary>When the open offer ends; null when none is open.</summary>
    public required DateTime? OfferExpiresAt { get; init; }

    public required int? AssignedToId { get; init; }

    public required string? AssignedToName { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required int Version { get; init; }

    public OfferStatus OfferStatusAt(DateTime now) =>
        OfferStatus == OfferStatus.Sent && OfferExpiresAt is { } end && now >= end ? OfferStatus.Expired : OfferStatus;

    internal QueueCursor Cursor => new(CreatedAt, AskingCents, Id);
}

/// <summary>The place of a row in each order of the queue.</summary>
internal sealed record QueueCursor(DateTime CreatedAt, long AskingCents, int Id);

/// <summary>A submission's neighbours in a filtered, sorted queue; null at its ends.</summary>
public sealed record QueueNeighbours(int? Previous, int? Next);
