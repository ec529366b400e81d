using System.Security.Cryptography;
using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Tests.Media;

/// <summary>Beginnings that the tests of photos share.</summary>
internal static class PhotoSteps
{
    extension(TestShop shop)
    {
        public string PhotoFolder => Path.Combine(shop.Folder, "photos");

        /// <summary>Every file of the store by its name, in order.</summary>
        public string[] PhotoFiles => Directory.Exists(shop.PhotoFolder)
            ? [.. Directory.GetFiles(shop.PhotoFolder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)]
            : [];

        public async Task<StoredPhoto> KeepAsync(byte[] bytes) =>
            (await shop.Get<PhotoStore>().KeepAsync("photo", bytes, Stop)).Value;

        /// <summary>A photo as the program before this one stored it: the received bytes, and no source.</summary>
        /// <returns>The hash it lies under.</returns>
        public async Task<string> StoreAsReceivedAsync(byte[] bytes, int product, int position = 1)
        {
            var hash = HashOf(bytes);
            await shop.AddRowAsync(new StoredPhoto(hash, new PhotoFormat("image/jpeg", 1, 1), bytes.Length, hash), product, position);
            await shop.ExecuteAsync($"UPDATE images SET source_hash = NULL WHERE content_hash = '{hash}'");
            var path = shop.PathOf(hash);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, Stop);
            File.SetLastWriteTimeUtc(path, shop.Clock.Now);
            return hash;
        }

        public async Task AddRowAsync(StoredPhoto photo, int product, int position = 1)
        {
            var added = await shop.Data.ChangeAsync(Stock.StockSteps.Aoife, "product.photos_changed", db =>
            {
                _ = db.Images.Add(photo.For(null, product, position, shop.Clock.Now));
                return Task.FromResult(Result.Done);
            }, Stop);
            Assert.Null(added.Refused);
        }

        public string PathOf(string hash, string end = "") => Path.Combine(shop.PhotoFolder, hash[..2], hash + end);

        public Task<ConversionReport> ConvertAsync(CancellationToken? stop = null) =>
            shop.Get<PhotoConversion>().RunAsync(Unwatched.Work, stop ?? Stop);

        public Task<CleanupReport> CleanUpAsync() => shop.Get<PhotoCleanup>().RunAsync(Unwatched.Work, Stop);
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string[] FilesOf(params IEnumerable<StoredPhoto> photos) =>
        [.. photos.SelectMany(photo => new[] { "", "-1200.webp", "-320.webp", "-64.webp" }.Select(end => photo.ContentHash + end))
            .Order(StringComparer.Ordinal)];
}
