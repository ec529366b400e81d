using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>A person of the shop who may sign in. Holds exactly one role, which a unique index guards.</summary>
public sealed class StaffUser : IdentityUser<int>, IVersioned
{
    public const int MaxName = 120;
    public const int MaxEmail = 256;

    /// <summary>This many wrong passwords or codes in a row close the door for <see cref="LockoutTime"/>.</summary>
    public const int MaxWrongTries = 5;

    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    public string DisplayName { get; set; } = "";

    public DateTime CreatedAt { get; init; }

    public DateTime? LastSignInAt { get; set; }

    /// <summary>
    /// When an admin locked this person out for good. The quarter of an hour after wrong guesses is <c>LockoutEnd</c> and only closes the
    /// sign-in page: a stranger who guesses must not be able to throw a member of staff out of their work.
    /// </summary>
    public DateTime? LockedAt { get; set; }

    /// <summary>The password was chosen by someone else; until its owner changes it nothing but the account pages opens.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The 30-second step of the last one-time code that let this person in: it and older ones open nothing any more.</summary>
    [NotAudited]
    public long? LastCodeStep { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public ICollection<IdentityUserRole<int>> Roles { get; } = [];

    [Secret]
    public override string? PasswordHash { get => base.PasswordHash; set => base.PasswordHash = value; }

    [Secret]
    public override string? SecurityStamp { get => base.SecurityStamp; set => base.SecurityStamp = value; }

    [NotAudited]
    public override string? ConcurrencyStamp { get => base.ConcurrencyStamp; set => base.ConcurrencyStamp = value; }

    /// <summary>The spelling that accounts are found by, as Identity's own normalizer has it.</summary>
    public static string Normalize(string email) => email.Trim().Normalize().ToUpperInvariant();

    public Role? CurrentRole => Roles.FirstOrDefault() is { } held ? (Role)held.RoleId : null;

    /// <summary>May this person pass the sign-in page at this moment?</summary>
    public bool MaySignIn(DateTime nowUtc) => LockedAt is null && !(LockoutEnd > nowUtc);

    /// <summary>Replaces the one role; open pages notice at the next action.</summary>
    public void Hold(Role role)
    {
        if (CurrentRole == role) return;
        Roles.Clear();
        Roles.Add(new IdentityUserRole<int> { RoleId = (int)role });
    }

    /// <summary>Every cookie of this person stops being theirs; called with their sessions by <see cref="StaffSessions"/> alone.</summary>
    internal void SignOutEverywhere() => SecurityStamp = Guid.NewGuid().ToString("N");

    /// <summary>Counts a wrong password or code; the fifth in a row closes the door.</summary>
    public void CountWrongTry(DateTime nowUtc)
    {
        AccessFailedCount++;
        if (AccessFailedCount < MaxWrongTries) return;
        AccessFailedCount = 0;
        LockoutEnd = nowUtc + LockoutTime;
    }

    public void SignedIn(DateTime nowUtc)
    {
        AccessFailedCount = 0;
        LockoutEnd = null;
        LastSignInAt = nowUtc;
    }
}

/// <summary>What is asked about a person who is to be let in.</summary>
public sealed class NewPerson
{
    [Required(ErrorMessage = "Write the e-mail address.")]
    [EmailAddress(ErrorMessage = "This is not an e-mail address.")]
    [MaxLength(StaffUser.MaxEmail, ErrorMessage = "An e-mail address has at most 256 characters.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Write the name that colleagues see.")]
    [MaxLength(StaffUser.MaxName, ErrorMessage = "A name has at most 120 characters.")]
    public string Name { get; set; } = "";

    public Role Role { get; set; } = Role.Staff;

    public string Password { get; set; } = "";

    /// <summary>Someone else chose the password, so it is changed at the first sign-in.</summary>
    public bool MustChangePassword { get; set; }
}
