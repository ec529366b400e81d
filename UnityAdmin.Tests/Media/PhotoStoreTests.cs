using System.Text;
using UnityAdmin.Media;
using UnityAdmin.Stock;
using static UnityAdmin.Tests.Media.PhotoSteps;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoStoreTests
{
    [Theory, BothDatabases]
    public async Task A_photo_s_row_is_of_its_master_and_the_received_bytes_are_not_kept(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        Assert.Null((await shop.Get<ProductPhotos>().AddAsync(product, "gps.jpg", TestPhotos.WithGps, Aoife, Stop)).Refused);
        var row = Assert.Single(await shop.RowsAsync("SELECT * FROM images"));
        var master = await File.ReadAllBytesAsync(shop.PathOf((string)row["content_hash"]!), Stop);
        Assert.Equal(HashOf(master), row["content_hash"]);
        Assert.Equal(HashOf(TestPhotos.WithGps), row["source_hash"]);
        long[] numbers = [.. new[] { "width_pixels", "height_pixels", "size_bytes" }.Select(column => Convert.ToInt64(row[column], null))];
        Assert.Equal([480, 640, master.LongLength], numbers);
        Assert.Equal(4, shop.PhotoFiles.Length);
        foreach (var path in Directory.GetFiles(shop.PhotoFolder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Stop)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_photo_that_comes_again_is_known_and_not_made_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var first = await shop.KeepAsync(TestPhotos.WithGps);
        await shop.AddRowAsync(first, product);

        // Whoever made it again would know how wide it is.
        await shop.ExecuteAsync("UPDATE images SET width_pixels = 7");
        Assert.Equal((first.ContentHash, 7), await WidthAsync());
        File.Delete(shop.PathOf(first.ContentHash, "-64.webp"));
        Assert.Equal((first.ContentHash, 480), await WidthAsync());
        Assert.Equal(FilesOf(first), shop.PhotoFiles);

        async Task<(string, int)> WidthAsync()
        {
            var again = await shop.KeepAsync(TestPhotos.WithGps);
            return (again.ContentHash, again.Format.WidthPixels);
        }
    }

    [Theory, BothDatabases]
    public async Task A_photo_whose_files_are_gone_is_healed_when_it_comes_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var first = await shop.KeepAsync(TestPhotos.WithGps);
        await shop.AddRowAsync(first, product);
        File.Delete(shop.PathOf(first.ContentHash, "-320.webp"));
        Assert.Equal(first, await shop.KeepAsync(TestPhotos.WithGps));
        Assert.Equal(FilesOf(first), shop.PhotoFiles);

        // As if an older encoder had made another master of it, and the disk had lost that.
        await shop.ExecuteAsync($"UPDATE images SET content_hash = '{new string('a', 64)}', width_pixels = 7");
        Assert.Equal(first, await shop.KeepAsync(TestPhotos.WithGps));
        var row = Assert.Single(await shop.RowsAsync("SELECT * FROM images"));
        Assert.Equal((first.ContentHash, 480), ((string)row["content_hash"]!, Convert.ToInt32(row["width_pixels"], null)));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'photo.converted' AND actor_name = 'photo-conversion'"));
    }

    [Theory, BothDatabases]
    public async Task A_photo_stored_as_it_was_received_is_made_over_when_it_comes_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var received = await shop.StoreAsReceivedAsync(TestPhotos.WithGps, product);
        File.Delete(shop.PathOf(received));
        var made = await shop.KeepAsync(TestPhotos.WithGps);
        Assert.Equal(1, await shop.CountAsync("images", $"content_hash = '{made.ContentHash}' AND source_hash = '{received}'"));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_taken_in_is_refused_with_what_to_do_and_leaves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var whole = TestPhotos.Jpeg(400, 240);
        foreach (var (bytes, code, sentence) in new (byte[], string, string)[]
        {
            (TestPhotos.PngHeader(12_000, 9_000), "photo_has_too_many_pixels", "has 108 megapixels; send at most 60."),
            (TestPhotos.PngHeader(10_001, 6_000), "photo_has_too_many_pixels", "has 60.1 megapixels; send at most 60."),
            (whole[..(whole.Length / 2)], "photo_is_damaged", "damaged or cut off"),
            (TestPhotos.PngHeader(1_000, 1_000), "photo_is_damaged", "damaged or cut off"),
            ([0, 0, 0, 24, .. "ftypheic"u8, .. new byte[64]], "photo_is_heic", "Save it as JPEG"),
            ("GIF89a and so on, long enough to be one"u8.ToArray(), "not_a_photo", "not a JPEG, PNG or WebP"),
            (new byte[PhotoStore.MaxBytes + 1], "photo_too_large", "larger than 10 MB"),
        })
        {
            var refused = (await shop.Get<PhotoStore>().KeepAsync("mine.jpg", bytes, Stop)).Refused;
            Assert.Equal(code, refused?.Code);
            Assert.Contains("mine.jpg", refused!.Sentence, StringComparison.Ordinal);
            Assert.Contains(sentence, refused.Sentence, StringComparison.Ordinal);
        }

        Assert.Empty(shop.PhotoFiles);
    }

    [Fact]
    public async Task Many_at_once_and_the_same_ones_among_them_are_all_kept_whole()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var kept = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            Task.Run(() => shop.KeepAsync(TestPhotos.Jpeg(200 + number % 4, 120)))));
        Assert.Equal(4, kept.Distinct().Count());
        Assert.Equal(FilesOf(kept.Distinct()), shop.PhotoFiles);
        foreach (var photo in kept)
            Assert.Equal(photo.ContentHash, HashOf(await File.ReadAllBytesAsync(shop.PathOf(photo.ContentHash), Stop)));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_the_gate_open_for_the_next()
    {
        using var gate = new ConversionGate();
        using var working = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var all = Enumerable.Range(0, 4).Select(_ => gate.RunAsync(0, () => { working.Wait(Stop); return 1; }, Stop)).ToList();
        var large = gate.RunAsync(long.MaxValue, () => 1, cancelled.Token);
        var next = gate.RunAsync(long.MaxValue, () => 1, cancelled.Token);
        await cancelled.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        working.Set();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        Assert.Equal(4, (await Task.WhenAll(all)).Sum());
        Assert.Equal(2, await gate.RunAsync(long.MaxValue, () => 2, Stop));
        _ = await Assert.ThrowsAsync<FormatException>(() => gate.RunAsync<int>(long.MaxValue, () => throw new FormatException(), Stop));
        Assert.Equal(3, await gate.RunAsync(long.MaxValue, () => 3, Stop));
    }
}
