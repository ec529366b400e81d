using UnityAdmin.Media;
using UnityAdmin.Stock;
using static UnityAdmin.Tests.Media.PhotoSteps;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoCleanupTests
{
    [Theory, BothDatabases]
    public async Task Files_that_nothing_refers_to_go_after_a_day_and_all_others_stay(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var shown = await shop.KeepAsync(TestPhotos.WithGps);
        await shop.AddRowAsync(shown, product);
        var received = await shop.StoreAsReceivedAsync(TestPhotos.Jpeg(50, 30), product, 2);
        _ = await shop.KeepAsync(TestPhotos.Jpeg(40, 24));
        var broken = shop.PathOf(shown.ContentHash, ".0123456789abcdef0123456789abcdef");
        await File.WriteAllTextAsync(broken, "half of an upl", Stop);
        File.SetLastWriteTimeUtc(broken, shop.Clock.Now);
        await File.WriteAllTextAsync(Path.Combine(shop.PhotoFolder, "notes.txt"), "somebody's own", Stop);
        File.SetLastWriteTimeUtc(Path.Combine(shop.PhotoFolder, "notes.txt"), shop.Clock.Now);

        shop.Clock.Advance(PhotoCleanup.LeastAge);
        var young = await shop.KeepAsync(TestPhotos.Jpeg(60, 36));
        Assert.Equal(0, (await shop.CleanUpAsync()).Files);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var report = await shop.CleanUpAsync();
        Assert.Equal(5, report.Files);
        Assert.InRange(report.Bytes, 100, 50_000);
        string[] left = [.. FilesOf(shown, young), received, "notes.txt"];
        Assert.Equal(left.Order(StringComparer.Ordinal), shop.PhotoFiles);
    }

    [Theory, BothDatabases]
    public async Task An_upload_that_uses_an_old_file_again_is_safe_for_another_day(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        await shop.AddRowAsync(await shop.KeepAsync(TestPhotos.Jpeg(40, 24)), product);
        var photos = shop.Get<ProductPhotos>();
        var deleted = (await photos.AddAsync(product, "gps.jpg", TestPhotos.WithGps, Aoife, Stop)).Value;
        Assert.Null((await photos.DeleteAsync(product, deleted.Id, Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromDays(3));

        // Its row is written after the cleanup has looked.
        var again = await shop.KeepAsync(TestPhotos.WithGps);
        Assert.Equal(0, (await shop.CleanUpAsync()).Files);
        await shop.AddRowAsync(again, product, 2);
        shop.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, (await shop.CleanUpAsync()).Files);
        Assert.Equal(8, shop.PhotoFiles.Length);
    }

    [Fact]
    public async Task A_file_touched_between_the_look_and_the_deletion_is_put_back()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var photo = await shop.KeepAsync(TestPhotos.WithGps);
        shop.Clock.Advance(TimeSpan.FromDays(3));
        var before = shop.Clock.Now - PhotoCleanup.LeastAge;
        var old = shop.Get<PhotoFiles>().UntouchedSince(before).ToList();
        Assert.Equal(4, old.Count);
        Assert.True(shop.Get<PhotoFiles>().Touch(photo.ContentHash));
        Assert.All(old, file => Assert.Null(PhotoFiles.Delete(file, before)));
        Assert.Equal(FilesOf(photo), shop.PhotoFiles);

        shop.Clock.Advance(TimeSpan.FromDays(3));
        Assert.All(old, file => Assert.InRange(PhotoFiles.Delete(file, shop.Clock.Now - PhotoCleanup.LeastAge) ?? 0, 50, 20_000));
        Assert.All(old, file => Assert.Null(PhotoFiles.Delete(file, shop.Clock.Now)));
        Assert.False(shop.Get<PhotoFiles>().Touch(photo.ContentHash));
        Assert.Empty(shop.PhotoFiles);
    }

    [Theory, BothDatabases]
    public async Task A_database_without_any_photo_deletes_none_of_a_full_folder(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var photo = await shop.KeepAsync(TestPhotos.WithGps);
        shop.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(new CleanupReport(0, 0), await shop.CleanUpAsync());
        Assert.Equal(FilesOf(photo), shop.PhotoFiles);
    }
}
