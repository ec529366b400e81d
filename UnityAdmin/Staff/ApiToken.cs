using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>What a program signs in with. The token itself is shown once, when it is made; only its hash is kept.</summary>
public sealed class ApiToken
{
    public const int MaxName = 120;
    public const int MaxDays = 3650;

    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the whole token, in hex. A token is 256 random bits, so it needs no salt.</summary>
    [Secret]
    public required string TokenHash { get; init; }

    public Role Role { get; init; }

    public DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; set; }

    /// <summary>To the minute: a busy client does not write a row with every request.</summary>
    [NotAudited]
    public DateTime? LastUsedAt { get; set; }

    public bool Opens(DateTime nowUtc) => RevokedAt is null && nowUtc < ExpiresAt;
}
