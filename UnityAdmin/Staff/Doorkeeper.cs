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
public sealed class Doorkeeper(ShopData data, TimeProvider clock)
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

    /// <summary>Is the cookie still the truth about its owner: signed in, not locked, the same role?</summary>
    public async Task<bool> StillStandsAsync(ClaimsPrincipal who, CancellationToken stop) =>
        (await ReadPersonAsync(who, null, mayOweNewPassword: true, stop)).Is(out var actor, out _)
        && actor.Role?.ToString() == who.FindFirstValue(StaffClaims.HeldRole);

    internal static Actor ActorFor(StaffUser user, string? from) =>
        new(ActorKind.Staff, user.Id.ToString(CultureInfo.InvariantCulture), user.DisplayName, user.CurrentRole, from);

    private async Task<Result<Actor>> ReadPersonAsync(ClaimsPrincipal who, string? from, bool mayOweNewPassword, CancellationToken stop)
    {
        if (who.Identity?.AuthenticationType != Policies.People || IdOf(who) is not { } id) return StaffRefusals.SignedOut;
        var user = await data.ReadAsync(
            db => db.StaffUsers.Include(user => user.Roles).SingleOrDefaultAsync(user => user.Id == id, stop), stop);
        if (user is null) return StaffRefusals.SignedOut;
        if (user.LockedAt is not null) return StaffRefusals.Locked;
        if (!SameText(user.SecurityStamp, who.FindFirstValue(StaffClaims.Stamp))) return StaffRefusals.SignedOut;
        if (user.MustChangePassword && !mayOweNewPassword) return StaffRefusals.ChangePasswordFirst;
        return ActorFor(user, from);
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

    private static bool SameText(string? left, string? right) => left is not null && right is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
