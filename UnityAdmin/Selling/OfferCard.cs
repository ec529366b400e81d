namespace UnityAdmin.Selling;

/// <summary>The columns of the offers board; what is closed is kept in sight for <see cref="OfferBoard.RecentDays"/> days.</summary>
public enum OfferColumn
{
    /// <summary>The seller named a price and waits for the shop.</summary>
    Countered,

    /// <summary>Open and unexpired, the least time left first.</summary>
    WithSeller,

    Accepted,
    Refused,
    Expired,
    Withdrawn,
}

/// <summary>One submission on the board, with its latest round.</summary>
public sealed record OfferCard
{
    public required int Id { get; init; }

    public required string BatchId { get; init; }

    public required string SellerName { get; init; }

    public required int ItemCount { get; init; }

    public required string? FirstBrand { get; init; }

    public required string? FirstCategory { get; init; }

    /// <summary>What the seller asked at first; 0 when they named no price.</summary>
    public required long AskingCents { get; init; }

    public required string? AssignedToName { get; init; }

    public required int Round { get; init; }

    /// <summary>The price of that round, whoever made it.</summary>
    public required long TotalCents { get; init; }

    /// <summary>The shop's last price; the one a counter answers.</summary>
    public required long? OfferedCents { get; init; }

    /// <summary>Null for a seller's counter.</summary>
    public required DateTime? ExpiresAt { get; init; }

    public required DateTime SentAt { get; init; }

    /// <summary>Null while the round is open.</summary>
    public required DateTime? AnsweredAt { get; init; }

    public required DateTime? RemindedAt { get; init; }
}

/// <summary>A column: how many it holds, and the first of them.</summary>
public sealed record OfferPile(OfferColumn Column, int Count, IReadOnlyList<OfferCard> Cards);
