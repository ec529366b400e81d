using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace UnityAdmin.Staff;

/// <summary>
/// One-time codes by RFC 6238 (SHA-1, 30 seconds, six digits), as authenticator apps make them. Identity's own check says only yes or no;
/// to let a code in once, one must know the step it belongs to.
/// </summary>
internal static class Totp
{
    public const int SecondsPerStep = 30;

    /// <summary>How many steps a telephone's clock may be off, either way; as many as Identity allows.</summary>
    public const int Tolerance = 2;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <returns>The step whose code this is, or null when it is none of those near this moment.</returns>
    public static long? StepOf(string key, string digits, DateTime nowUtc)
    {
        var (secret, now, typed) = (Decode(key), StepAt(nowUtc), Encoding.ASCII.GetBytes(digits));
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), typed)) return step;
        }

        return null;
    }

    public static string CodeAt(string key, DateTime utc) => CodeAt(Decode(key), StepAt(utc));

    private static long StepAt(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / SecondsPerStep;

    // RFC 4226, section 5.3.
    [SuppressMessage(
        "Security", "CA5350", Justification = "RFC 6238 as every authenticator app has it; HMAC-SHA1 is not broken.")]
    private static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0f)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(key.Length * 5 / 8), 0, 0);
        foreach (var letter in key)
        {
            if (Base32.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal) is not (>= 0 and var value)) continue;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
