using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

public sealed record StaffPerson(int Id, string Name, string Email, Role Role, bool Locked);

/// <summary>The people of the shop: who they are, what they may do, whether they are let in.</summary>
public sealed class StaffDirectory(ShopData data, TimeProvider clock)
{
    /// <summary>Everyone by name, the locked ones too: their names stand in old timelines. Offer only the others for new work.</summary>
    public Task<List<StaffPerson>> ListAsync(CancellationToken stop) => data.ReadAsync(db => db.StaffUsers
        .OrderBy(user => user.DisplayName)
        .ThenBy(user => user.Id)
        .Select(user => new StaffPerson(
            user.Id, user.DisplayName, user.Email!, (Role)user.Roles.Select(held => held.RoleId).FirstOrDefault(), user.LockedAt != null))
        .ToListAsync(stop), stop);

    public Task<bool> IsEmptyAsync(CancellationToken stop) =>
        data.ReadAsync(async db => !await db.StaffUsers.AnyAsync(stop), stop);

    /// <returns>The new person's id.</returns>
    public async Task<Result<int>> CreateAsync(NewPerson person, Actor by, CancellationToken stop) =>
        by.Is(Role.Admin) ? await AddAsync(person, by, onlyIfFirst: false, stop) : StaffRefusals.NotAllowed(Role.Admin);

    /// <summary>The first admin of an empty shop; refused as soon as anybody is there.</summary>
    internal Task<Result<int>> CreateFirstAdminAsync(NewPerson person, string? from, CancellationToken stop)
    {
        person.Role = Role.Admin;
        return AddAsync(person, Actor.Job("first-admin") with { From = from }, onlyIfFirst: true, stop);
    }

    /// <summary>For the demo shop: the person is there afterwards, whether or not they were before.</summary>
    public async Task<Result<int>> EnsureAsync(
        string email, string name, Role role, string password, CancellationToken stop = default)
    {
        var known = StaffUser.Normalize(email);
        var id = await data.ReadAsync(
            db => db.StaffUsers.Where(user => user.NormalizedEmail == known).Select(user => (int?)user.Id).SingleOrDefaultAsync(stop),
            stop);
        if (id is { } there) return there;
        var person = new NewPerson { Email = email, Name = name, Role = role, Password = password };
        return await AddAsync(person, Actor.Job("demo-shop"), onlyIfFirst: false, stop);
    }

    /// <summary>They stay signed in; what the old role alone allowed is refused at their next action.</summary>
    public Task<Result> SetRoleAsync(int id, Role role, Actor by, CancellationToken stop) =>
        ChangePersonAsync(id, "staff.role_set", by, async (db, user) =>
        {
            if (role < Role.Admin && await IsLastAdminAsync(db, user, stop)) return StaffRefusals.LastAdmin;
            user.Hold(role);
            return Result.Done;
        }, stop);

    /// <summary>Signs them out everywhere and lets them in no more.</summary>
    public Task<Result> LockAsync(int id, Actor by, CancellationToken stop) =>
        ChangePersonAsync(id, "staff.locked", by, async (db, user) =>
        {
            if (await IsLastAdminAsync(db, user, stop)) return StaffRefusals.LastAdmin;
            user.LockedAt ??= clock.NowUtc();
            await StaffSessions.EndAllAsync(db, user, SessionEnd.Locked, clock.NowUtc(), stop);
            return Result.Done;
        }, stop);

    /// <summary>Also ends the quarter of an hour after wrong guesses.</summary>
    public Task<Result> UnlockAsync(int id, Actor by, CancellationToken stop) =>
        ChangePersonAsync(id, "staff.unlocked", by, (_, user) =>
        {
            user.LockedAt = null;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            return Task.FromResult(Result.Done);
        }, stop);

    public Task<Result> SignOutEverywhereAsync(int id, Actor by, CancellationToken stop) =>
        ChangePersonAsync(id, "staff.signed_out_everywhere", by, async (db, user) =>
        {
            await StaffSessions.EndAllAsync(db, user, SessionEnd.ByAdmin, clock.NowUtc(), stop);
            return Result.Done;
        }, stop);

