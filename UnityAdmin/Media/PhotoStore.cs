using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Media;

/// <summary>A file that has been checked and put away; the row that owns it is written by the caller.</summary>
public sealed record StoredPhoto(string ContentHash, PhotoFormat Format, long SizeBytes)
{
    /// <summary>Its row, once there is an owner.</summary>
    public Image For(int? submissionId, int? productId, int position, DateTime now) => new()
    {
        SubmissionId = submissionId,
        ProductId = productId,
        ContentHash = ContentHash,
        ContentType = Format.ContentType,
        SizeBytes = SizeBytes,
        WidthPixels = Format.WidthPixels,
        HeightPixels = Format.HeightPixels,
        Position = position,
        CreatedAt = now,
    };
}

/// <summary>
/// Photos on disk, outside wwwroot, under the hash of their content: the same bytes are kept once, and nothing a stranger typed is ever
/// part of a path. A file whose row was never written is harmless; a row without its file cannot come about, since files go first.
/// </summary>
public sealed class PhotoStore(IOptions<StorageSettings> settings)
{
    public const int MaxPhotos = 8;
    public const int MaxBytes = 10 * 1024 * 1024;

    private readonly string folder = Path.GetFullPath(Path.Combine(settings.Value.Directory, "photos"));

    public async Task<Result<StoredPhoto>> KeepAsync(string shownName, byte[] bytes, CancellationToken stop)
    {
        if (bytes.Length > MaxBytes) return MediaRefusals.TooLarge(shownName);
        if (PhotoFormat.Of(bytes) is not { } format) return MediaRefusals.NotAPhoto(shownName);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(hash);
        if (!File.Exists(path)) await WriteWholeAsync(path, bytes, stop);
        return new StoredPhoto(hash, format, bytes.Length);
    }

    /// <returns>Null when the file is gone, which is a broken disk or backup and shown as such.</returns>
    public Stream? Open(string contentHash)
    {
        var path = PathOf(contentHash);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, true) : null;
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    // Written beside and renamed, so that a file under its hash is always whole.
    private static async Task WriteWholeAsync(string path, byte[] bytes, CancellationToken stop)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, stop);
            file.Flush(true);
        }

        File.Move(beside, path, true);
    }
}
