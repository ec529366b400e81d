using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>A file of the store: a master, one of its sizes, or what an upload that broke off has left.</summary>
/// <param name="ContentHash">The hash of the master it belongs to.</param>
public sealed record PhotoFile(string Path, string ContentHash);

/// <summary>A photo that is written but not in the store yet: each of its files with its place there, the master last.</summary>
/// <param name="Bytes">Of all its files.</param>
internal sealed record StagedPhoto(string ContentHash, IReadOnlyList<(string Path, string Place)> Files, long Bytes);

/// <summary>
/// Photos on disk, outside wwwroot: the master under the hash of its bytes, its sizes beside it as <c>hash-320.webp</c>. Nothing a
/// stranger typed is ever part of a path. Files come before the rows that refer to them, and one that no row refers to is deleted only
/// once it has not been touched for a while (<see cref="PhotoCleanup"/>); whoever is about to refer to a file touches it first.
/// </summary>
public sealed class PhotoFiles(IOptions<StorageSettings> settings, TimeProvider clock)
{
    private const int HashLength = 64;

    private readonly string folder = Path.GetFullPath(Path.Combine(settings.Value.Directory, "photos"));

    private string StagingFolder => Path.Combine(folder, "incoming");

    /// <returns>Null when the file is gone: a broken disk or backup, or a size that has not been made yet.</returns>
    public Stream? Open(string contentHash, int? size)
    {
        try
        {
            return new FileStream(PathOf(contentHash, size), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, true);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <returns>Null when the master is gone.</returns>
    public Task<byte[]?> ReadMasterAsync(string contentHash, CancellationToken cancellationToken) =>
        ReadAsync(contentHash, null, cancellationToken);

    private async Task<byte[]?> ReadAsync(string contentHash, int? size, CancellationToken cancellationToken)
    {
        await using var file = Open(contentHash, size);
        if (file is null) return null;
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>Whether the master is there and one of its sizes is not.</summary>
    public bool LacksSizes(string contentHash) =>
        File.Exists(PathOf(contentHash, null)) && PhotoSizes.All.Any(size => !File.Exists(PathOf(contentHash, size)));

    /// <summary>
    /// What is wrong with the files of a photo. The master is known by its hash. Of its sizes no hash is kept, since they can be made again
    /// at any time: they must be there, whole, and of their size.
    /// </summary>
    /// <returns>A phrase that follows the photo's name; null when they are as they were stored.</returns>
    public async Task<string?> DamageAsync(string contentHash, bool hasSizes, CancellationToken cancellationToken)
    {
        if (await ReadMasterAsync(contentHash, cancellationToken) is not { } master) return "the file is gone";
        if (PhotoStore.HashOf(master) != contentHash) return "the file was changed or is damaged";
        if (!hasSizes) return null;
        if (PhotoFormat.Of(master) is not { } format) return "the file cannot be read";
        foreach (var size in PhotoSizes.All)
        {
            if (await ReadAsync(contentHash, size, cancellationToken) is not { } made) return $"the size {size} is gone";
            if (!IsSize(made, size, format)) return $"the size {size} was changed or is damaged";
        }

        return null;
    }

    /// <summary>Protects the files of a photo from the cleanup for a day.</summary>
    /// <returns>Whether all of them are there.</returns>
    public bool Touch(string contentHash)
    {
        var isWhole = TouchFile(PathOf(contentHash, null));
        foreach (var size in PhotoSizes.All) isWhole &= TouchFile(PathOf(contentHash, size));
        return isWhole;
    }

    /// <summary>Writes what is not there yet or is damaged, the master last.</summary>
    public async Task WriteAsync(string contentHash, ConvertedPhoto photo, CancellationToken cancellationToken)
    {
        await WriteSizesAsync(contentHash, photo.Sizes, cancellationToken);
        await WriteAsync(PathOf(contentHash, null), photo.Master, cancellationToken);
    }

    public async Task WriteSizesAsync(string contentHash, IReadOnlyDictionary<int, byte[]> sizes, CancellationToken cancellationToken)
    {
        foreach (var (size, bytes) in sizes) await WriteAsync(PathOf(contentHash, size), bytes, cancellationToken);
    }

    /// <summary>Writes a photo beside the store, for whoever does not know yet whether it will be wanted.</summary>
    /// <exception cref="DatabaseFullException">The disk is full; nothing of it is left.</exception>
    internal async Task<StagedPhoto> StageAsync(string contentHash, ConvertedPhoto photo, CancellationToken cancellationToken)
    {
        var files = photo.Sizes.Select(size => (Size: (int?)size.Key, Bytes: size.Value)).Append((null, photo.Master)).ToList();
        var staged = new StagedPhoto(
            contentHash,
            files.ConvertAll(file => (
                Beside(Path.Combine(StagingFolder, PhotoLink.NameOf(contentHash, file.Size))), PathOf(contentHash, file.Size))),
            files.Sum(file => (long)file.Bytes.Length));
        try
        {
            foreach (var (file, (path, _)) in files.Zip(staged.Files)) await WriteNewAsync(path, file.Bytes, cancellationToken);
            return staged;
        }
        catch
        {
            Discard(staged);
            throw;
        }
    }

    /// <summary>Moves a staged photo into the store, or protects the files that are there from the cleanup. May be repeated.</summary>
    internal void Place(StagedPhoto photo)
    {
        foreach (var (path, place) in photo.Files)
        {
            if (TouchFile(place)) continue;
            _ = Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.SetLastWriteTimeUtc(path, clock.NowUtc());
            File.Move(path, place, true);
        }
    }

    internal static void Discard(StagedPhoto photo)
    {
        foreach (var (path, _) in photo.Files) DeleteNew(path);
    }

    /// <summary>What uploads that broke off have left since a moment before.</summary>
    internal IEnumerable<PhotoFile> StagedBefore(DateTime before) => !Directory.Exists(StagingFolder) ? []
        : Directory.EnumerateFiles(StagingFolder).Where(path => File.GetLastWriteTimeUtc(path) < before)
            .Select(path => (Path: path, Hash: HashIn(Path.GetFileName(path)))).Where(file => file.Hash is not null)
            .Select(file => new PhotoFile(file.Path, file.Hash!));

    /// <summary>The master and its sizes, whether or not they are there.</summary>
    internal IEnumerable<PhotoFile> FilesOf(string contentHash) => PhotoSizes.All.Select(size => (int?)size).Append(null)
        .Select(size => new PhotoFile(PathOf(contentHash, size), contentHash));

    /// <summary>The files of the store that were last touched before a moment; anything else in its folder is left alone.</summary>
    public IEnumerable<PhotoFile> UntouchedSince(DateTime before)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (HashIn(Path.GetFileName(path)) is { } hash && File.GetLastWriteTimeUtc(path) < before)
                yield return new PhotoFile(path, hash);
        }
    }

    /// <summary>
    /// Deletes a file unless it has been touched meanwhile. It is moved aside first, since a file can not be looked at and deleted in one
    /// step: whoever touches it before that is seen, and whoever comes later finds nothing and writes it anew.
    /// </summary>
    /// <returns>The bytes that are free now, or null when it stays or was gone already.</returns>
    public static long? Delete(PhotoFile file, DateTime before)
    {
        var aside = Beside(file.Path);
        try
        {
            File.Move(file.Path, aside);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (File.GetLastWriteTimeUtc(aside) >= before)
        {
            File.Move(aside, file.Path, true);
            return null;
        }

        var bytes = new FileInfo(aside).Length;
        File.Delete(aside);
        return bytes;
    }

    // A WebP says in its header how long it is, so one that was cut off is known by that.
    private static bool IsSize(byte[] file, int size, PhotoFormat master) =>
        PhotoFormat.Of(file) is { ContentType: PhotoFormat.WebPType } made
        && BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) + 8 == file.LongLength
        && Math.Max(made.WidthPixels, made.HeightPixels) == Math.Min(size, Math.Max(master.WidthPixels, master.HeightPixels));

    private static async Task<bool> HoldsAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true } file || file.Length != bytes.Length) return false;
            var there = await File.ReadAllBytesAsync(path, cancellationToken);
            return bytes.AsSpan().SequenceEqual(there);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    // What is there under the name but is damaged is replaced.
    private async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        if (await HoldsAsync(path, bytes, cancellationToken) && TouchFile(path)) return;

        // Written beside and renamed, so that a file under its name is always whole.
        var beside = Beside(path);
        await WriteNewAsync(beside, bytes, cancellationToken);
        File.Move(beside, path, true);
    }

    private async Task WriteNewAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Without a buffer, or what does not fit on the disk would be tried again when the file is closed.
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await file.WriteAsync(bytes, cancellationToken);
                file.Flush(true);
            }

            File.SetLastWriteTimeUtc(path, clock.NowUtc());
        }
        catch (Exception failed)
        {
            DeleteNew(path);
            if (FullDisk.IsMeantBy(failed)) throw new DatabaseFullException(failed);
            throw;
        }
    }

    private static void DeleteNew(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    // Asks and touches in one step, so that no deletion comes in between.
    private bool TouchFile(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, clock.NowUtc());
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(string hash, int? size) => Path.Combine(folder, hash[..2], PhotoLink.NameOf(hash, size));

    private static string Beside(string path) => $"{path}.{Guid.NewGuid():N}";

    private static string? HashIn(string name) =>
        name.Length >= HashLength && name[..HashLength].All(char.IsAsciiHexDigitLower)
        && (name.Length == HashLength || name[HashLength] is '-' or '.')
            ? name[..HashLength]
            : null;
}
