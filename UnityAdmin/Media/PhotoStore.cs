using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>A photo that has been made over and put away; the row that owns it is written by the caller.</summary>
/// <param name="ContentHash">SHA-256 of the master.</param>
/// <param name="Format">That of the master.</param>
/// <param name="SizeBytes">Of the master.</param>
/// <param name="SourceHash">SHA-256 of the bytes that were received.</param>
public sealed record StoredPhoto(string ContentHash, PhotoFormat Format, long SizeBytes, string SourceHash)
{
    /// <summary>Its row, once there is an owner.</summary>
    public Image For(int? submissionId, int? productId, int position, DateTime now) => new()
    {
        SubmissionId = submissionId,
        ProductId = productId,
        ContentHash = ContentHash,
        SourceHash = SourceHash,
        ContentType = Format.ContentType,
        SizeBytes = SizeBytes,
        WidthPixels = Format.WidthPixels,
        HeightPixels = Format.HeightPixels,
        Position = position,
        CreatedAt = now,
    };

    /// <summary>Whether a row of the same source shows something else than this.</summary>
    internal bool Differs(Image image) => image.SourceHash != SourceHash || image.ContentHash != ContentHash;
}

/// <summary>
/// Takes photos in: those of a request by <see cref="Begin"/>, which leaves nothing of a request that is refused. What is kept is made of
/// the received bytes and never the bytes themselves: a master and its sizes, upright and without metadata. A photo that came before is
/// known by the hash of its bytes and not made again, unless its files are gone.
/// </summary>
public sealed class PhotoStore(
    ShopData data, PhotoFiles files, PhotoCleanup cleanup, PhotoQuota quota, ConversionGate gate, TimeProvider clock)
{
    public const int MaxPhotos = 8;
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Begins to take in the photos of one request.</summary>
    /// <param name="countedAddress">Whose they are counted as; null for staff and the storefront's own server.</param>
    public PhotoUpload Begin(string? countedAddress) => new(this, files, cleanup, quota, countedAddress, clock);

    /// <summary>Puts a photo away for a row that is sure to be written.</summary>
    /// <param name="shownName">What the file was called, for refusals alone.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="cancellationToken">Gives up; files without a row do no harm.</param>
    public async Task<Result<StoredPhoto>> KeepAsync(string shownName, byte[] bytes, CancellationToken cancellationToken)
    {
        if (!Check(shownName, bytes).Is(out var format, out var unfit)) return unfit;
        var sourceHash = HashOf(bytes);
        if (await FindAsync(bytes, format, sourceHash, cancellationToken) is { } known) return known;
        return await ConvertAsync(bytes, format, sourceHash, cancellationToken) is { } made ? made : MediaRefusals.Damaged(shownName);
    }

    /// <summary>What can be said of a file without decoding it.</summary>
    internal static Result<PhotoFormat> Check(string shownName, byte[] bytes)
    {
        if (bytes.Length > MaxBytes) return MediaRefusals.TooLarge(shownName);
        if (PhotoFormat.Of(bytes) is not { } format)
            return PhotoFormat.IsHeic(bytes) ? MediaRefusals.Heic(shownName) : MediaRefusals.NotAPhoto(shownName);
        return format.Pixels > PhotoFormat.MaxPixels ? MediaRefusals.TooManyPixels(shownName, format.Pixels) : format;
    }

    /// <summary>
    /// The same photo, if a row shows it already; its files are safe from the cleanup for a day. Where they were lost or damaged, they are
    /// made again.
    /// </summary>
    internal async Task<StoredPhoto?> FindAsync(
        byte[] bytes, PhotoFormat format, string sourceHash, CancellationToken cancellationToken)
    {
        var known = await data.ReadAsync(db => OfSource(db, sourceHash).ToListAsync(cancellationToken), cancellationToken);
        var same = known.Find(image => image.SourceHash == sourceHash);
        var isWhole = same is not null && files.Touch(same.ContentHash)
            && await files.DamageAsync(same.ContentHash, hasSizes: true, cancellationToken) is null;
        if (isWhole) return StoredAs(same!);
        if (known.Count == 0 || await ConvertAsync(bytes, format, sourceHash, cancellationToken) is not { } made) return null;
        if (known.Exists(made.Differs)) _ = await ReplaceAsync(made, Unwatched.Work, cancellationToken);
        return made;
    }

    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Makes a photo over, in memory.</summary>
    /// <returns>Null when it cannot be decoded.</returns>
    internal Task<ConvertedPhoto?> MakeAsync(byte[] bytes, PhotoFormat format, CancellationToken cancellationToken) => gate.RunAsync(
        PhotoConverter.MemoryBytes(format), () => PhotoConverter.Convert(bytes, format, cancellationToken), cancellationToken);

    /// <summary>Makes a photo over and puts its files away.</summary>
    /// <returns>Null when it cannot be decoded.</returns>
    internal async Task<StoredPhoto?> ConvertAsync(
        byte[] bytes, PhotoFormat format, string sourceHash, CancellationToken cancellationToken)
    {
        if (await MakeAsync(bytes, format, cancellationToken) is not { } photo) return null;
        var contentHash = HashOf(photo.Master);
        await files.WriteAsync(contentHash, photo, cancellationToken);
        return new StoredPhoto(contentHash, photo.Format, photo.Master.Length, sourceHash);
    }

    /// <summary>Has every row of a source refer to the photo that was made of it now.</summary>
    /// <returns>How many rows changed.</returns>
    internal async Task<int> ReplaceAsync(StoredPhoto made, IJobProgress progress, CancellationToken cancellationToken)
    {
        var changed = await data.ChangeAsync<int>(
            Actor.Job(PhotoConversion.Job),
            MediaActions.Converted,
            async db =>
            {
                await progress.HoldAsync(db, cancellationToken);
                var rows = (await OfSource(db, made.SourceHash).ToListAsync(cancellationToken)).Where(made.Differs).ToList();
                foreach (var image in rows)
                {
                    // Somebody may be copying the row at this moment: the file it names must live on until that is seen.
                    _ = files.Touch(image.ContentHash);
                    image.Become(made);
                }

                return rows.Count;
            },
            cancellationToken);
        return changed.Value;
    }

    // A row from before photos were made over has no source: what it holds are the received bytes themselves.
    private static IQueryable<Image> OfSource(ShopDb db, string sourceHash) => db.Images.Where(image =>
        image.SourceHash == sourceHash || (image.SourceHash == null && image.ContentHash == sourceHash));

    private static StoredPhoto StoredAs(Image image) => new(
        image.ContentHash, new PhotoFormat(image.ContentType, image.WidthPixels, image.HeightPixels), image.SizeBytes, image.SourceHash!);
}
