using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <param name="Files">Deleted.</param>
/// <param name="Bytes">That are free now.</param>
public sealed record CleanupReport(int Files, long Bytes);

/// <summary>
/// Deletes photo files that no row refers to: uploads that broke off, photos that were deleted, received files that have been made over.
/// </summary>
public sealed class PhotoCleanup(ShopData data, PhotoFiles files, TimeProvider clock)
{
    public const string Job = "photo-cleanup";

    /// <summary>How long a file is safe after somebody wrote it or was about to refer to it: an upload in flight has no row yet.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromDays(1);

    private const int Batch = 200;

    public async Task<CleanupReport> RunAsync(IJobProgress progress, CancellationToken cancellationToken)
    {
        // A shop without any photo beside a folder full of them is rather the wrong database, and photos can not be made again.
        if (!await data.ReadAsync(db => db.Images.AnyAsync(cancellationToken), cancellationToken)) return new CleanupReport(0, 0);
        var before = clock.NowUtc() - LeastAge;
        var (looked, deleted, bytes) = (0, 0, 0L);
        foreach (var old in files.UntouchedSince(before).Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var referred = await ReferredAsync([.. old.Select(file => file.ContentHash).Distinct()], cancellationToken);
            foreach (var file in old.Where(file => !referred.Contains(file.ContentHash) || !IsOwn(file)))
            {
                if (PhotoFiles.Delete(file, before) is not { } freed) continue;
                (deleted, bytes) = (deleted + 1, bytes + freed);
            }

            progress.Report(looked += old.Length, 0, "old files looked at");
        }

        return new CleanupReport(deleted, bytes);
    }

    // What an upload that broke off has left beside a file is nobody's, whatever refers to the file.
    private static bool IsOwn(PhotoFile file)
    {
        var name = Path.GetFileName(file.Path);
        return name == PhotoLink.NameOf(file.ContentHash, null)
            || PhotoSizes.All.Any(size => name == PhotoLink.NameOf(file.ContentHash, size));
    }

    private async Task<HashSet<string>> ReferredAsync(List<string> hashes, CancellationToken cancellationToken) =>
    [
        .. await data.ReadAsync(
            db => db.Images.Where(image => hashes.Contains(image.ContentHash)).Select(image => image.ContentHash).Distinct()
                .ToListAsync(cancellationToken),
            cancellationToken),
    ];
}
