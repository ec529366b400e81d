using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <param name="Converted">Photos made over.</param>
/// <param name="Restored">Photos whose sizes were made again from their master.</param>
/// <param name="Unreadable">Photos that stay as they were received: their file is gone or cannot be decoded.</param>
public sealed record ConversionReport(int Converted, int Restored, int Unreadable);

/// <summary>
/// Makes over the photos that were stored before, each by itself: its files first, then its rows in one small transaction. Stopped
/// anywhere, the next run goes on with what is left. The file that was received is no longer referred to then, and the cleanup takes it.
/// </summary>
public sealed class PhotoConversion(ShopData data, PhotoStore store, PhotoFiles files, ConversionGate gate)
{
    public const string Job = "photo-conversion";

    private const int Batch = 200;

    /// <exception cref="JobLostException">Another run has taken over.</exception>
    public async Task<ConversionReport> RunAsync(IJobProgress progress, CancellationToken cancellationToken)
    {
        var total = await data.ReadAsync(db => Hashes(Received(db), "").CountAsync(cancellationToken), cancellationToken);
        var (converted, unreadable) = (0, 0);
        await foreach (var hash in EachAsync(Received, cancellationToken))
        {
            progress.Report(converted + unreadable, total, "photos made over");
            if (await ConvertAsync(hash, progress, cancellationToken)) converted++;
            else unreadable++;
        }

        return new ConversionReport(converted, await RestoreSizesAsync(progress, cancellationToken), unreadable);
    }

    private async Task<bool> ConvertAsync(string hash, IJobProgress progress, CancellationToken cancellationToken)
    {
        if (await files.ReadMasterAsync(hash, cancellationToken) is not { } bytes) return false;
        if (PhotoFormat.Of(bytes) is not { Pixels: <= PhotoFormat.MaxPixels } format) return false;
        if (await store.ConvertAsync(bytes, format, hash, cancellationToken) is not { } made) return false;
        _ = await store.ReplaceAsync(made, progress, cancellationToken);
        return true;
    }

    /// <summary>Sizes can be made again at any time, so a backup may leave them out.</summary>
    private async Task<int> RestoreSizesAsync(IJobProgress progress, CancellationToken cancellationToken)
    {
        var restored = 0;
        await foreach (var hash in EachAsync(Converted, cancellationToken))
        {
            if (!files.LacksSizes(hash) || await files.ReadMasterAsync(hash, cancellationToken) is not { } master) continue;
            if (PhotoFormat.Of(master) is not { } format) continue;
            var sizes = await gate.RunAsync(
                PhotoConverter.MemoryBytes(format), () => PhotoConverter.ConvertSizes(master, cancellationToken), cancellationToken);
            if (sizes is null) continue;
            await files.WriteSizesAsync(hash, sizes, cancellationToken);
            progress.Report(++restored, 0, "sizes made again");
        }

        return restored;
    }

    private static IQueryable<Image> Received(ShopDb db) => db.Images.Where(image => image.SourceHash == null);

    private static IQueryable<Image> Converted(ShopDb db) => db.Images.Where(image => image.SourceHash != null);

    // By keyset, so that what can not be made over is passed once a run.
    private async IAsyncEnumerable<string> EachAsync(
        Func<ShopDb, IQueryable<Image>> images,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        List<string> hashes;
        do
        {
            hashes = await data.ReadAsync(
                db => Hashes(images(db), after).Order().Take(Batch).ToListAsync(cancellationToken), cancellationToken);
            foreach (var hash in hashes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return after = hash;
            }
        }
        while (hashes.Count == Batch);
    }

    private static IQueryable<string> Hashes(IQueryable<Image> images, string after) =>
        images.Where(image => image.ContentHash.CompareTo(after) > 0).Select(image => image.ContentHash).Distinct();
}
