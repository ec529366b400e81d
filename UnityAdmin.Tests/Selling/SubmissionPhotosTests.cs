using System.Net;
using System.Text;
using System.Text.Json;
using UnityAdmin.Data;
using UnityAdmin.Media;
using UnityAdmin.Tests.Media;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Selling;

/// <summary>Photos of a submission are stored when all of it is accepted, and then alone.</summary>
public sealed class SubmissionPhotosTests
{
    private static readonly Uri Path = new("/api/sell-submissions", UriKind.Relative);

    private static AppServer.Settings With(params (string Name, string Value)[] more) => new()
    {
        Values = more.Append((Name: "RateLimits:SubmitPerMinute", Value: "100000")).DistinctBy(one => one.Name)
            .ToDictionary(one => one.Name, one => one.Value),
    };

    [Theory, BothDatabases]
    public async Task Seven_good_photos_and_a_bad_one_are_refused_and_leave_nothing(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With());
        var damaged = TestPhotos.Jpeg(300, 200);
        damaged.AsSpan(damaged.Length / 4).Clear();
        foreach (var bad in new[] { Encoding.UTF8.GetBytes("no photo"), damaged })
        {
            using var client = server.NewClient();
            using var form = SubmitApiTests.Multipart([.. Seven(), ("bad.jpg", bad)]);
            using var answer = await client.PostAsync(Path, form, Stop);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Empty(Files(server));
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_refused_for_another_reason_leaves_nothing_either(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With(("RateLimits:SubmitPerMinute", "3")));
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "bag-1");
        using var first = await client.PostAsync(Path, SubmitApiTests.Multipart(), Stop);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);

        // The key belongs to another request, a field is wrong, and the fourth in a minute is one too many.
        using var reused = await client.PostAsync(Path, SubmitApiTests.Multipart(Seven()), Stop);
        using var wrong = SubmitApiTests.Multipart(Seven());
        wrong.Add(new StringContent("not a postcode"), "eircode");
        using var invalid = await client.PostAsync(Path, wrong, Stop);
        using var limited = await client.PostAsync(Path, SubmitApiTests.Multipart(Seven()), Stop);
        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests],
            [reused.StatusCode, invalid.StatusCode, limited.StatusCode]);
        Assert.Empty(Files(server));
    }

    [Theory, BothDatabases]
    public async Task A_repeat_under_its_key_stores_nothing_twice_and_takes_nothing_of_the_quota(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, With(("Photos:BytesPerAddressPerDay", "60000")));
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "bag-1");
        var photo = TestPhotos.Jpeg(640, 480);
        for (var repeat = 0; repeat < 8; repeat++)
        {
            using var answer = await client.PostAsync(Path, SubmitApiTests.Multipart(("one.jpg", photo)), Stop);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        Assert.Equal(4, Files(server).Length);
        Assert.Equal(1, await server.Rows.CountAsync("images"));
    }

    [Theory, BothDatabases]
    public async Task An_address_may_send_so_many_bytes_a_day_and_the_storefront_s_server_is_none(TestDatabase on)
    {
        var clock = new TestClock();
        await using var server = await AppServer.StartAsync(on, With(("Photos:BytesPerAddressPerDay", "40000")), clock);
        using var client = server.NewClient();
        var (taken, edge) = (0, 500);
        while (taken < 50)
        {
            using var answer = await client.PostAsync(Path, SubmitApiTests.Multipart(("a.jpg", TestPhotos.Jpeg(edge++, 400))), Stop);
            if (answer.StatusCode != HttpStatusCode.Created) break;
            taken++;
        }

        Assert.InRange(taken, 1, 20);
        var before = Files(server);
        Assert.InRange(before.Sum(file => new FileInfo(file).Length), 1, 40_000);
        using var refused = await client.PostAsync(Path, SubmitApiTests.Multipart(("b.jpg", TestPhotos.Jpeg(700, 600))), Stop);
        Assert.Equal((HttpStatusCode.TooManyRequests, "86400"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        var problem = JsonSerializer.Deserialize<JsonElement>(await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal("too_many_photo_bytes", problem.Text("code"));
        Assert.Contains("or try again after", problem.Text("error"), StringComparison.Ordinal);
        Assert.Equal(before, Files(server));

        using var program = await server.NewProgramAsync(Role.Staff);
        using var own = await program.PostAsync(Path, SubmitApiTests.Multipart(("b.jpg", TestPhotos.Jpeg(700, 600))), Stop);
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        clock.Advance(TimeSpan.FromDays(1));
        using var nextDay = await client.PostAsync(Path, SubmitApiTests.Multipart(("c.jpg", TestPhotos.Jpeg(701, 600))), Stop);
        Assert.Equal(HttpStatusCode.Created, nextDay.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_change_that_fails_in_the_database_leaves_no_file(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ExecuteAsync(on == TestDatabase.Sqlite
            ? "CREATE TRIGGER no_photos BEFORE INSERT ON images BEGIN SELECT RAISE(ABORT, 'no photos'); END"
            : "ALTER TABLE images ADD CONSTRAINT no_photos CHECK (position > 8)");
        await using (var upload = shop.Get<PhotoStore>().Begin(null))
        {
            Assert.Null((await upload.AddAsync("a.jpg", TestPhotos.WithGps, Stop)).Refused);
            Assert.Equal(4, shop.PhotoFiles.Length);
            _ = await Assert.ThrowsAnyAsync<Exception>(() => shop.Get<UnityAdmin.Selling.Submissions>().SubmitAsync(
                A.Form(), upload, null, Actor.Storefront("10.0.0.9"), Stop));
        }

        Assert.Empty(shop.PhotoFiles);
        Assert.Equal(0, await shop.CountAsync("sell_submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_photo_that_was_deleted_while_it_was_sent_again_is_taken_in_anew_at_the_next_try(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var photo = await shop.KeepAsync(TestPhotos.WithGps);
        await shop.AddRowAsync(photo, await shop.ProductAsync());
        await using (var upload = shop.Get<PhotoStore>().Begin(null))
        {
            Assert.Null((await upload.AddAsync("a.jpg", TestPhotos.WithGps, Stop)).Refused);
            Directory.Delete(shop.PhotoFolder, true);
            _ = await Assert.ThrowsAsync<DatabaseBusyException>(() => SendAsync(upload));
        }

        await using var again = shop.Get<PhotoStore>().Begin(null);
        Assert.Null((await again.AddAsync("a.jpg", TestPhotos.WithGps, Stop)).Refused);
        Assert.Null((await SendAsync(again)).Refused);
        Assert.Equal(PhotoSteps.FilesOf(photo), shop.PhotoFiles);

        Task<Result<UnityAdmin.Selling.Submitted>> SendAsync(PhotoUpload upload) =>
            shop.Get<UnityAdmin.Selling.Submissions>().SubmitAsync(A.Form(), upload, null, Actor.Storefront("10.0.0.9"), Stop);
    }

    [Theory, BothDatabases]
    public async Task What_a_crash_left_of_an_upload_is_swept_after_an_hour_whatever_the_shop_has(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var upload = shop.Get<PhotoStore>().Begin(null);
        Assert.Null((await upload.AddAsync("a.jpg", TestPhotos.WithGps, Stop)).Refused);
        Assert.Equal(0, (await shop.CleanUpAsync()).Files);
        shop.Clock.Advance(PhotoCleanup.LongestUpload + TimeSpan.FromMinutes(1));
        Assert.Equal(4, (await shop.CleanUpAsync()).Files);
        Assert.Empty(shop.PhotoFiles);
    }

    private static (string, byte[])[] Seven() =>
        [.. Enumerable.Range(0, 7).Select(index => ($"{index}.jpg", TestPhotos.Jpeg(60 + index, 40)))];

    private static string[] Files(AppServer server)
    {
        var folder = System.IO.Path.Combine(server.Folder, "photos");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order()] : [];
    }
}
