using System.ComponentModel.DataAnnotations;

namespace UnityAdmin.Data;

/// <summary>
/// What a client was told under a key of its own, so that a repeat is told the same instead of being done again. Written in the
/// transaction of what it answers, by <see cref="IdempotencyStore"/>.
/// </summary>
[NotAudited, KeptAsTyped]
public sealed class IdempotencyKey
{
    /// <summary>What kind of request it belongs to; the same key may serve another kind.</summary>
    [MaxLength(20)]
    public required string Scope { get; init; }

    [MaxLength(IdempotentRequest.KeyLength)]
    public required string Key { get; init; }

    /// <summary><see cref="IdempotentRequest.Hash"/> of the first request.</summary>
    [MaxLength(64)]
    public required string RequestHash { get; init; }

    /// <summary>The answer, byte for byte; a <see cref="Refusal"/> as JSON where <see cref="IsRefusal"/>.</summary>
    public required string Response { get; init; }

    public bool IsRefusal { get; init; }

    public DateTime CreatedAt { get; init; }
}
