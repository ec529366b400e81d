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

    /// <summary>How long an upload may take from its first photo until its rows are written.</summary>
    public static readonly TimeSpan LongestUpload = TimeSpan.FromHours(1);

    private const int Batch = 200;

    public async Task<CleanupReport> RunAsync(IJobProgress progress, CancellationToken cancellationToken)
    {
        var brokenOff = clock.NowUtc() - LongestUpload;
        var freed = files.StagedBefore(brokenOff).Select(file => PhotoFiles.Delete(file, brokenOff)).OfType<long>().ToList();
        var report = await DeleteOldAsync(progress, cancellationToken);
        return new CleanupReport(report.Files + freed.Count, report.Bytes + freed.Sum());
    }

    /// <summary>Deletes at once the files of photos that no row refers to, and does not leave them to the next cleanup.</summary>
    /// <param name="hashes">Of their masters.</param>
    /// <param name="before">Whoever touched a file at that moment or later is about to refer to it.</param>
    /// <param name="cancellationToken">Gives up; the cleanup takes what is left.</param>
    public async Task DeleteUnreferredAsync(IReadOnlyCollection<string> hashes, DateTime before, CancellationToken cancellationToken)
    {
        foreach (var some in hashes.Distinct().Chunk(Batch))
        {
            var referred = await ReferredAsync([.. some], cancellationToken);
            var left = some.Where(hash => !referred.Contains(hash)).SelectMany(files.FilesOf);
            foreach (var file in left) _ = PhotoFiles.Delete(file, before);
        }
    }

    private async Task<CleanupReport> DeleteOldAsync(IJobProgress progress, CancellationToken cancellationToken)
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
