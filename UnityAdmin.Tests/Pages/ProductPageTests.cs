using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Staff;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Pages;

public sealed class ProductPageTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Why_it_is_3_is_told_by_bars_that_open_their_documents(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        _ = await shop.CorrectAsync(product, 3, StockReason.Found);
        _ = await shop.ReservationAsync(product, 2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForAssertion(() => Assert.Equal("Why is it 3?", page.Find(".waterfall h2").TextContent));
        Assert.Equal(["+2 opening → 2", "+3 found, Correction 1 → 5", "−2 hold, Reservation 1 → 3", "Now 3 available"], Labels(page));
        Assert.Equal("/stock/corrections/1", page.FindAll(".waterfall a")[1].GetAttribute("href"));
        Assert.Equal("/reservations?id=1", page.FindAll(".waterfall a")[2].GetAttribute("href"));
        Assert.Equal(["5", "2", "3"], page.FindAll(".stock-split dd").Select(number => number.TextContent));
        Assert.Equal(3, page.FindAll(".moves tbody tr").Count);
        Assert.Equal($"/stock?product={product}", page.Find(".product-moves .row a").GetAttribute("href"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Who_it_is_held_for_is_listed_until_the_hold_is_over(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var hold = await shop.ReservationAsync(product, 2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForAssertion(() => Assert.Equal("Sorcha Walsh", page.Find(".product-holds a").TextContent));
        Assert.Equal($"/reservations?id={hold}", page.Find(".product-holds a").GetAttribute("href"));
        Assert.Contains("2 units", page.Find(".product-holds li").TextContent, StringComparison.Ordinal);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        _ = await shop.Get<UnityAdmin.Orders.Reservations>().ExpireAsync(Stop);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".product-holds")));
        Assert.Equal(["3", "0", "3"], page.FindAll(".stock-split dd").Select(number => number.TextContent));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Many_older_moves_are_one_bar_that_leads_to_the_ledger(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1, 100);
        for (var number = 0; number < Waterfall.MaxSteps + 4; number++) _ = await shop.CorrectAsync(product, 1);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForAssertion(() => Assert.Equal(Waterfall.MaxSteps + 2, page.FindAll(".waterfall a").Count));
        var older = page.FindAll(".waterfall a")[0];
        Assert.Matches("^Until .+: balance 5", older.GetAttribute("aria-label"));
        Assert.Equal($"/stock?product={product}", older.GetAttribute("href"));
        await page.Find(".product-moves > button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(Waterfall.MaxSteps + 5, page.FindAll(".moves tbody tr").Count));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_others_move_appears_while_it_is_looked_at(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForAssertion(() => Assert.Equal("Why is it 2?", page.Find(".waterfall h2").TextContent));
        _ = await shop.CorrectAsync(product, -1, StockReason.Lost, Marek);
        page.WaitForAssertion(() => Assert.Equal("Why is it 1?", page.Find(".waterfall h2").TextContent));
        Assert.Single(page.FindAll(".moves tr.row-changed"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_price_that_both_changed_shows_theirs_and_mine_is_saved_once_that_was_seen(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForElement(".waterfall");
        await Button(page, "Edit").ClickAsync(new());
        await page.InvokeAsync(() => page.Find("#product-price").Input("120"));
        await page.InvokeAsync(() => page.Find("#product-name").Input("Air Max 90"));
        var seen = ProductFacts.Of((await shop.Get<Products>().FindAsync(product, Stop))!.Product);
        var theirs = seen with { PriceCents = 11_000, Brand = "Nike SB" };
        Assert.Null((await shop.Get<Products>().EditAsync(product, seen, theirs, Marek, Stop)).Refused);

        await page.Find(".product-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Marek Kowalski has meanwhile changed this to “€110.00”",
            page.Find(".theirs").TextContent, StringComparison.Ordinal));
        Assert.Equal("120", page.Find("#product-price").GetAttribute("value"));
        Assert.Equal("Nike SB", page.Find("#product-brand").GetAttribute("value"));
        Assert.Equal(0, await shop.CountAsync("products", "price_cents = 12000"));

        await page.Find(".product-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".product-form")));
        Assert.Equal(1, await shop.CountAsync("products", "price_cents = 12000 AND name = 'Air Max 90' AND brand = 'Nike SB'"));
        Assert.Equal(3, page.FindAll(".price-steps li").Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Photos_are_added_and_put_into_order_and_what_is_none_is_refused(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForElement(".photo-shelf");
        var upload = page.FindComponent<InputFile>();
        upload.UploadFiles(
            InputFileContent.CreateFromBinary(ProductPhotosTests.Photo, "one.webp"),
            InputFileContent.CreateFromBinary(ProductPhotosTests.Photo, "two.webp"),
            InputFileContent.CreateFromText("no photo", "three.webp"));
        page.WaitForAssertion(() => Assert.Contains("three.webp", page.Find(".photo-shelf .note").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("2 of 8", page.Find(".photo-shelf").TextContent, StringComparison.Ordinal));
        await Button(page, "Arrange or delete").ClickAsync(new());
        var before = Tiles(page);
        await page.Find("[aria-label='Move photo 2 forward']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal([before[1], before[0]], Tiles(page)));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Whoever_lost_the_role_meanwhile_changes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        await using var test = new PageTest(shop);
        var me = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, product);
        page.WaitForElement(".waterfall");
        await Button(page, "Edit").ClickAsync(new());
        await page.InvokeAsync(() => page.Find("#product-price").Input("1"));
        Assert.Null((await shop.Get<StaffDirectory>().LockAsync(me, Actor.CommandLine(), Stop)).Refused);
        await page.Find(".product-form").SubmitAsync();
        page.WaitForElement(".product-form .note-bad");
        Assert.Equal(0, await shop.CountAsync("products", "price_cents = 100"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_product_that_is_not_there_and_one_that_cannot_be_read_are_two_things(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var nothing = Open(test, 99);
        nothing.WaitForAssertion(() => Assert.Contains("There is no such product", nothing.Markup, StringComparison.Ordinal));
        _ = await shop.ExecuteAsync("ALTER TABLE images RENAME TO images_gone");
        var broken = Open(test, await shop.ProductAsync());
        broken.WaitForAssertion(
            () => Assert.Contains("could not be loaded", broken.Find(".state-bad").TextContent, StringComparison.Ordinal));
        _ = await shop.ExecuteAsync("ALTER TABLE images_gone RENAME TO images");
        await broken.Find(".state-action button").ClickAsync(new());
        broken.WaitForElement(".waterfall");
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_new_products_sizes_follow_its_category_and_every_fault_stands_at_its_field(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin);
        var page = test.Render<NewProductPage>();
        await ChooseAsync(page, "category", Catalogue.NewClothes);
        Assert.Equal(["XS", "S", "M", "L", "XL"], page.FindAll("#product-size option:not([disabled]):not([value=''])")
            .Select(option => option.GetAttribute("value")));
        await TypeAsync(page, "price", "cheap");
        await TypeAsync(page, "quantity", "-3");
        await page.Find("form").SubmitAsync();
        Assert.Equal(["product-name", "product-brand", "product-size", "product-condition", "product-price", "product-quantity"],
            page.FindAll("[aria-invalid=true]").Select(field => field.Id));
        Assert.Equal(0, await shop.CountAsync("products"));

        await TypeAsync(page, "name", "Tech fleece");
        await TypeAsync(page, "brand", "Nike");
        await ChooseAsync(page, "size", "L");
        await ChooseAsync(page, "condition", "New");
        await TypeAsync(page, "price", "89,50");
        await TypeAsync(page, "quantity", "6");
        await page.Find("form").SubmitAsync();
        Assert.Equal(1, await shop.CountAsync("products", "name = 'Tech fleece' AND price_cents = 8950 AND quantity_available = 6"));
        var navigation = test.Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith("/products/1", navigation.Uri, StringComparison.Ordinal));
    }

    private static Task TypeAsync(IRenderedComponent<NewProductPage> page, string field, string text) =>
        page.InvokeAsync(() => page.Find($"#product-{field}").Input(text));

    private static Task ChooseAsync(IRenderedComponent<NewProductPage> page, string field, string value) =>
        page.InvokeAsync(() => page.Find($"#product-{field}").Change(value));

    private static IRenderedComponent<ProductPage> Open(PageTest test, int product) =>
        test.Render<ProductPage>(page => page.Add(one => one.Id, product));

    private static IElement Button(IRenderedComponent<ProductPage> page, string word) =>
        page.FindAll("button").Single(button => button.TextContent.EndsWith(word, StringComparison.Ordinal));

    private static List<string?> Labels(IRenderedComponent<ProductPage> page) =>
        [.. page.FindAll(".waterfall a").Select(bar => bar.GetAttribute("aria-label"))];

    private static List<string?> Tiles(IRenderedComponent<ProductPage> page) =>
        [.. page.FindAll(".photo-tiles li").Select(tile => tile.GetAttribute("data-photo-id"))];
}
