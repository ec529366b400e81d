using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Stock;

/// <summary>
/// What anchors are signed with: <c>Ledger:AnchorKey</c>, else a key of its own in <c>anchor.key</c> under Storage. Beside it lies
/// <c>anchor.head</c>, the hash of the newest anchor, so that anchors cannot be cut off unseen.
/// </summary>
public sealed class AnchorKey(IOptions<LedgerSettings> ledger, IOptions<StorageSettings> storage)
{
    private const int KeyBytes = 32;

    private string KeyFile => Path.Combine(storage.Value.Directory, "anchor.key");

    private string HeadFile => Path.Combine(storage.Value.Directory, "anchor.head");

    /// <returns>Null when there is no key, which is then not made: anchors that are there were signed with one.</returns>
    internal byte[]? Find() => ledger.Value.AnchorKey is { Length: > 0 } given ? Encoding.UTF8.GetBytes(given)
        : File.Exists(KeyFile) && File.ReadAllText(KeyFile).Trim() is { Length: KeyBytes * 2 } kept ? Convert.FromHexString(kept)
        : null;

    internal byte[] FindOrMake()
    {
        if (Find() is { } there) return there;
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        Write(KeyFile, Convert.ToHexStringLower(key));
        return key;
    }

    internal static string Sign(byte[] key, string hash) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(hash)));

    /// <returns>The hash of the newest anchor as it was when it was made; null when no file says so.</returns>
    internal string? Head() => File.Exists(HeadFile) ? File.ReadAllText(HeadFile).Split(' ')[^1].Trim() : null;

    internal void KeepHead(LedgerAnchor anchor) =>
        Write(HeadFile, string.Create(CultureInfo.InvariantCulture, $"{anchor.Id} {anchor.Hash}"));

    // Whole or not at all, and for the program alone.
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(Encoding.UTF8.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
