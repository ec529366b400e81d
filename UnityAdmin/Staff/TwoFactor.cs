using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>
/// The second factor: the key an authenticator app counts from, and ten recovery codes for the day the telephone is lost. Identity would
/// keep recovery codes readable; here only their hashes are kept (80 random bits each, so they need no salt).
/// </summary>
public sealed class TwoFactor(UserManager<StaffUser> identity, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    // Where Identity's own authenticator provider looks for its key.
    private const string Provider = "[AspNetUserStore]";
    private const string KeyName = "AuthenticatorKey";
    private const string RecoveryName = "RecoveryCodeHashes";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>
    /// True once for every code of the authenticator app, and for none that is older than one that was used. The caller saves; of two
    /// who send one code at once the version of the user's row lets one win.
    /// </summary>
    internal async Task<bool> SpendCodeAsync(ShopDb db, StaffUser user, string code, CancellationToken stop)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (digits.Length != 6 || await KeyOfAsync(db, user.Id, stop) is not { } key) return false;
        if (Totp.StepOf(key, digits, clock.NowUtc()) is not { } step || step <= user.LastCodeStep) return false;
        user.LastCodeStep = step;
        return true;
    }

    internal string NewKey() => identity.GenerateNewAuthenticatorKey();

    internal static Task<string?> KeyOfAsync(ShopDb db, int userId, CancellationToken stop) =>
        Tokens(db, userId, KeyName).Select(token => token.Value).SingleOrDefaultAsync(stop);

    internal static Task SetKeyAsync(ShopDb db, int userId, string key, CancellationToken stop) =>
        SetAsync(db, userId, KeyName, key, stop);

    internal static async Task<int> RecoveryCodesLeftAsync(ShopDb db, int userId, CancellationToken stop) =>
        Split(await Tokens(db, userId, RecoveryName).Select(token => token.Value).SingleOrDefaultAsync(stop)).Length;

    /// <returns>The new codes, which cannot be read again; the old ones open nothing any more.</returns>
    internal static async Task<IReadOnlyList<string>> ReplaceRecoveryCodesAsync(ShopDb db, int userId, CancellationToken stop)
    {
        var codes = Enumerable.Range(0, RecoveryCodes)
            .Select(_ => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4))))
            .ToList();
        await SetAsync(db, userId, RecoveryName, string.Join(';', codes.Select(HashOf)), stop);
        return codes;
    }

    /// <summary>True once for every code; the caller saves, with the user's row, whose version settles a race for one code.</summary>
    internal static async Task<bool> SpendRecoveryCodeAsync(ShopDb db, int userId, string code, CancellationToken stop)
    {
        if (await Tokens(db, userId, RecoveryName).SingleOrDefaultAsync(stop) is not { } token) return false;
        var hash = HashOf(code);
        var left = Split(token.Value);
        if (!left.Contains(hash)) return false;
        token.Value = string.Join(';', left.Where(one => one != hash));
        return true;
    }

    internal static async Task ForgetAsync(ShopDb db, int userId, CancellationToken stop) =>
        db.StaffUserTokens.RemoveRange(await db.StaffUserTokens
            .Where(token => token.UserId == userId && token.LoginProvider == Provider).ToListAsync(stop));

    private static IQueryable<IdentityUserToken<int>> Tokens(ShopDb db, int userId, string name) =>
        db.StaffUserTokens.Where(token => token.UserId == userId && token.LoginProvider == Provider && token.Name == name);

    private static async Task SetAsync(ShopDb db, int userId, string name, string value, CancellationToken stop)
    {
        var token = await Tokens(db, userId, name).SingleOrDefaultAsync(stop)
            ?? db.StaffUserTokens.Add(new IdentityUserToken<int> { UserId = userId, LoginProvider = Provider, Name = name }).Entity;
        token.Value = value;
    }

    private static string[] Split(string? hashes) => hashes?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string HashOf(string code)
    {
        var letters = new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(letters)));
    }
}