    /// <summary>For whoever forgot the password or lost the telephone: a fresh start, by somebody who knows them.</summary>
    /// <returns>The new password, which cannot be read again and is changed at the first sign-in.</returns>
    public async Task<Result<string>> ResetSignInAsync(int id, Actor by, CancellationToken stop)
    {
        var password = Passwords.Generate();
        var hash = Passwords.Hash(password);
        var reset = await ChangePersonAsync(id, "staff.sign_in_reset", by, async (db, user) =>
        {
            user.PasswordHash = hash;
            user.MustChangePassword = true;
            user.TwoFactorEnabled = false;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            user.LastCodeStep = null;
            await StaffSessions.EndAllAsync(db, user, SessionEnd.ByAdmin, clock.NowUtc(), stop);
            await TwoFactor.ForgetAsync(db, id, stop);
            return Result.Done;
        }, stop);
        return reset.Refused is { } no ? no : password;
    }

    private Task<Result> ChangePersonAsync(
        int id, string action, Actor by, Func<ShopDb, StaffUser, Task<Result>> change, CancellationToken stop) =>
        data.ChangeAsync(by, action, async db =>
        {
            if (!by.Is(Role.Admin)) return StaffRefusals.NotAllowed(Role.Admin);
            await HoldAdminsStillAsync(db, stop);
            var user = await db.StaffUsers.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Id == id, stop);
            return user is null ? StaffRefusals.NoSuchPerson : await change(db, user);
        }, stop);

    private async Task<Result<int>> AddAsync(NewPerson person, Actor by, bool onlyIfFirst, CancellationToken stop)
    {
        if (Fault(person) is { } fault) return fault;
        var hash = Passwords.Hash(person.Password);
        var added = await data.ChangeAsync<StaffUser>(by, "staff.created", async db =>
        {
            await HoldAdminsStillAsync(db, stop);
            if (onlyIfFirst && await db.StaffUsers.AnyAsync(stop)) return StaffRefusals.FirstAdminLinkSpent;
            var user = UserFor(person, hash);
            if (await db.StaffUsers.AnyAsync(one => one.NormalizedEmail == user.NormalizedEmail, stop)) return StaffRefusals.EmailTaken;
            _ = db.StaffUsers.Add(user);
            return user;
        }, stop);
        return added.Is(out var created, out var no) ? created.Id : no;
    }

    private StaffUser UserFor(NewPerson person, string hash)
    {
        var email = person.Email.Trim();
        var user = new StaffUser
        {
            UserName = email,
            NormalizedUserName = StaffUser.Normalize(email),
            Email = email,
            NormalizedEmail = StaffUser.Normalize(email),
            EmailConfirmed = true,
            DisplayName = person.Name.Trim(),
            CreatedAt = clock.NowUtc(),
            PasswordHash = hash,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            LockoutEnabled = true,
            MustChangePassword = person.MustChangePassword,
        };
        user.Hold(person.Role);
        return user;
    }

    private static Refusal? Fault(NewPerson person)
    {
        var found = new List<ValidationResult>();
        person.Email = person.Email.Trim();
        if (!Validator.TryValidateObject(person, new ValidationContext(person), found, validateAllProperties: true))
            return StaffRefusals.BadPerson(found.ToDictionary(fault => fault.MemberNames.First(), fault => fault.ErrorMessage!));
        return Passwords.Fault(person.Password);
    }

    // Two admins who demote each other at the same moment must not both succeed: whoever counts admins first takes this row.
    private static async Task HoldAdminsStillAsync(ShopDb db, CancellationToken stop) => _ = await db.StaffRoles
        .Where(role => role.Id == (int)Role.Admin)
        .ExecuteUpdateAsync(set => set.SetProperty(role => role.ConcurrencyStamp, role => role.ConcurrencyStamp), stop);

    private static async Task<bool> IsLastAdminAsync(ShopDb db, StaffUser user, CancellationToken stop) =>
        user is { CurrentRole: Role.Admin, LockedAt: null }
        && !await db.StaffUsers.AnyAsync(
            other => other.Id != user.Id && other.LockedAt == null && other.Roles.Any(held => held.RoleId == (int)Role.Admin), stop);
}
