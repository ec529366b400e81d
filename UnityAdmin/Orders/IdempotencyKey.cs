using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>
/// An answer already given under a client's own key, so that a repeat gets it again instead of a second order. Written in the
/// transaction of what it answers; a refusal leaves none, because nothing was done that could be done twice.
/// </summary>
[NotAudited]
public sealed class IdempotencyKey
{
    public const int KeyLength = 200;

    /// <summary>What kind of request it belongs to; the same key may serve another kind.</summary>
    [MaxLength(20)]
    public required string Scope { get; init; }

    [MaxLength(KeyLength)]
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request's body.</summary>
    [MaxLength(64)]
    public required string RequestHash { get; init; }

    /// <summary>The answer's body, byte for byte.</summary>
    public required string Response { get; init; }

    public DateTime CreatedAt { get; init; }

    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
