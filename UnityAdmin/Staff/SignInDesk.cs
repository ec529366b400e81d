using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>A password that was right: either all it took, or the first half of two.</summary>
public sealed record SignInStep(StaffUser Who, bool NeedsCode);

/// <summary>
/// Checks passwords and codes. Guesses at one account are checked one after the other and each wrong one is written before the next is
/// looked at, so no number of parallel guesses gets past the limit. A right password alone never resets the count of someone with two
/// factors: guessing codes would be free.
/// </summary>
public sealed class SignInDesk(
    ShopData data, AccountGate gate, SignInLimit limit, TwoFactor twoFactor, StaffSessions sessions, Doorkeeper doorkeeper,
    SignInManager<StaffUser> cookies, TimeProvider clock)
{
    /// <summary>Checks e-mail and password, and signs in whoever needs no code.</summary>
    public async Task<Result<SignInStep>> TryPasswordAsync(string email, string password, HttpContext http, CancellationToken stop)
    {
        if (!limit.Allows(http.Connection.RemoteIpAddress)) return StaffRefusals.TooManyTries;
        var known = StaffUser.Normalize(email);
        using var turn = await gate.EnterAsync(known, stop);
        var user = await FindAsync(db => db.StaffUsers.Where(one => one.NormalizedEmail == known), stop);
        var right = Passwords.Match(user, password);
        if (user is null || !user.MaySignIn(clock.NowUtc()))
        {
            await NoteWrongAsync(null, http, stop);
            return StaffRefusals.WrongSignIn;
        }

        if (!right)
        {
            await NoteWrongAsync(user.Id, http, stop);
            return StaffRefusals.WrongSignIn;
        }

        if (!user.TwoFactorEnabled) return await LetInAsync(user.Id, null, http, stop);
        await http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, HalfWay(user));
        return new SignInStep(user, NeedsCode: true);
    }

    /// <summary>Checks the second factor of whoever has just given the right password in this browser.</summary>
    public async Task<Result<SignInStep>> TryCodeAsync(string code, HttpContext http, CancellationToken stop)
    {
        if (!limit.Allows(http.Connection.RemoteIpAddress)) return StaffRefusals.TooManyTries;
        if (await WhoIsHalfWayAsync(http, stop) is not { } claimed) return StaffRefusals.SignedOut;
        using var turn = await gate.EnterAsync(claimed.NormalizedEmail!, stop);
        if (await WhoIsHalfWayAsync(http, stop) is not { } user || !user.MaySignIn(clock.NowUtc())) return StaffRefusals.WrongCode;
        var let = await LetInAsync(user.Id, code, http, stop);
        if (let.Refused?.Code == StaffRefusals.WrongCode.Code) await NoteWrongAsync(user.Id, http, stop);
        return let;
    }

    /// <summary>Who gave the right password in this browser within the last minutes and owes a code; null when nobody.</summary>
    public async Task<StaffUser?> WhoIsHalfWayAsync(HttpContext http, CancellationToken stop)
    {
        var half = await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (!int.TryParse(half.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)) return null;
        var stamp = half.Principal.FindFirstValue(StaffClaims.Stamp);
        return await FindAsync(db => db.StaffUsers.Where(one => one.Id == id && one.SecurityStamp == stamp && one.TwoFactorEnabled), stop);
    }

    /// <summary>Ends this browser's sign-in, and with it every copy of its cookie; the person's other devices stay signed in.</summary>
    public async Task SignOutAsync(HttpContext http, CancellationToken stop)
    {
        var admitted = await doorkeeper.AdmitToOwnAccountAsync(http.User, http.RemoteAddress, stop);
        if (admitted.Is(out var me, out _) && StaffSessions.IdOf(http.User) is { } session)
            _ = await sessions.EndAsync(session, SessionEnd.SignedOut, me, stop);
        await cookies.SignOutAsync();
    }

    /// <summary>
    /// After a change that ended all of a person's sign-ins, the browser that made it gets a new one.
    /// </summary>
    public async Task SignInAgainAsync(StaffUser user, HttpContext http, CancellationToken stop)
    {
        var started = await data.ChangeAsync<StaffSession>(
            Doorkeeper.ActorFor(user, http.RemoteAddress), "staff.session_renewed",
            async db => await sessions.StartAsync(db, user.Id, http, stop), stop);
        await GiveCookieAsync(user, started.Value);
    }

    private async Task<Result<SignInStep>> LetInAsync(int id, string? code, HttpContext http, CancellationToken stop)
    {
        var user = await FindAsync(db => db.StaffUsers.Where(one => one.Id == id), stop);
        if (user is null) return StaffRefusals.WrongSignIn;
        var by = Doorkeeper.ActorFor(user, http.RemoteAddress);
        var let = await data.ChangeAsync<(StaffUser User, StaffSession Session)>(by, "staff.signed_in", async db =>
        {
            var now = await db.StaffUsers.Include(one => one.Roles).SingleAsync(one => one.Id == id, stop);
            if (!now.MaySignIn(clock.NowUtc())) return StaffRefusals.WrongSignIn;
            if (code is not null && !await SpendAsync(db, now, code, stop)) return StaffRefusals.WrongCode;
            now.SignedIn(clock.NowUtc());
            return (now, await sessions.StartAsync(db, id, http, stop));
        }, stop);
        if (!let.Is(out var signedIn, out var no)) return no;
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await GiveCookieAsync(signedIn.User, signedIn.Session);
        return new SignInStep(signedIn.User, NeedsCode: false);
    }

    private async Task<bool> SpendAsync(ShopDb db, StaffUser user, string code, CancellationToken stop) =>
        await twoFactor.SpendCodeAsync(db, user, code, stop) || await TwoFactor.SpendRecoveryCodeAsync(db, user.Id, code, stop);

    private Task GiveCookieAsync(StaffUser user, StaffSession session) =>
        cookies.SignInWithClaimsAsync(user, isPersistent: false, [StaffClaims.Of(session)]);

    // A guess at an account that is not there leaves a line too: it is worth knowing, and it makes both answers take equally long.
    private async Task NoteWrongAsync(int? id, HttpContext http, CancellationToken stop)
    {
        var by = Actor.Job("sign-in") with { From = http.RemoteAddress };
        _ = await data.ChangeAsync(by, "staff.sign_in_failed", async db =>
        {
            if (await db.StaffUsers.SingleOrDefaultAsync(one => one.Id == id, stop) is { } user) user.CountWrongTry(clock.NowUtc());
            else _ = db.SystemLogs.Add(LogOfWrong(by));
            return Result.Done;
        }, stop);
    }

    private SystemLog LogOfWrong(Actor by) => new()
    {
        CreatedAt = clock.NowUtc(),
        Action = "staff.sign_in_failed",
        ActorKind = by.Kind,
        ActorId = by.Id,
        ActorName = by.Name,
        IpAddress = by.From,
        Entity = "staff_users",
        Subject = "staff_users",
    };

    private Task<StaffUser?> FindAsync(Func<ShopDb, IQueryable<StaffUser>> which, CancellationToken stop) =>
        data.ReadAsync(db => which(db).Include(user => user.Roles).SingleOrDefaultAsync(stop), stop);

    private static ClaimsPrincipal HalfWay(StaffUser user) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(StaffClaims.Stamp, user.SecurityStamp!),
        ],
        IdentityConstants.TwoFactorUserIdScheme));
}
