using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>One sign-in of a customer at the storefront, which keeps it here; the shop can end it.</summary>
public sealed class CustomerSession : IBelongsTo
{
    public int Id { get; init; }

    public int UserId { get; set; }

    /// <summary>SHA-256 of the session's token.</summary>
    [Secret, MaxLength(64)]
    public required string TokenHash { get; init; }

    [MaxLength(45)]
    public string? IpAddress { get; set; }

    [MaxLength(300)]
    public string? UserAgent { get; set; }

    public DateTime CreatedAt { get; init; }

    [NotAudited]
    public DateTime LastSeenAt { get; set; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; private set; }

    [MaxLength(120)]
    public string? RevokedBy { get; private set; }

    DocumentId IBelongsTo.Document => new(Customer.Table, UserId);

    public bool IsOpenAt(DateTime now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(Actor by, DateTime now) => (RevokedAt, RevokedBy) = (now, by.Name);
}

/// <summary>A link by which a customer sets a new password at the storefront; it works once.</summary>
public sealed class PasswordReset : IBelongsTo
{
    public int Id { get; init; }

    public int UserId { get; set; }

    /// <summary>SHA-256 of the link's token.</summary>
    [Secret, MaxLength(64)]
    public required string TokenHash { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }

    DocumentId IBelongsTo.Document => new(Customer.Table, UserId);
}
