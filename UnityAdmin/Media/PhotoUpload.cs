using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>
/// The photos of one request. They are made over and written beside the store, and move into it in the change that writes their rows
/// (<see cref="AcceptAsync"/>). Unless that change was committed, disposing leaves nothing of them on the disk; what a crash leaves is
/// deleted by the cleanup.
/// </summary>
public sealed class PhotoUpload : IAsyncDisposable
{
    private readonly PhotoStore store;
    private readonly PhotoFiles files;
    private readonly PhotoCleanup cleanup;
    private readonly PhotoQuota quota;
    private readonly string? countedAddress;
    private readonly TimeProvider clock;
    private readonly List<StoredPhoto> photos = [];
    private readonly List<StagedPhoto> staged = [];
    private long taken;
    private DateTime? placedAt;
    private bool isAccepted;

    internal PhotoUpload(
        PhotoStore store, PhotoFiles files, PhotoCleanup cleanup, PhotoQuota quota, string? countedAddress, TimeProvider clock)
    {
        (this.store, this.files, this.cleanup, this.quota) = (store, files, cleanup, quota);
        (this.countedAddress, this.clock) = (countedAddress, clock);
    }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<StoredPhoto> Photos => photos;

    /// <param name="shownName">What the file was called, for refusals alone.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DatabaseFullException">The disk is full.</exception>
    public async Task<Result> AddAsync(string shownName, byte[] bytes, CancellationToken cancellationToken)
    {
        if (!PhotoStore.Check(shownName, bytes).Is(out var format, out var unfit)) return unfit;
        var sourceHash = PhotoStore.HashOf(bytes);
        var known = photos.Find(photo => photo.SourceHash == sourceHash)
            ?? await store.FindAsync(bytes, format, sourceHash, cancellationToken);
        if (known is not null)
        {
            photos.Add(known);
            return Result.Done;
        }

        // Before it is decoded what came is counted, and afterwards what it really takes.
        if (Take(bytes.Length).Refused is { } full) return full;
        if (await store.MakeAsync(bytes, format, cancellationToken) is not { } made) return MediaRefusals.Damaged(shownName);
        var more = made.Master.Length + made.Sizes.Values.Sum(size => (long)size.Length) - bytes.Length;
        if (more > 0 && Take(more).Refused is { } fuller) return fuller;
        staged.Add(await files.StageAsync(PhotoStore.HashOf(made.Master), made, cancellationToken));
        photos.Add(new StoredPhoto(staged[^1].ContentHash, made.Format, made.Master.Length, sourceHash));
        return Result.Done;
    }

    /// <summary>Moves them into the store; called in the change that writes their rows, which may run again.</summary>
    /// <exception cref="DatabaseBusyException">One that was in the store has been deleted meanwhile; asked again it is taken in anew.
    /// </exception>
    public void Place()
    {
        try
        {
            foreach (var photo in staged) files.Place(photo);
            if (!photos.TrueForAll(photo => files.Touch(photo.ContentHash)))
                throw new DatabaseBusyException("A photo that was in the store has just been deleted.");
        }
        finally
        {
            placedAt = clock.NowUtc();
        }
    }

    /// <summary>Runs the change that calls <see cref="Place"/> and writes the rows.</summary>
    public async Task<Result<T>> AcceptAsync<T>(Func<Task<Result<T>>> change)
    {
        try
        {
            var outcome = await change();
            isAccepted = outcome.Refused is null;
            return outcome;
        }
        catch (DatabaseAwayException away) when (away.IsOutcomeUnknown)
        {
            // The rows may be there. If they are not, the cleanup deletes the files.
            isAccepted = true;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var photo in staged) PhotoFiles.Discard(photo);

        // Accepted and not placed is a repeat, which was answered as the first time.
        if (isAccepted && placedAt is not null) return;
        quota.GiveBack(countedAddress, taken);
        if (placedAt is not { } at) return;
        try
        {
            var ours = staged.ConvertAll(photo => photo.ContentHash);
            await cleanup.DeleteUnreferredAsync(ours, at.AddMilliseconds(1), CancellationToken.None);
        }
        catch (DatabaseBusyException)
        {
            // Whole files without a row, which the nightly cleanup deletes.
        }
    }

    private Result Take(long bytes)
    {
        var outcome = quota.Take(countedAddress, bytes);
        if (outcome.Refused is null) taken += bytes;
        return outcome;
    }
}
