using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>What the cookie says about its owner: id, name, e-mail, stamp, and the role once it may be used.</summary>
internal sealed class StaffClaims(ShopData data) : IUserClaimsPrincipalFactory<StaffUser>
{
    public const string Stamp = "AspNet.Identity.SecurityStamp";

    /// <summary>The role held, even while it opens nothing because a new password is owed.</summary>
    public const string HeldRole = "unity:role";

    public const string OwesPassword = "unity:owes-password";

    /// <summary>
    /// The row of <c>staff_sessions</c> this cookie belongs to. A cookie of a program before that table names none: sign in again.
    /// </summary>
    public const string Session = "unity:session";

    /// <summary>The remote address of this connection; never in the cookie.</summary>
    public const string From = "unity:from";

    public async Task<ClaimsPrincipal> CreateAsync(StaffUser user)
    {
        var now = await data.ReadAsync(
            db => db.StaffUsers.Include(one => one.Roles).SingleAsync(one => one.Id == user.Id), CancellationToken.None);
        return new ClaimsPrincipal(IdentityOf(now));
    }

    public static Claim Of(StaffSession session) => new(Session, session.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The person as the database has them at this moment, in the sign-in and at the address of an older principal.</summary>
    public static ClaimsPrincipal Renew(ClaimsPrincipal old, StaffUser now)
    {
        var identity = IdentityOf(now);
        identity.AddClaims(old.Claims.Where(claim => claim.Type is Session));
        var renewed = new ClaimsPrincipal(identity);
        if (old.FindFirst(From) is { } from) renewed.AddIdentity(new ClaimsIdentity([new Claim(From, from.Value)]));
        return renewed;
    }

    private static ClaimsIdentity IdentityOf(StaffUser now)
    {
        var identity = new ClaimsIdentity(Policies.People);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, now.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, now.DisplayName));
        identity.AddClaim(new Claim(ClaimTypes.Email, now.Email!));
        identity.AddClaim(new Claim(Stamp, now.SecurityStamp!));
        if (now.CurrentRole is { } role) identity.AddClaim(new Claim(HeldRole, role.ToString()));
        if (now.MustChangePassword) identity.AddClaim(new Claim(OwesPassword, "true"));
        else if (now.CurrentRole is { } open) identity.AddClaim(new Claim(ClaimTypes.Role, open.ToString()));
        return identity;
    }
}

/// <summary>
/// Lets a circuit know where its person is: it outlives every request but is handed the principal of the connection that opened it.
/// </summary>
internal sealed class RemoteAddressClaim(IHttpContextAccessor http) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (http.HttpContext?.RemoteAddress is not { } from || principal.HasClaim(claim => claim.Type == StaffClaims.From))
            return Task.FromResult(principal);
        var seen = principal.Clone();
        seen.AddIdentity(new ClaimsIdentity([new Claim(StaffClaims.From, from)]));
        return Task.FromResult(seen);
    }
}
