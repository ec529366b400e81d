using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace UnityAdmin;

/// <summary>
/// What opens something to whoever has it: 256 random bits, spelt as 43 letters of base64url. The database keeps its hash alone.
/// </summary>
public static class SecretToken
{
    private const int Bytes = 32;
    private const int Letters = 43;

    public static string Create() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether this can be a token at all; one that was cut short is told from a wrong one without a query.</summary>
    public static bool IsWellFormed(string? token) =>
        token is { Length: Letters } && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>SHA-256 in hex, 64 letters.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
