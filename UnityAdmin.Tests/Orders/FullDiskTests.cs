using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Media;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Check 7 of quality.md section 2: the disk under the database fills up in the middle of a rush and is made larger. What was answered is
/// there, what was refused left nothing, what is there can be read all the time, and selling goes on by itself.
/// </summary>
public sealed class FullDiskTests
{
    private const int Clients = 8;

    [Fact]
    public async Task A_full_disk_refuses_orders_and_loses_none_and_goes_on_when_there_is_room()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var product = await shop.ProductAsync(100_000);
        var folder = TempFolder.New();
        Assert.SkipUnless(Mount(folder), "Only root can mount the small disk that this test fills.");
        try
        {
            var small = new DatabaseAddress(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "unity.db")}");
            await CopyAsync(shop.Address, small);
            using (var server = await ChildServer.StartAsync(small, shop.Folder))
            {
                using var client = new HttpClient { BaseAddress = server.Url };
                await SellOutOfRoomAsync(client, folder, product, new Rows(small));
            }

            await CopyAsync(small, shop.Address);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Unmount(folder);
        }

        Assert.Null(await ShopOracle.FaultAsync(shop.Rows, shop.Get<LedgerAudit>(), shop.Address.Provider));

        // The bug it must find: an order of which a part was lost.
        await shop.ExecuteAsync("UPDATE orders SET item_count = item_count + 1 WHERE id = (SELECT MAX(id) FROM orders)");
        Assert.NotNull(await ShopOracle.FaultAsync(shop.Rows, shop.Get<LedgerAudit>(), shop.Address.Provider));
    }

    /// <summary>The same for the disk of the photos, which may be another one.</summary>
    [Fact]
    public async Task A_full_disk_refuses_photos_leaves_no_half_file_and_takes_them_when_there_is_room()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "photos")).FullName;
        Assert.SkipUnless(Mount(folder, "64k"), "Only root can mount the small disk that this test fills.");
        try
        {
            using var client = server.NewClient();
            var path = new Uri("/api/sell-submissions", UriKind.Relative);
            var photos = Enumerable.Range(0, 7).Select(index => ($"{index}.jpg", TestPhotos.Jpeg(60 + index, 40))).ToArray();
            using var refused = await client.PostAsync(path, SubmitApiTests.Multipart(photos), Stop);
            Assert.Equal((Unavailable, "60"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
            Assert.Contains("disk is full", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            Assert.Empty(Files());
            Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));

            var (product, added) = (await StockSteps.AddProductAsync(server.Services), 0);
            var shelf = server.Services.GetRequiredService<ProductPhotos>();
            var full = await Assert.ThrowsAsync<DatabaseFullException>(async () =>
            {
                for (; added < 8; added++)
                    Assert.Null((await shelf.AddAsync(product, "a.jpg", TestPhotos.Jpeg(80 + added, 40), StockSteps.Aoife, Stop)).Refused);
            });
            Assert.Equal("Nothing was saved. Make room on the disk, then try again.", full.Sentence);
            Assert.Equal((added * 4, (long)added), (Files().Length, await server.Rows.CountAsync("images")));

            Assert.True(Run("mount", "-o", "remount,size=10m", folder), "the disk could not be made larger");
            using var taken = await client.PostAsync(path, SubmitApiTests.Multipart(photos), Stop);
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
            Assert.Equal((added + 7) * 4, Files().Length);
        }
        finally
        {
            Unmount(folder);
        }

        string[] Files() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    }

    private static async Task CopyAsync(DatabaseAddress from, DatabaseAddress to)
    {
        _ = await new Rows(from).ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        File.Copy(SqliteFile.PathOf(from.ConnectionString), SqliteFile.PathOf(to.ConnectionString), true);
    }

    private static async Task SellOutOfRoomAsync(HttpClient client, string folder, int product, Rows rows)
    {
        // All but a little of the room goes, as to a log that nobody watched.
        File.WriteAllBytes(Path.Combine(folder, "filler"), new byte[new DriveInfo(folder).AvailableFreeSpace - 1_500_000]);
        var answers = await RushAsync(client, product, 400);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new HttpStatusCode?[] { HttpStatusCode.OK, Unavailable }));
        Assert.True(answers.Count(HttpStatusCode.OK) > 0 && answers[^1].Status == Unavailable, "the disk did not fill up");
        Assert.Contains("disk is full", answers[^1].Body, StringComparison.Ordinal);
        var sold = answers.Count(HttpStatusCode.OK);
        Assert.Equal(sold, await rows.CountAsync("orders"));

        using var read = await client.GetAsync(new Uri($"/api/products/{product}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var health = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        Assert.Contains("MB of disk are free", await health.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        Assert.True(Run("mount", "-o", "remount,size=360m", folder), "the disk could not be made larger");
        var after = await RushAsync(client, product, 40);
        Assert.Equal(40, after.Count(HttpStatusCode.OK));
        Assert.Equal(sold + 40, await rows.CountAsync("orders"));
        Assert.Equal(100_000 - sold - 40, await rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}"));
    }

    private const HttpStatusCode Unavailable = HttpStatusCode.ServiceUnavailable;

    private static Task<IReadOnlyList<Answered>> RushAsync(HttpClient client, int product, int orders) =>
        Buyers.SendAllAsync(client, [.. Enumerable.Repeat(Buyers.Cart(product), orders)], Clients);

    private static bool Mount(string folder, string size = "300m") =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "unity-test", folder);

    // A process that has just been killed may hold its files a moment longer.
    private static void Unmount(string folder) => _ = Run("umount", "--lazy", folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
