using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>
/// The only maker of staff and client actors. What a cookie or an open page says about its owner was true when it was made; this reads
/// the database again at every call, so a removed role, a lock or a revoked token counts from the very next action.
/// </summary>
public sealed class Doorkeeper(ShopData data, StaffSessions sessions, TimeProvider clock)
{
    /// <param name="who">The principal of the request or circuit.</param>
    /// <param name="atLeast">The lowest role that may do this.</param>
    /// <param name="from">The remote address, for the audit log.</param>
    /// <param name="stop">Gives the question up.</param>
    public async Task<Result<Actor>> AdmitAsync(ClaimsPrincipal who, Role atLeast, string? from, CancellationToken stop)
    {
        var known = who.Identity?.AuthenticationType == BearerTokens.Scheme
            ? await ReadClientAsync(who, from, stop)
            : await ReadPersonAsync(who, from, mayOweNewPassword: false, stop);
        if (!known.Is(out var actor, out var no)) return no;
        return actor.Is(atLeast) ? actor : StaffRefusals.NotAllowed(atLeast);
    }

    /// <summary>For the account pages: anyone signed in, even before they have chosen a password of their own.</summary>
    public Task<Result<Actor>> AdmitToOwnAccountAsync(ClaimsPrincipal who, string? from, CancellationToken stop) =>
        ReadPersonAsync(who, from, mayOweNewPassword: true, stop);

    /// <summary>
    /// Whether a cookie or an open page still tells the truth about its owner. One question to the database by primary keys; asked at
    /// every request with a cookie and at every action in a circuit, before anything is read for it.
    /// </summary>
    public async Task<Standing> StandingOfAsync(ClaimsPrincipal who, CancellationToken stop)
    {
        var asked = await AskAsync(who, stop);
        if (!asked.Is(out var signedIn, out var no)) return new Standing(no, null);
        if (StaffSessions.IdOf(who) is { } session) await sessions.NoteUseAsync(session, signedIn.LastSeenAt, stop);
        var isSame = signedIn.User.CurrentRole?.ToString() == who.FindFirstValue(StaffClaims.HeldRole)
            && signedIn.User.MustChangePassword == who.HasClaim(claim => claim.Type == StaffClaims.OwesPassword);
        return new Standing(null, isSame ? null : StaffClaims.Renew(who, signedIn.User));
    }

    internal static Actor ActorFor(StaffUser user, string? from) =>
        new(ActorKind.Staff, user.Id.ToString(CultureInfo.InvariantCulture), user.DisplayName, user.CurrentRole, from);

    private async Task<Result<Actor>> ReadPersonAsync(ClaimsPrincipal who, string? from, bool mayOweNewPassword, CancellationToken stop)
    {
        if (!(await AskAsync(who, stop)).Is(out var signedIn, out var no)) return no;
        if (signedIn.User.MustChangePassword && !mayOweNewPassword) return StaffRefusals.ChangePasswordFirst;
        return ActorFor(signedIn.User, from);
    }

    private async Task<Result<SignedIn>> AskAsync(ClaimsPrincipal who, CancellationToken stop)
    {
        if (who.Identity?.AuthenticationType != Policies.People || IdOf(who) is not { } id) return StaffRefusals.SignedOut;
        var session = StaffSessions.IdOf(who);
        var found = await data.ReadAsync(db => (
            from user in db.StaffUsers.Include(user => user.Roles)
            join one in db.StaffSessions.Where(one => one.Id == session && one.EndedAt == null)
                on user.Id equals one.StaffUserId into open
            from one in open.DefaultIfEmpty()
            where user.Id == id
            select new { User = user, Seen = (DateTime?)one.LastSeenAt }).SingleOrDefaultAsync(stop), stop);
        if (found is null) return StaffRefusals.SignedOut;
        if (found.User.LockedAt is not null) return StaffRefusals.Locked;
        if (!SameText(found.User.SecurityStamp, who.FindFirstValue(StaffClaims.Stamp))) return StaffRefusals.SignedOut;
        return found.Seen is { } seen ? new SignedIn(found.User, seen) : StaffRefusals.SignedOut;
    }

    private async Task<Result<Actor>> ReadClientAsync(ClaimsPrincipal who, string? from, CancellationToken stop)
    {
        if (IdOf(who) is not { } id) return StaffRefusals.TokenNotValid;
        var token = await data.ReadAsync(db => db.ApiTokens.SingleOrDefaultAsync(token => token.Id == id, stop), stop);
        if (token is null || !token.Opens(clock.NowUtc())) return StaffRefusals.TokenNotValid;
        return new Actor(ActorKind.Client, token.Id.ToString(CultureInfo.InvariantCulture), token.Name, token.Role, from);
    }

    private static int? IdOf(ClaimsPrincipal who) =>
        int.TryParse(who.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    private sealed record SignedIn(StaffUser User, DateTime LastSeenAt);

    private static bool SameText(string? left, string? right) => left is not null && right is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}

/// <summary>What became of a cookie or an open page since it was made.</summary>
/// <param name="Refused">Why it is nobody's any more; null while its owner is signed in.</param>
/// <param name="Renewed">Its owner as they are now, where their role or what they owe has changed since.</param>
public sealed record Standing(Refusal? Refused, ClaimsPrincipal? Renewed);
