using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace UnityAdmin.Tests.Selling;

public sealed class SubmitApiTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory, BothDatabases]
    public async Task A_submission_is_stored_whole_and_answered_with_its_link(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on);
        using var client = server.NewClient();
        var (status, body) = await client.PostAsync("/api/sell-submissions", Storefront.Form());
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Matches("^BATCH-[0-9]{8}-[0-9]{5}$", body.Text("batch_id"));
        Assert.Equal(1, body.GetProperty("items_count").GetInt32());
        var row = Assert.Single(await server.Rows.RowsAsync("SELECT * FROM sell_submissions"));
        Assert.Equal("+353871234567", row["contact_phone"]);
        Assert.Equal("D08 XY12", row["eircode"]);
        Assert.Equal(("pending", "no_offer"), ((string)row["status"]!, (string)row["offer_status"]!));
        Assert.Equal(12_050L, await server.Rows.ScalarAsync<long>("SELECT seller_price_cents FROM sell_items"));
        Assert.Equal(1, await server.Rows.CountAsync("outbox_messages", "kind = 'submission.submitted'"));
    }

    /// <summary>Field cases 08 and 16, and the spellings of one handle.</summary>
    [Theory, BothDatabases]
    public async Task Text_is_stored_composed_and_without_what_nobody_sees(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        string[] names = ["Se\u0301amus O\u0301 Ceallaigh", "\u200b\u200b", "\u3164", "\u202egnp.eciov", "..."];
        string[] handles = ["@test.seller", "IG: test.seller", "https://instagram.com/test.seller/", "@ test.seller", "test.seller"];
        foreach (var (name, handle) in names.Zip(handles))
        {
            var form = Storefront.Form();
            (form["contact_name"], form["contact_handle"], form["notes"]) = (name, handle, "Cafe\u0301\u200b");
            form["items"]![0]!["brand"] = "Stu\u0308ssy";
            Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/sell-submissions", form)).Status);
        }

        var rows = await server.Rows.RowsAsync("SELECT contact_name, contact_handle, notes FROM sell_submissions ORDER BY id");
        Assert.Equal(["S\u00e9amus \u00d3 Ceallaigh", null, null, "gnp.eciov", null], rows.Select(row => (string?)row["contact_name"]));
        Assert.All(rows, row => Assert.Equal(("@test.seller", "Caf\u00e9"), ((string?)row["contact_handle"], (string?)row["notes"])));
        Assert.Equal(5, await server.Rows.CountAsync("sell_items", "brand = 'St\u00fcssy'"));
        Assert.Equal(1, await server.Rows.CountAsync("user_contacts", "kind = 'handle'"));
    }

    [Theory, BothDatabases]
    public async Task Two_hundred_submissions_by_sixteen_clients_get_two_hundred_batch_ids(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        var clients = Enumerable.Range(0, 16).Select(_ => server.NewClient()).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(i => clients[i % 16].PostAsync("/api/sell-submissions", Storefront.Form())));
        clients.ForEach(client => client.Dispose());
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(200, answers.Select(answer => answer.Body.Text("batch_id")).Distinct().Count());
        Assert.Equal(200, await server.Rows.CountAsync("sell_submissions"));
        Assert.Equal(200, await server.Rows.ScalarAsync<long>("SELECT COUNT(DISTINCT batch_id) FROM sell_submissions"));
        Assert.Equal(200, await server.Rows.CountAsync("sell_items"));
    }

    [Fact]
    public async Task Every_bad_field_is_named_and_nothing_is_stored()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        var form = Storefront.Form();
        form["contact_phone"] = "not a phone";
        form["contact_email"] = "nobody@@example";
        form["eircode"] = "XX";
        form["seller_price"] = -5;
        form["notes"] = new string('x', 5_000);
        form["unknown"] = "ignored";
        form.Remove("contact_channel");
        form["items"]![0]!["category"] = "Furniture";
        form["items"]![0]!["price"] = "120";
        form["items"]![0]!["brand"] = null;
        form["items"]![0]!["size"] = 9;
        var (status, body) = await client.PostAsync("/api/sell-submissions", form);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        string[] named =
        [
            "contact_channel", "contact_email", "contact_phone", "eircode", "items[0].brand", "items[0].category", "items[0].price",
            "items[0].size", "notes", "seller_price",
        ];
        Assert.Equal(named, body.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));
        Assert.Equal(0, await server.Rows.CountAsync("system_logs"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"items\":")]
    [InlineData("{\"items\":{}}")]
    [InlineData("{\"items\":[1,null,[]]}")]
    [InlineData("{\"contact_phone\":\"\\ud800\",\"items\":[]}")]
    [InlineData("{\"contact_name\":\"a\\u0000b\"}")]
    [InlineData("{\"seller_price\":1e400}")]
    [InlineData("{\"seller_price\":10.005}")]
    public async Task A_broken_body_is_a_400_with_a_sentence(string body)
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));
        Assert.NotEmpty(problem.Text("error"));
        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));
    }

    [Fact]
    public async Task A_name_that_is_no_text_makes_the_body_unreadable()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        using var half = new StringContent("""{"items":[{"\ud800":1}]}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), half, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_nested_without_end_or_larger_than_any_form_is_refused()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        var nested = new string('[', 10_000) + new string(']', 10_000);
        using var deep = new StringContent($"{{\"items\":{nested}}}", Encoding.UTF8, "application/json");
        using var large = new StringContent($"{{\"notes\":\"{new string('x', 400_000)}\"}}", Encoding.UTF8, "application/json");
        using var deepAnswer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), deep, Stop);
        using var largeAnswer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), large, Stop);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge), (deepAnswer.StatusCode, largeAnswer.StatusCode));
    }

    [Theory, BothDatabases]
    public async Task Photos_come_along_and_are_served_to_the_seller_alone(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, Storefront.NoLimits);
        using var client = server.NewClient();
        using var form = Multipart(("front.png", Png), ("../../etc/passwd.php", Png));
        using var created = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var body = JsonSerializer.Deserialize<JsonElement>(await created.Content.ReadAsStringAsync(Stop));
        Assert.Equal(2, await server.Rows.CountAsync(
            "images", "submission_id IS NOT NULL AND product_id IS NULL AND content_type <> 'image/png'"));
        var files = Directory.GetFiles(Path.Combine(server.Folder, "photos"), "*", SearchOption.AllDirectories);
        Assert.Equal(["", "-1200.webp", "-320.webp", "-64.webp"], files.Select(file => Path.GetFileName(file)[64..]).Order());
        var master = await File.ReadAllBytesAsync(files.MinBy(file => file.Length)!, Stop);

        var photo = await server.Rows.ScalarAsync<long>("SELECT MIN(id) FROM images");
        var mine = $"/api/offers/{body.Text("batch_id")}/photos/{photo}?token={Storefront.TokenOf(body)}";
        using var served = await client.GetAsync(new Uri(mine, UriKind.Relative), Stop);
        Assert.Equal(master, await served.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        using var strangers = await client.GetAsync(new Uri($"/photos/{photo}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Redirect, strangers.StatusCode);
        using var guessed = await client.GetAsync(new Uri(mine[..^1] + (mine[^1] == 'A' ? 'B' : 'A'), UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    [Fact]
    public async Task What_is_no_photo_by_its_content_is_refused_by_name()
    {
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, Storefront.NoLimits);
        using var client = server.NewClient();
        var script = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
        using var disguised = Multipart(("photo.png", script));
        using var many = Multipart([.. Enumerable.Range(0, 9).Select(i => ($"{i}.png", Png))]);
        using var bomb = Multipart(("bomb.png", Bomb()));
        foreach (var (form, sentence) in new[] { (disguised, "photo.png"), (many, "at most 8"), (bomb, "bomb.png") })
        {
            using var answer = await client.PostAsync(new Uri("/api/sell-submissions", UriKind.Relative), form, Stop);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));
            Assert.Contains(sentence, problem.GetProperty("errors").Text("photos"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions"));
        Assert.Equal(0, await server.Rows.CountAsync("images"));
    }

    [Fact]
    public async Task Too_many_submissions_from_one_address_are_put_off()
    {
        var threeAMinute = new AppServer.Settings { Values = new Dictionary<string, string> { ["RateLimits:SubmitPerMinute"] = "3" } };
        await using var server = await AppServer.StartAsync(TestDatabase.Sqlite, threeAMinute);
        using var client = server.NewClient();
        for (var i = 0; i < 3; i++)
        {
            var (accepted, _) = await client.PostAsync("/api/sell-submissions", Storefront.Form());
            Assert.Equal(HttpStatusCode.Created, accepted);
        }

        var (status, body) = await client.PostAsync("/api/sell-submissions", Storefront.Form());
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal("That was too many requests. Wait a minute, then try again.", body.Text("error"));
        Assert.Equal(3, await server.Rows.CountAsync("sell_submissions"));
    }

    // A true PNG header that promises 60,000 x 60,000 pixels.
    private static byte[] Bomb()
    {
        var bomb = (byte[])Png.Clone();
        foreach (var at in new[] { 16, 20 }) (bomb[at], bomb[at + 1], bomb[at + 2], bomb[at + 3]) = (0, 0, 0xEA, 0x60);
        return bomb;
    }

    internal static MultipartFormDataContent Multipart(params (string Name, byte[] Bytes)[] photos)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Storefront.Form())
            form.Add(new StringContent(name == "items" ? value!.ToJsonString() : value!.GetValue<string>()), name);
        form.Add(new StringContent("99.95"), "seller_price");
        foreach (var (name, bytes) in photos)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "photos", name);
        }

        return form;
    }
}
