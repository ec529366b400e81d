using System.Text;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Jobs;
using static UnityAdmin.Tests.Media.PhotoSteps;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoConversionTests
{
    [Theory, BothDatabases]
    public async Task Photos_stored_as_received_are_made_over_with_every_row_that_shows_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (first, second) = (await shop.ProductAsync(), await shop.ProductAsync());
        var received = await shop.StoreAsReceivedAsync(TestPhotos.WithGps, first);
        _ = await shop.StoreAsReceivedAsync(TestPhotos.WithGps, second, 2);
        Assert.Equal(new ConversionReport(1, 0, 0), await shop.ConvertAsync());

        var rows = await shop.RowsAsync("SELECT * FROM images ORDER BY id");
        Assert.Equal([received, received], rows.Select(row => (string)row["source_hash"]!));
        Assert.Equal([(480, 1), (480, 2)], rows.Select(row =>
            (Convert.ToInt32(row["width_pixels"], null), Convert.ToInt32(row["position"], null))));
        var master = await File.ReadAllBytesAsync(shop.PathOf((string)rows[0]["content_hash"]!), Stop);
        Assert.Equal(HashOf(master), rows[1]["content_hash"]);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(master), StringComparison.Ordinal);
        Assert.Equal(2, await shop.CountAsync("system_logs", "action = 'photo.converted' AND entity = 'images'"));

        Assert.Equal(new ConversionReport(0, 0, 0), await shop.ConvertAsync());
        Assert.Equal(HashOf(master), (await shop.KeepAsync(TestPhotos.WithGps)).ContentHash);
    }

    [Theory, BothDatabases]
    public async Task A_run_that_was_cut_off_is_gone_on_with_and_what_cannot_be_read_stays_as_it_was(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        for (var number = 1; number <= 6; number++)
            _ = await shop.StoreAsReceivedAsync(TestPhotos.Jpeg(40 + number, 24, 6), product, number);
        var broken = await shop.StoreAsReceivedAsync([0xFF, 0xD8, .. "not a photo at all"u8], product, 7);
        File.Delete(shop.PathOf(await shop.StoreAsReceivedAsync(TestPhotos.Jpeg(50, 24), product, 8)));

        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var progress = new CutOff(after: 3, cut);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shop.Get<PhotoConversion>().RunAsync(progress, cut.Token));
        Assert.Equal(8, progress.Total);
        var done = await shop.CountAsync("images", "source_hash IS NOT NULL");
        Assert.InRange(done, 1, 4);

        var rest = await shop.ConvertAsync();
        Assert.Equal(new ConversionReport(6 - (int)done, 0, 2), rest);
        Assert.Equal(6, await shop.CountAsync("images", "source_hash IS NOT NULL AND height_pixels = 24 AND width_pixels = 40 + position"));
        Assert.Equal(1, await shop.CountAsync("images", $"content_hash = '{broken}' AND source_hash IS NULL"));
    }

    [Theory, BothDatabases]
    public async Task A_run_that_has_lost_its_job_writes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.StoreAsReceivedAsync(TestPhotos.WithGps, await shop.ProductAsync());
        _ = await Assert.ThrowsAsync<JobLostException>(() => shop.Get<PhotoConversion>().RunAsync(new Lost(), Stop));
        Assert.Equal(1, await shop.CountAsync("images", "source_hash IS NULL"));
    }

    [Fact]
    public async Task Sizes_that_are_missing_are_made_again_from_the_master()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var photo = await shop.KeepAsync(TestPhotos.WithGps);
        await shop.AddRowAsync(photo, await shop.ProductAsync());
        foreach (var end in new[] { "-64.webp", "-1200.webp" }) File.Delete(shop.PathOf(photo.ContentHash, end));
        Assert.Equal(new ConversionReport(0, 1, 0), await shop.ConvertAsync());
        Assert.Equal(FilesOf(photo), shop.PhotoFiles);
        var small = PhotoFormat.Of(await File.ReadAllBytesAsync(shop.PathOf(photo.ContentHash, "-64.webp"), Stop));
        Assert.Equal(new PhotoFormat("image/webp", 48, 64), small);
    }

    [Theory, BothDatabases]
    public async Task The_jobs_say_what_they_did(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.StoreAsReceivedAsync(TestPhotos.WithGps, await shop.ProductAsync());
        async Task<string?> RunAsync(string job) => (await shop.Get<JobRunner>().RunAsync(
            new JobStart(job, JobLog.BySchedule), (progress, stop) => Schedule.Find(job)!.Run(shop.Root, progress, stop), null, Stop))
            .Value.Sentence;
        Assert.Equal("1 made over", await RunAsync(PhotoConversion.Job));
        Assert.Null(await RunAsync(PhotoConversion.Job));
        Assert.Null(await RunAsync(PhotoCleanup.Job));
        shop.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("1 files deleted, 0.0 MB", await RunAsync(PhotoCleanup.Job));
        Assert.Equal(4, await shop.CountAsync("job_runs", "state = 'succeeded'"));
    }

    private sealed class CutOff(int after, CancellationTokenSource cut) : IJobProgress
    {
        public long Total { get; private set; }

        public long? RunId => null;

        public void Report(long done, long total, string what)
        {
            Total = total;
            if (done == after) cut.Cancel();
        }

        public Task HoldAsync(ShopDb db, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class Lost : IJobProgress
    {
        public long? RunId => null;

        public void Report(long done, long total, string what)
        {
        }

        public Task HoldAsync(ShopDb db, CancellationToken stop) => throw new JobLostException("Taken over.");
    }
}
