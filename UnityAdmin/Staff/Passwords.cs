using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Staff;

/// <summary>What a password must be, and how it is kept. Length beats rules about digits and signs (NIST SP 800-63B).</summary>
public static class Passwords
{
    public const int MinLength = 10;
    public const int MaxLength = 200;

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Lazy<PasswordHasher<StaffUser>> Hasher = new(() =>
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations })));

    // Checked when there is no such account, so that the answer takes as long as for a wrong password.
    private static readonly Lazy<string> NobodysHash = new(() => Hash(RandomNumberGenerator.GetHexString(32)));

    /// <summary>What a guess costs; only the tests, which sign in all the time, lower it before the first password.</summary>
    internal static int Iterations { get; set; } = 210_000;

    /// <summary>Null when the password will do.</summary>
    public static Refusal? Fault(string password) => password.Length switch
    {
        < MinLength => StaffRefusals.PasswordTooShort,
        > MaxLength => StaffRefusals.PasswordTooLong,
        _ when Commonest.Contains(password) || password.Distinct().Count() < 3 => StaffRefusals.PasswordTooCommon,
        _ => null,
    };

    public static string Hash(string password) => Hasher.Value.HashPassword(new StaffUser(), password);

    /// <summary>Takes the same time whether there is such a person or not.</summary>
    public static bool Match(StaffUser? user, string password)
    {
        var tried = password.Length > MaxLength ? "" : password;
        var outcome = Hasher.Value.VerifyHashedPassword(user ?? new StaffUser(), user?.PasswordHash ?? NobodysHash.Value, tried);
        return user?.PasswordHash is not null && outcome != PasswordVerificationResult.Failed;
    }

    /// <summary>Easy to read out and to type: five groups of four, 99 bits.</summary>
    public static string Generate() => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    // The commonest of at least ten characters in public lists of leaked passwords; shorter ones are refused by their length.
    private static readonly FrozenSet<string> Commonest = """
        1234567890 0123456789 1234567891 12345678910 123456789a 123456789q 123456789123 1234567890a 1234567890q 0987654321
        9876543210 98765432100 1122334455 1111111111 0000000000 1212121212 1231231231 123123123123 1234512345 123412341234
        qwertyuiop qwertyuiop1 qwertyuiop123 1234qwerasdf qwerty1234 qwerty12345 qwerty123456 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5
        q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 qazwsxedcrfv qazwsx1234 asdfghjkl1 asdfghjkl; asdfghjkl123 asdfasdfasdf
        zxcvbnm123 zxcvbnm1234 poiuytrewq mnbvcxzlkj abcdefghij abcdefghijk abcd123456 abc1234567 a123456789 a1234567890
        aa123456789 1234567890abc password12 password123 password1234 password12345 password1! password01 passw0rd123 p@ssw0rd123
        p@ssword123 mypassword mypassword1 thepassword passwordpassword newpassword changeme123 changeme12 letmein123 letmein1234
        welcome123 welcome1234 welcome2024 welcome2025 welcome2026 iloveyou12 iloveyou123 iloveyou1234 iloveyousomuch ilovemyself
        iloveyou4ever sunshine123 sunshine12 princess123 princess12 football12 football123 baseball12 baseball123 basketball
        superman123 batman1234 dragon1234 monkey1234 shadow1234 master1234 michael123 jennifer12 charlie123 administrator
        admin12345 admin123456 administrator1 adminadmin root123456 test123456 testtest123 qwertyqwerty manchester liverpool1
        leverkusen chocolate1 strawberry butterfly1 spiderman1 hello12345 computer123 secret1234 internet12 dublin1234 ireland123
        unityadmin unityadmin1 unity12345 unity123456 streetwear sneakers12 sneakers123 summer2025 winter2025 correcthorsebatterystaple
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
