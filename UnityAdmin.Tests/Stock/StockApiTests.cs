using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Media;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class StockApiTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly AppServer.Settings NoLimits = new()
    {
        Values = new Dictionary<string, string> { ["RateLimits:CataloguePerMinute"] = "100000", ["RateLimits:PhotosPerMinute"] = "100000" },
    };

    [Theory, BothDatabases]
    public async Task It_shows_what_is_on_sale_in_the_contract_s_words_and_nothing_else(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var shoe = await AddProductAsync(server.Services, 3, 12_050);
        _ = await HideAsync(server, await AddProductAsync(server.Services, 5, name: "Secret drop"));
        server.Clock!.Advance(TimeSpan.FromMinutes(1));
        var hoodie = await AddProductAsync(server.Services, 0, name: "Box Logo Hoodie", size: "M");

        var (status, page) = await client.GetJsonAsync("/api/products");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([hoodie, shoe], Ids(page));
        Assert.True(page.GetProperty("success").GetBoolean());
        Assert.Equal((2, 1, 1), (Number(page, "total"), Number(page, "page"), Number(page, "pages")));
        var shown = page.GetProperty("products")[1];
        Assert.Equal("120.50", shown.GetProperty("price").GetRawText());
        Assert.Equal(("PO-SHOES", "UK-9", "mint", "active"),
            (shown.Text("category"), shown.Text("size"), shown.Text("condition"), shown.Text("status")));
        Assert.Equal((true, 3), (shown.GetProperty("inStock").GetBoolean(), Number(shown, "stock")));
        Assert.False(page.GetProperty("products")[0].GetProperty("inStock").GetBoolean());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("image").ValueKind);
        Assert.DoesNotContain("Secret", page.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_product_hidden_between_two_pages_hides_no_other_from_who_reads_by_cursor(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var products = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            // Two of the same millisecond: the id decides between them.
            if (i != 3) server.Clock!.Advance(TimeSpan.FromMinutes(1));
            products.Insert(0, await AddProductAsync(server.Services, 1));
        }

        var (_, first) = await client.GetJsonAsync("/api/products?limit=2");
        Assert.Equal(products[..2], Ids(first));
        _ = await HideAsync(server, products[0]);
        var (_, second) = await client.GetJsonAsync($"/api/products?limit=2&cursor={first.Text("next_cursor")}");
        Assert.Equal(products[2..4], Ids(second));
        var (_, third) = await client.GetJsonAsync($"/api/products?limit=2&cursor={second.Text("next_cursor")}");
        Assert.Equal(products[4..], Ids(third));
        Assert.Equal((JsonValueKind.Null, 4), (third.GetProperty("next_cursor").ValueKind, Number(third, "total")));
        foreach (var wrong in new[] { "x", "AAAA", "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5OS4x" })
        {
            var (status, answer) = await client.GetJsonAsync($"/api/products?cursor={wrong}");
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("next_cursor", answer.GetProperty("errors").Text("cursor"), StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task A_hidden_product_is_nowhere_not_even_its_photo(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var product = await AddProductAsync(server.Services, 1);
        var photo = (await server.Services.GetRequiredService<ProductPhotos>().AddAsync(product, "x.png", Png, Aoife, Stop)).Value;

        var (_, page) = await client.GetJsonAsync("/api/products");
        var image = new Uri(page.GetProperty("products")[0].Text("image"));
        Assert.Equal(photo.ToLink().ForPublic(PhotoSizes.Large), image.AbsolutePath);
        using (var bytes = await client.GetAsync(image, Stop))
        {
            Assert.Equal(HttpStatusCode.OK, bytes.StatusCode);
            Assert.True(bytes.Headers.CacheControl!.Public);
            Assert.Equal("image/webp", bytes.Content.Headers.ContentType?.MediaType);
        }

        var (_, alone) = await client.GetJsonAsync($"/api/products/{product}");
        Assert.Equal(image.ToString(), alone.GetProperty("images")[0].GetString());

        _ = await HideAsync(server, product);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetJsonAsync(image.AbsolutePath)).Status);
        var (gone, problem) = await client.GetJsonAsync($"/api/products/{product}");
        Assert.Equal((HttpStatusCode.NotFound, "product_not_found"), (gone, problem.Text("code")));
        foreach (var query in new[] { "", "?q=air", "?brand=Nike", "?size=UK-9", "?category=PO-SHOES", "?status=hidden" })
            Assert.Equal(0, Number((await client.GetJsonAsync($"/api/products{query}")).Body, "total"));
    }

    [Theory, BothDatabases]
    public async Task Filters_narrow_pages_follow_each_other_and_what_cannot_be_read_is_refused_by_name(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var shoes = new List<int>();
        for (var number = 0; number < 5; number++) shoes.Insert(0, await AddProductAsync(server.Services, 1, name: $"Air Max {number}"));
        var hoodie = await AddProductAsync(server.Services, 1, name: "Box Logo Hoodie", size: "M");

        async Task<JsonElement> FindAsync(string query) => (await client.GetJsonAsync($"/api/products?{query}")).Body;
        Assert.Equal([hoodie], Ids(await FindAsync("category=po-clothes")));
        Assert.Equal(shoes, Ids(await FindAsync("size=UK-9&brand=Nike&q=air")));
        Assert.Equal([hoodie], Ids(await FindAsync("q=hoodie%20box")));
        Assert.Empty(Ids(await FindAsync("brand=Adidas")));
        var second = await FindAsync("size=UK-9&page=2&limit=2");
        Assert.Equal(shoes[2..4], Ids(second));
        Assert.Equal((5, 2, 3), (Number(second, "total"), Number(second, "page"), Number(second, "pages")));
        Assert.Empty(Ids(await FindAsync("page=100000&limit=100")));

        foreach (var (query, field) in new[]
        {
            ("category=HATS", "category"), ("size=XXL", "size"), ("page=0", "page"), ("page=-1", "page"), ("page=1.5", "page"),
            ("page=99999999999", "page"), ("limit=101", "limit"), ("limit=a", "limit"), ("q=%00", "q"),
            ($"brand={new string('x', 81)}", "brand"), ("size=M&size=L", "size"),
        })
        {
            var (status, problem) = await client.GetJsonAsync($"/api/products?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.False(problem.GetProperty("success").GetBoolean());
            Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(one => one.Name));
        }
    }

    [Theory, BothDatabases]
    public async Task The_tag_holds_until_something_shown_changes_and_stock_is_shown(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var product = await AddProductAsync(server.Services, 2);
        var tag = await TagAsync(client, null, HttpStatusCode.OK);
        Assert.Equal(tag, await TagAsync(client, tag, HttpStatusCode.NotModified));
        Assert.Equal(tag, await TagAsync(client, $"W/{tag}", HttpStatusCode.NotModified));

        var sold = await server.Services.GetRequiredService<Checkout>().PlaceAsync(
            new NewOrder([new CartLine(product, 1)], OrderSteps.Nobody, OrderSteps.Collected), null, OrderSteps.Shopfront, Stop);
        Assert.Null(sold.Refused);
        var after = await TagAsync(client, tag, HttpStatusCode.OK);
        Assert.NotEqual(tag, after);
        Assert.Equal(after, await TagAsync(client, after, HttpStatusCode.NotModified));
    }

    [Theory, BothDatabases]
    public async Task A_hold_takes_from_stock_at_once_and_counts_no_longer_at_its_expiry(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits, new TestClock());
        using var client = server.NewClient();
        var product = await AddProductAsync(server.Services, 3);
        var held = await server.Services.GetRequiredService<Reservations>().CreateAsync(
            new NewReservation([new CartLine(product, 2)], OrderSteps.Sorcha), null, OrderSteps.Shopfront, Stop);
        Assert.Null(held.Refused);
        async Task<int> StockAsync() =>
            Number((await client.GetJsonAsync($"/api/products/{product}")).Body.GetProperty("product"), "stock");
        Assert.Equal(1, await StockAsync());
        server.Clock!.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await StockAsync());
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, await StockAsync());
        Assert.Equal(1, await server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}"));
    }

    [Theory, BothDatabases]
    public async Task A_catalogue_that_cannot_be_read_is_a_failure_and_never_an_empty_list(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        using var client = server.NewClient();
        _ = await AddProductAsync(server.Services, 1);
        _ = await server.Rows.ExecuteAsync("ALTER TABLE product_reservations RENAME TO product_reservations_gone");
        using var answer = await client.GetAsync(new Uri("/api/products", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Null(answer.Headers.ETag);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.False(problem.TryGetProperty("products", out _));
    }

    [Theory, BothDatabases]
    public async Task Whatever_the_query_it_never_breaks(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, NoLimits);
        using var client = server.NewClient();
        _ = await AddProductAsync(server.Services, 1);
        const int seed = 41;
        var random = new Random(seed);
        string[] names = ["category", "size", "brand", "q", "page", "limit", "Q", "status", "%00", "[]"];
        string[] values =
        [
            "PO-SHOES", "UK-9", "Nike", "air", "1", "2147483647", "-1", "%", "'", "\"", "\\", "air\"*", "NEAR(a b)", "a OR b", "(",
            "\u0000", "\ud800", "\u202e", "_", "*", "😀😀😀", "ﬁ", "İ", new string('a', 300), "", " ", "air max mint nike un 0000 zzz yyy",
            "^", "-", "{}",
        ];
        for (var round = 0; round < 400; round++)
        {
            string Value() => values[random.Next(values.Length)];
            var query = string.Join('&', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                $"{names[random.Next(names.Length)]}={Escape(Value() + (random.Next(3) == 0 ? Value() : ""))}"));
            using var answer = await client.GetAsync(new Uri($"/api/products?{query}", UriKind.Relative), Stop);
            Assert.True((int)answer.StatusCode is 200 or 400, $"seed {seed}: {query}: {(int)answer.StatusCode}");
        }
    }

    // A lone half of a surrogate pair has no UTF-8, so what a broken client sends instead stands here.
    private static string Escape(string text) => text.Contains('\ud800') && !text.Contains("😀", StringComparison.Ordinal)
        ? "%ED%A0%80"
        : Uri.EscapeDataString(text);

    private static async Task<string> TagAsync(HttpClient client, string? known, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/products", UriKind.Relative));
        if (known is not null) request.Headers.Add("If-None-Match", known);
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(expected, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        if (expected == HttpStatusCode.NotModified) Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
        return answer.Headers.ETag!.ToString();
    }

    private static async Task<int> HideAsync(AppServer server, int id)
    {
        var products = server.Services.GetRequiredService<Products>();
        var facts = ProductFacts.Of((await products.FindAsync(id, Stop))!.Product);
        Assert.Null((await products.EditAsync(id, facts, facts with { Status = ProductStatus.Hidden }, Aoife, Stop)).Refused);
        return id;
    }

    private static List<int> Ids(JsonElement page) =>
        [.. page.GetProperty("products").EnumerateArray().Select(product => product.GetProperty("id").GetInt32())];

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
