using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Media;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Staff;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Media;

public sealed class PhotoAddressTests
{
    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string>
        {
            ["RateLimits:SignInPerMinute"] = "100000",
            ["RateLimits:PhotosPerMinute"] = "100000",
            ["RateLimits:OffersPerMinute"] = "100000",
        },
    };

    [Theory, BothDatabases]
    public async Task A_product_s_photo_is_sent_in_the_asked_size_for_ever_under_its_hash_and_for_minutes_without(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        var product = await AddProductAsync(server.Services, 1);
        var photo = (await server.Services.GetRequiredService<ProductPhotos>().AddAsync(
            product, "gps.jpg", TestPhotos.WithGps, Aoife, Stop)).Value;
        using var stranger = server.NewClient();
        _ = await Visitor.LetInAsync(server);
        using var staff = new Visitor(server);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SignInAsync(StaffSteps.Password)).StatusCode);

        await ServesAsync(staff.GetAsync, photo, "private", "");
        await ServesAsync(path => stranger.GetAsync(new Uri($"/api/products{path}", UriKind.Relative), Stop), photo, "public", "");
        using var shut = await stranger.GetAsync(new Uri(photo.ToLink().Thumb, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);

        var (_, page) = await stranger.GetJsonAsync("/api/products");
        var shown = page.GetProperty("products")[0];
        var address = $"/api/products/photos/{photo.Id}/{photo.ContentHash}";
        Assert.EndsWith($"{address}-1200.webp", shown.Text("image"), StringComparison.Ordinal);
        Assert.EndsWith($"{address}-320.webp", shown.Text("image_small"), StringComparison.Ordinal);

        await server.Rows.ExecuteAsync($"UPDATE products SET status = 'hidden' WHERE id = {product}");
        using var hidden = await stranger.GetAsync(new Uri(photo.ToLink().ForPublic(PhotoSizes.Thumb), UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_seller_s_photo_is_theirs_alone_in_every_size(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        using var seller = server.NewClient();
        var (mine, others) = (await SubmitAsync(seller), await SubmitAsync(seller));
        var photo = await server.Services.GetRequiredService<Photos>().FindAsync(1, Stop);
        Assert.NotNull(photo);
        Task<HttpResponseMessage> GetAsync(JsonElement of, string path) =>
            seller.GetAsync(new Uri($"/api/offers/{of.Text("batch_id")}{path}", UriKind.Relative), Stop);
        var token = $"?token={Storefront.TokenOf(mine)}";
        await ServesAsync(path => GetAsync(mine, path), photo, "private", token);
        var name = $"/photos/{photo.Id}/{photo.ContentHash}-64.webp";
        var theirs = $"?token={Storefront.TokenOf(others)}";
        foreach (var (of, with) in new[] { (mine, ""), (mine, theirs), (others, theirs) })
        {
            using var shut = await GetAsync(of, name + with);
            Assert.True(shut.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{shut.StatusCode}");
        }

        var page = await seller.GetStringAsync(new Uri(mine.Text("offer_url")).PathAndQuery, Stop);
        Assert.Contains($"{photo.ContentHash}-320.webp", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/photos/{photo.Id}?", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_that_has_no_sizes_yet_is_sent_whole_and_kept_for_minutes_only()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, NoLimits);
        var product = await AddProductAsync(server.Services, 1);
        var photo = (await server.Services.GetRequiredService<ProductPhotos>().AddAsync(
            product, "gps.jpg", TestPhotos.WithGps, Aoife, Stop)).Value;
        foreach (var size in Directory.GetFiles(Path.Combine(server.Folder, "photos"), "*.webp", SearchOption.AllDirectories))
            File.Delete(size);
        using var stranger = server.NewClient();
        using var sent = await stranger.GetAsync(new Uri(photo.ToLink().ForPublic(PhotoSizes.Thumb), UriKind.Relative), Stop);
        Assert.Equal("image/jpeg", sent.Content.Headers.ContentType?.MediaType);
        Assert.Equal(photo.SizeBytes, sent.Content.Headers.ContentLength);
        Assert.Equal("public, max-age=300", sent.Headers.CacheControl?.ToString());
    }

    private static async Task ServesAsync(Func<string, Task<HttpResponseMessage>> getAsync, Image photo, string whose, string query)
    {
        async Task<(HttpStatusCode, string?, string?, byte[])> AskAsync(string file)
        {
            using var sent = await getAsync($"/photos/{photo.Id}{file}{query}");
            var isSandboxed = string.Join(", ", sent.Headers.GetValues("Content-Security-Policy")) == "default-src 'none'; sandbox";
            Assert.Equal(sent.IsSuccessStatusCode, isSandboxed);
            return (sent.StatusCode, sent.Content.Headers.ContentType?.MediaType, sent.Headers.CacheControl?.ToString(),
                await sent.Content.ReadAsByteArrayAsync(Stop));
        }

        CacheControlHeaderValue For(TimeSpan age) => new() { Private = whose == "private", Public = whose == "public", MaxAge = age };
        var forEver = For(TimeSpan.FromDays(365));
        forEver.Extensions.Add(new NameValueHeaderValue("immutable"));
        foreach (var (end, width) in new[] { ("", 480), ("-64.webp", 48), ("-320.webp", 240), ("-1200.webp", 480) })
        {
            var (status, type, keep, bytes) = await AskAsync($"/{photo.ContentHash}{end}");
            Assert.Equal((HttpStatusCode.OK, end.Length == 0 ? "image/jpeg" : "image/webp"), (status, type));
            Assert.Equal(forEver, CacheControlHeaderValue.Parse(keep!));
            Assert.Equal((type, width), (PhotoFormat.Of(bytes)?.ContentType, PhotoFormat.Of(bytes)?.WidthPixels));
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }

        var (found, ofMaster, forMinutes, master) = await AskAsync("");
        Assert.Equal((HttpStatusCode.OK, "image/jpeg", photo.SizeBytes), (found, ofMaster, master.Length));
        Assert.Equal(For(TimeSpan.FromMinutes(5)), CacheControlHeaderValue.Parse(forMinutes!));

        var wrong = photo.ContentHash[..^1] + (photo.ContentHash[^1] == '0' ? '1' : '0');
        var right = photo.ContentHash;
        foreach (var file in new[] { $"{wrong}-64.webp", wrong, $"{right}-65.webp", $"{right}-64", $"{right}.jpg", "-64.webp", "x" })
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"/{file}")).Item1);
    }

    private static async Task<JsonElement> SubmitAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Storefront.Form())
            form.Add(new StringContent(name == "items" ? value!.ToJsonString() : value!.GetValue<string>()), name);
        var photo = new ByteArrayContent(TestPhotos.WithGps);
        photo.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(photo, "photos", "gps.jpg");
        using var created = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await created.Content.ReadAsStringAsync(Stop));
    }
}
