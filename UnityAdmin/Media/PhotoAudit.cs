using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <param name="Checked">Photos whose files were read.</param>
/// <param name="Wrong">How many of them are damaged.</param>
/// <param name="FirstWrong">The first row of <c>images</c> that shows a damaged one; null when none is.</param>
/// <param name="Detail">What is wrong with that one, or what was found right.</param>
public sealed record PhotoFinding(long Checked, long Wrong, int? FirstWrong, string Detail);

/// <summary>Reads photo files and holds them against the hashes in <c>images</c>. A photo that several rows show is read once.</summary>
public sealed class PhotoAudit(ShopData data, PhotoFiles files, TimeProvider clock)
{
    /// <summary>How many the nightly audit reads; each night the next ones.</summary>
    public const int Sample = 200;

    private const int Batch = 200;

    private sealed record Stored
    {
        public required string ContentHash { get; init; }

        public required int Id { get; init; }

        public required bool HasSizes { get; init; }
    }

    /// <summary>All of them.</summary>
    public async Task<PhotoFinding> CheckAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (tally, after) = (new Tally(), "");
        while (true)
        {
            var from = after;
            var batch = await data.ReadAsync(
                db => All(db).Where(photo => photo.ContentHash.CompareTo(from) > 0).OrderBy(photo => photo.ContentHash).Take(Batch)
                    .ToListAsync(cancellationToken),
                cancellationToken);
            await ReadAsync(batch, tally, progress, cancellationToken);
            if (batch.Count < Batch) return tally.Finding();
            after = batch[^1].ContentHash;
        }
    }

    /// <summary>Some of them, every night others, so that all are read in turn.</summary>
    public async Task<PhotoFinding> SampleAsync(CancellationToken cancellationToken)
    {
        var photos = await data.ReadAsync(
            async db =>
            {
                var all = await All(db).CountAsync(cancellationToken);
                var night = (int)(clock.NowUtc() - DateTime.UnixEpoch).TotalDays;
                var start = all <= Sample ? 0 : (int)((long)night * Sample % all);
                var some = await All(db).OrderBy(photo => photo.ContentHash).Skip(start).Take(Sample).ToListAsync(cancellationToken);
                var more = Math.Min(all, Sample) - some.Count;
                return more <= 0 ? some
                    : [.. some, .. await All(db).OrderBy(photo => photo.ContentHash).Take(more).ToListAsync(cancellationToken)];
            },
            cancellationToken);
        var tally = new Tally();
        await ReadAsync(photos, tally, null, cancellationToken);
        return tally.Finding();
    }

    private async Task ReadAsync(List<Stored> photos, Tally tally, IProgress<long>? progress, CancellationToken stop)
    {
        foreach (var photo in photos)
        {
            tally.Add(photo, await files.DamageAsync(photo.ContentHash, photo.HasSizes, stop));
            progress?.Report(tally.Looked);
        }
    }

    // One that was stored as it was received has no sizes until the photo conversion makes it over.
    private static IQueryable<Stored> All(ShopDb db) => db.Images.GroupBy(image => image.ContentHash)
        .Select(same => new Stored
        {
            ContentHash = same.Key, Id = same.Min(image => image.Id), HasSizes = same.All(image => image.SourceHash != null),
        });

    private sealed class Tally
    {
        private long wrong;
        private (int Id, string Damage)? first;

        public long Looked { get; private set; }

        public void Add(Stored photo, string? damage)
        {
            Looked++;
            if (damage is null) return;
            wrong++;
            first ??= (photo.Id, damage);
        }

        public PhotoFinding Finding() => new(Looked, wrong, first?.Id, first is { } bad
            ? string.Create(CultureInfo.InvariantCulture, $"of image {bad.Id} {bad.Damage}; send its original again to heal it")
            : "each file is what was stored");
    }
}
