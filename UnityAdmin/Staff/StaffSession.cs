using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>Why a sign-in is over.</summary>
public enum SessionEnd
{
    SignedOut,

    /// <summary>From the list of one's own devices.</summary>
    SignedOutElsewhere,

    PasswordChanged,
    TwoFactorChanged,
    Locked,

    /// <summary>An admin signed this person out, or gave them a new password.</summary>
    ByAdmin,
}

/// <summary>
/// One sign-in of one person on one device. The cookie names it, and is worth nothing once it has ended, however often it was copied.
/// </summary>
[NotAudited]
public sealed class StaffSession
{
    public const int MaxAddress = 64;
    public const int MaxUserAgent = 300;

    /// <summary>Rows that were last used longer ago than this are deleted; no cookie lives half as long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public long Id { get; init; }

    public int StaffUserId { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>To within <see cref="StaffSessions.UseNoted"/>.</summary>
    public DateTime LastSeenAt { get; set; }

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public DateTime? EndedAt { get; set; }

    public SessionEnd? EndReason { get; set; }
}
