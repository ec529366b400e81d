using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>What the account pages show their owner.</summary>
/// <param name="Person">The owner.</param>
/// <param name="PendingKey">The authenticator key that was made but not yet confirmed with a code.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes still open the door.</param>
public sealed record AccountView(StaffUser Person, string? PendingKey, int RecoveryCodesLeft);

/// <summary>
/// What people do with their own sign-in. Whatever makes it stronger or weaker signs every other session out; the page that did it signs
/// its own in again.
/// </summary>
public sealed class OwnAccount(ShopData data, AccountGate gate, TwoFactor twoFactor, TimeProvider clock)
{
    public Task<AccountView> ReadAsync(Actor me, CancellationToken stop) => data.ReadAsync(async db =>
    {
        var user = await MeAsync(db, me, stop);
        var pending = user.TwoFactorEnabled ? null : await TwoFactor.KeyOfAsync(db, user.Id, stop);
        return new AccountView(user, pending, await TwoFactor.RecoveryCodesLeftAsync(db, user.Id, stop));
    }, stop);

    public async Task<Result<StaffUser>> ChangePasswordAsync(Actor me, string current, string next, CancellationToken stop)
    {
        if (Passwords.Fault(next) is { } fault) return fault;
        if (current == next) return StaffRefusals.SamePassword;
        var hash = Passwords.Hash(next);
        return await WithPasswordAsync<StaffUser>(me, current, "staff.password_changed", async (db, user) =>
        {
            user.PasswordHash = hash;
            user.MustChangePassword = false;
            await StaffSessions.EndAllAsync(db, user, SessionEnd.PasswordChanged, clock.NowUtc(), stop);
            return user;
        }, stop);
    }

    /// <summary>Makes a key for an authenticator app; it counts for nothing until a code confirms it.</summary>
    public Task<Result> PrepareTwoFactorAsync(Actor me, CancellationToken stop)
    {
        var key = twoFactor.NewKey();
        return data.ChangeAsync(me, "staff.two_factor_prepared", async db =>
        {
            var user = await MeAsync(db, me, stop);
            if (user.TwoFactorEnabled) return StaffRefusals.TwoFactorIsOn;
            user.LastCodeStep = null;
            await TwoFactor.SetKeyAsync(db, user.Id, key, stop);
            return Result.Done;
        }, stop);
    }

    /// <returns>The recovery codes, to be shown once.</returns>
    public Task<Result<IReadOnlyList<string>>> TurnOnTwoFactorAsync(Actor me, string code, CancellationToken stop) =>
        data.ChangeAsync<IReadOnlyList<string>>(me, "staff.two_factor_on", async db =>
        {
            var user = await MeAsync(db, me, stop);
            if (user.TwoFactorEnabled) return StaffRefusals.TwoFactorIsOn;
            if (!await twoFactor.SpendCodeAsync(db, user, code, stop)) return StaffRefusals.CodeDoesNotConfirm;
            user.TwoFactorEnabled = true;
            await StaffSessions.EndAllAsync(db, user, SessionEnd.TwoFactorChanged, clock.NowUtc(), stop);
            return (List<string>)[.. await TwoFactor.ReplaceRecoveryCodesAsync(db, user.Id, stop)];
        }, stop);

    public Task<Result<IReadOnlyList<string>>> NewRecoveryCodesAsync(Actor me, string password, CancellationToken stop) =>
        WithPasswordAsync<IReadOnlyList<string>>(me, password, "staff.recovery_codes_made", async (db, user) =>
        {
            if (!user.TwoFactorEnabled) return StaffRefusals.TwoFactorIsOff;
            return (List<string>)[.. await TwoFactor.ReplaceRecoveryCodesAsync(db, user.Id, stop)];
        }, stop);

    public Task<Result<StaffUser>> TurnOffTwoFactorAsync(Actor me, string password, CancellationToken stop) =>
        WithPasswordAsync<StaffUser>(me, password, "staff.two_factor_off", async (db, user) =>
        {
            if (!user.TwoFactorEnabled) return StaffRefusals.TwoFactorIsOff;
            user.TwoFactorEnabled = false;
            user.LastCodeStep = null;
            await StaffSessions.EndAllAsync(db, user, SessionEnd.TwoFactorChanged, clock.NowUtc(), stop);
            await TwoFactor.ForgetAsync(db, user.Id, stop);
            return user;
        }, stop);

    // An unlocked screen must not be a place to guess the password: wrong ones count here as they do at the door.
    private async Task<Result<T>> WithPasswordAsync<T>(
        Actor me, string password, string action, Func<ShopDb, StaffUser, Task<Result<T>>> change, CancellationToken stop)
    {
        var owner = await data.ReadAsync(db => MeAsync(db, me, stop), stop);
        using var turn = await gate.EnterAsync(owner.NormalizedEmail!, stop);
        owner = await data.ReadAsync(db => MeAsync(db, me, stop), stop);
        if (!owner.MaySignIn(clock.NowUtc())) return StaffRefusals.WrongPassword;
        if (Passwords.Match(owner, password))
        {
            return await data.ChangeAsync<T>(me, action, async db =>
            {
                var user = await MeAsync(db, me, stop);
                user.AccessFailedCount = 0;
                return await change(db, user);
            }, stop);
        }

        _ = await data.ChangeAsync(me, "staff.password_check_failed", async db =>
        {
            (await MeAsync(db, me, stop)).CountWrongTry(clock.NowUtc());
            return Result.Done;
        }, stop);
        return StaffRefusals.WrongPassword;
    }

    private static Task<StaffUser> MeAsync(ShopDb db, Actor me, CancellationToken stop) =>
        db.StaffUsers.Include(user => user.Roles).SingleAsync(user => user.Id == me.StaffId, stop);
}
