using Bunit;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Tests.Stock;

public sealed class StocktakePagesTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff)]
    [InlineData(TestDatabase.Sqlite, Role.Manager)]
    [InlineData(TestDatabase.Sqlite, Role.Admin)]
    public async Task While_it_is_counted_staff_see_no_figure_of_the_books_and_only_admins_may_act(TestDatabase on, Role role)
    {
        await using var shop = await on.OpenAsync();
        var count = await CountedAsync(shop);
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, role, "Marek Kowalski");
        var page = Open(test, count, CountShow.Differences);
        page.WaitForElement("[data-line]");
        Assert.Equal(role != Role.Staff, page.Markup.Contains("4,321", StringComparison.Ordinal));
        Assert.Equal(role != Role.Staff, page.Markup.Contains("Differences", StringComparison.Ordinal));
        Assert.Equal(role == Role.Admin, page.FindAll("[data-post]").Count == 1);
        Assert.Equal(role == Role.Admin, page.FindAll("[data-recount]").Count == 1);

        page = Open(test, count, CountShow.Counted);
        page.WaitForElement("[data-line]");
        Assert.DoesNotContain("4,321", page.Markup, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Once_posted_everyone_sees_what_came_of_it_and_nobody_counts_on(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var count = await CountedAsync(shop);
        Assert.Null((await shop.PostedAsync(count)).Refused);
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var page = Open(test, count);
        page.WaitForElement("tr[data-line]");
        Assert.Contains("4,321", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/stock?document=Stocktake%20{count}", page.Find(".note a").GetAttribute("href"));
        Assert.Empty(page.FindAll("#scan-field"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Waiting_refused_and_cancelled_are_said_in_words(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var count = await CountedAsync(shop, priceCents: 20_000);
        Assert.Equal(StockCountStatus.Waiting, (await shop.PostedAsync(count)).Value.Status);
        var correction = await shop.ScalarAsync<int>("SELECT id FROM stock_corrections");
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var page = Open(test, count);
        page.WaitForAssertion(() => Assert.Contains("Another admin must approve", page.Markup, StringComparison.Ordinal));
        Assert.Equal($"/stock/corrections/{correction}", page.Find(".note a").GetAttribute("href"));
        Assert.DoesNotContain("4,321", page.Markup, StringComparison.Ordinal);

        Assert.Null((await shop.Get<Corrections>().RefuseAsync(correction, "Look again", StockSteps.Marek, Stop)).Refused);
        page = Open(test, count);
        page.WaitForAssertion(() => Assert.Contains("Look again", page.Find(".note").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("#scan-field"));

        Assert.Null((await shop.Get<Stocktakes>().CancelAsync(count, StockSteps.Aoife, Stop)).Refused);
        page = Open(test, count);
        page.WaitForAssertion(() => Assert.Contains("Cancelled by Aoife Byrne", page.Find(".note").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#scan-field"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_scan_stands_in_the_log_until_it_is_taken_back_and_counts_once_though_sent_twice(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var panel = test.Render<ScanPanel>(with => with.Add(scan => scan.Id, count));
        await panel.Instance.ScannedAsync(1, "un-000001 4");
        await panel.Instance.ScannedAsync(1, "un-000001 4");
        await panel.Instance.ScannedAsync(2, "UN-000001");
        await panel.Instance.ScannedAsync(2, "UN-000001");
        Assert.Equal(5, await shop.ScalarAsync<int>($"SELECT counted FROM stock_count_lines WHERE product_id = {product}"));
        Assert.Equal(2, panel.FindAll(".scan-log li").Count);
        await panel.Find(".scan-last button").ClickAsync(new());
        Assert.Contains("taken back", panel.Find(".scan-last").TextContent, StringComparison.Ordinal);
        Assert.Equal(4, await shop.ScalarAsync<int>($"SELECT counted FROM stock_count_lines WHERE product_id = {product}"));
        await panel.Instance.ScannedAsync(3, "UN-000404");
        Assert.Contains("No product has the SKU UN-000404", panel.Find(".scan-refused").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_product_outside_is_counted_only_after_a_second_word(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(3, size: "UK-9");
        var outside = await shop.ProductAsync(3, size: "UK-10");
        var count = await shop.CountOpenedAsync(size: "UK-9");
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var panel = test.Render<ScanPanel>(with => with.Add(scan => scan.Id, count));
        await panel.Instance.ScannedAsync(1, "UN-000002");
        Assert.Equal(0, await shop.CountAsync("stock_count_lines", $"product_id = {outside}"));
        await panel.FindAll("button").Single(button => button.TextContent == "Count it too").ClickAsync(new());
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", $"product_id = {outside} AND counted = 1"));
        Assert.Empty(panel.FindAll(".scan-refused"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Figures_in_doubt_must_be_ticked_before_they_are_posted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        _ = await shop.ScannedAsync(count, product);
        await shop.SoldAsync(product, 1);
        _ = await shop.ScannedAsync(count, product);
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Admin, "Marek Kowalski");
        var form = test.Render<PostCountForm>(with => with.Add(post => post.Id, count));
        form.WaitForElement("[data-send]");
        Assert.True(form.Find("[data-send]").HasAttribute("disabled"));
        await form.Find("input[type=checkbox]").ChangeAsync(true);
        Assert.False(form.Find("[data-send]").HasAttribute("disabled"));
        _ = await shop.ScannedAsync(count, product);
        await form.Find("form").SubmitAsync();
        var alert = form.WaitForElement("[role=alert]");
        Assert.Contains("counted on since you looked", alert.TextContent, StringComparison.Ordinal);
        await form.FindAll("button").Single(button => button.TextContent == "Look again").ClickAsync(new());
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Empty(form.FindAll("[role=alert]")));
        Assert.Equal("posted", await shop.CountStatusAsync(count));
        Assert.Equal(3, await shop.QuantityAsync(product));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff)]
    [InlineData(TestDatabase.Sqlite, Role.Admin)]
    public async Task An_empty_list_offers_the_first_stocktake_to_those_who_may_open_one(TestDatabase on, Role role)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, role);
        var page = test.Render<StocktakesPage>();
        page.WaitForAssertion(() => Assert.Contains("No stocktake yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal(role == Role.Admin ? 2 : 0, page.FindAll("button").Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_list_follows_what_others_count(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff, "Marek Kowalski");
        var page = test.Render<StocktakesPage>();
        page.WaitForAssertion(() => Assert.Contains("0 of 1 counted", page.Markup, StringComparison.Ordinal));
        _ = await shop.ScannedAsync(count, product);
        page.WaitForAssertion(() => Assert.Contains("1 of 1 counted", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stocktake_that_is_not_there_is_said_to_be_missing()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, 99);
        page.WaitForAssertion(() => Assert.Contains("There is no such stocktake.", page.Markup, StringComparison.Ordinal));
    }

    private static IRenderedComponent<StocktakeDesk> Open(PageTest test, int count, CountShow? show = null) =>
        test.Render<StocktakeDesk>(with => with.Add(desk => desk.Id, count).Add(desk => desk.Show, show));

    private static async Task<int> CountedAsync(TestShop shop, long priceCents = 1)
    {
        var product = await shop.ProductAsync(4_321, priceCents);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 4_300);
        return count;
    }
}
