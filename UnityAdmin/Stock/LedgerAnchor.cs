using System.ComponentModel.DataAnnotations;
using System.Globalization;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>
/// How the ledger stood one night, signed with a key that does not lie in the database: whoever rewrites moves, with fresh hashes or
/// without, cannot make it fit. Anchors are themselves a chain. Append-only.
/// </summary>
[NotAudited, KeptAsTyped]
public sealed class LedgerAnchor
{
    public const string Table = "ledger_anchors";
    public const int HashLength = 64;
    public const int ReasonLength = 300;

    /// <summary>Counted up without a gap.</summary>
    public long Id { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Products that had moves.</summary>
    public int Products { get; init; }

    /// <summary>All of their moves.</summary>
    public long Moves { get; init; }

    /// <summary>SHA-256 over <c>ledger_anchor_heads</c>, a line <c>product:move:moves:hash</c> each in the order of the products.</summary>
    [MaxLength(HashLength)]
    public required string HeadsHash { get; init; }

    /// <summary>Why the anchors began anew with this one, such as a restored backup; null for those of every night.</summary>
    [MaxLength(ReasonLength)]
    public string? Reason { get; init; }

    [MaxLength(HashLength)]
    public required string PreviousHash { get; init; }

    /// <summary>Over the columns before, as <see cref="StockMove.HashOf"/> spells them.</summary>
    [MaxLength(HashLength)]
    public string Hash { get; private set; } = "";

    /// <summary>HMAC-SHA256 of <see cref="Hash"/>.</summary>
    [MaxLength(HashLength)]
    public string Mac { get; private set; } = "";

    internal LedgerAnchor Signed(byte[] key)
    {
        Hash = HashNow();
        Mac = AnchorKey.Sign(key, Hash);
        return this;
    }

    internal string HashNow() => StockMove.HashOf(
    [
        Id.ToString(CultureInfo.InvariantCulture), CreatedAt.ToString(Conventions.UtcFormat, CultureInfo.InvariantCulture),
        Products.ToString(CultureInfo.InvariantCulture), Moves.ToString(CultureInfo.InvariantCulture), HeadsHash,
        Reason ?? "", PreviousHash,
    ]);
}

/// <summary>The last move of a product at the newest anchor.</summary>
[NotAudited, KeptAsTyped]
public sealed class LedgerAnchorHead
{
    public const string Table = "ledger_anchor_heads";

    public int ProductId { get; init; }

    public long MoveId { get; set; }

    /// <summary>How many moves the product had up to this one.</summary>
    public int Moves { get; set; }

    [MaxLength(LedgerAnchor.HashLength)]
    public required string Hash { get; set; }
}
