using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Pages;

public sealed class ProductsPageTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_shop_without_products_says_how_they_come_and_only_an_admin_may_begin(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var staff = new PageTest(shop);
        _ = await staff.SignInAsync(shop, Role.Staff);
        var closed = staff.Render<ProductsPage>();
        closed.WaitForAssertion(() => Assert.Contains("No products yet", closed.Find(".state h2").TextContent, StringComparison.Ordinal));
        Assert.Empty(closed.FindAll("a[href='/products/new']"));

        await using var admin = new PageTest(shop);
        _ = await admin.SignInAsync(shop, Role.Admin, "Niamh Daly");
        var open = admin.Render<ProductsPage>();
        open.WaitForAssertion(() => Assert.NotEmpty(open.FindAll(".state-action a[href='/products/new']")));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Rows_follow_the_address_and_carry_it_on(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var shoe = await shop.ProductAsync(3);
        var hoodie = await shop.ProductAsync(0, name: "Box logo", size: "M");
        _ = await shop.ReservationAsync(shoe);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ProductsPage>();
        page.WaitForAssertion(() => Assert.Equal([hoodie, shoe], Ids(page)));
        var row = page.Find($"tr[data-id='{shoe}']");
        Assert.Contains("UK 9", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("€100.00", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", row.QuerySelector(".products-stock")!.TextContent.Trim().Split(' ')[0].Trim('\n'));
        Assert.Equal("+1 reserved", row.QuerySelector(".products-held")!.TextContent);

        Visit(test, "/products?size=M");
        page.WaitForAssertion(() => Assert.Equal([hoodie], Ids(page)));
        Assert.Equal($"/products/{hoodie}?size=M", page.Find(".products-link").GetAttribute("href"));
        await page.InvokeAsync(() => page.Find("#product-search").Input("nobody has this"));
        page.WaitForAssertion(() => Assert.Contains("Nothing found", page.Find(".state h2").TextContent, StringComparison.Ordinal));
        Assert.Equal("/products?q=nobody%20has%20this&size=M", new Uri(Where(test)).PathAndQuery);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Show_more_reads_on_after_a_hundred(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        for (var number = 0; number < ProductList.PageSize + 2; number++) _ = await shop.ProductAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ProductsPage>();
        page.WaitForAssertion(() => Assert.Equal(ProductList.PageSize, Ids(page).Count));
        Assert.Contains("102", page.Find(".page-head").TextContent, StringComparison.Ordinal);
        await page.Find(".show-more button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(ProductList.PageSize + 2, Ids(page).Distinct().Count()));
        Assert.Empty(page.FindAll(".show-more"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_failure_is_shown_as_one_and_can_be_tried_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        _ = await shop.ExecuteAsync("ALTER TABLE images RENAME TO images_gone");
        var page = test.Render<ProductsPage>();
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".state-bad").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tr[data-id]"));
        _ = await shop.ExecuteAsync("ALTER TABLE images_gone RENAME TO images");
        await page.Find(".state-action button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal([product], Ids(page)));
    }

    private static List<int> Ids(IRenderedComponent<ProductsPage> page) =>
        [.. page.FindAll("tr[data-id]").Select(row => int.Parse(row.GetAttribute("data-id")!, CultureInfo.InvariantCulture))];

    private static void Visit(PageTest test, string path) => test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);

    private static string Where(PageTest test) => test.Services.GetRequiredService<NavigationManager>().Uri;
}
