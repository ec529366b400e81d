using System.Security.Cryptography;
using System.Text;

namespace UnityAdmin;

/// <summary>A request as its client knows it: its own key for it, and what it asks.</summary>
/// <param name="Key">Unquoted, at most <see cref="KeyLength"/> characters.</param>
/// <param name="Hash">SHA-256 of what is asked: the body's meaning, its files, and what the address names.</param>
/// <param name="TextHash">SHA-256 of the body as it was spelt, by which answers were kept before meanings were compared; a client may
/// repeat a request that the older program answered.</param>
public sealed record IdempotentRequest(string Key, string Hash, string? TextHash = null)
{
    public const int KeyLength = 200;

    /// <summary>Whether a request kept under this hash asked the same.</summary>
    public bool IsKeptAs(string hash) => hash == Hash || hash == TextHash;

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
