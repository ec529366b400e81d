using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Selling;
using UnityAdmin.Selling.Pages;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Pages;

/// <summary>The review page as two members of staff meet on it.</summary>
public sealed class SellRequestPageTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task It_shows_the_request_and_what_a_seller_typed_stays_text(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        Assert.Equal(submission.BatchId, page.Find("h1").TextContent);
        Assert.Contains("<b>Receipts</b> are there", page.Find(".desk-words blockquote").TextContent, StringComparison.Ordinal);
        Assert.Equal("Send offer", Next(page));
        Assert.Contains("No earlier buys", page.Find(".item .evidence-none").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_sellers_link_is_the_one_that_opens_the_offer(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        var copied = page.Find("[aria-label^='Copy seller']").GetAttribute("data-copy");
        Assert.Contains($"/offers/{submission.BatchId}?token=", copied, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_request_that_is_not_there_says_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = desk.Render<SellRequestPage>(with => with.Add(one => one.Id, 999));
        await page.WaitForAssertionAsync(() => Assert.Equal("There is no such request", page.Find("h2").TextContent));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_typed_price_decides_the_item(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        await PriceAsync(page, 0, "95,50");
        await SaysAsync(page, ".item-verdict", "€95.50");
        Assert.Equal(9_550, (await shop.LookAsync(submission.Id)).Items[0].PriceCents);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_price_that_is_none_is_refused_where_it_stands(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        await PriceAsync(page, 0, "ninety");
        Assert.NotEmpty(page.FindAll(".item .field-error"));
        Assert.Equal("ninety", page.Find("[name^=price-]").GetAttribute("value"));
        Assert.Equal(ItemDecision.Undecided, (await shop.LookAsync(submission.Id)).Items[0].Decision);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_colleagues_decision_is_said_and_keeps_what_I_typed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var sean = await shop.HireAsync("Seán Murphy");
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        await page.Find("[name^=price-]").InputAsync(new ChangeEventArgs { Value = "100" });
        await shop.DecideAllAsync(submission, sean);
        await SaysAsync(page, ".desk-news", "Seán Murphy decided on an item just now");
        await SaysAsync(page, ".item .note", "Seán Murphy has meanwhile approved");
        Assert.Equal("100", page.Find("[name^=price-]").GetAttribute("value"));

        await EnterAsync(page, "[name^=price-]");
        Assert.Equal(14_000, (await shop.LookAsync(submission.Id)).Items[0].PriceCents);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Of_two_who_send_at_once_one_wins_and_the_other_is_told_who_and_keeps_the_text(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var sean = await shop.HireAsync("Seán Murphy");
        var decided = await shop.DecideAllAsync(await shop.SubmitTwoItemsAsync(), sean);
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, decided.Id);
        await page.Find("[data-step]").ClickAsync();
        await page.Find("#offer-message").InputAsync(new ChangeEventArgs { Value = "Lovely pair" });

        Assert.Null((await shop.Get<Offers>().SendAsync(decided.Id, decided.Version, null, 7, sean, Stop)).Refused);
        await page.Find("[data-send]").ClickAsync();
        await SaysAsync(page, ".composer .note-bad", "Seán Murphy has already sent €320.00");
        Assert.Equal("Lovely pair", page.Find("#offer-message").GetAttribute("value"));
        Assert.Equal(1, await shop.CountAsync("sell_offers"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_composer_names_what_is_undecided_and_does_not_send(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        await page.Find("[data-step]").ClickAsync();
        Assert.Equal(
            ["Nike UK 9 · Air Max 1", "Supreme L · Box logo"],
            page.FindAll(".composer-items li:has(.composer-open) .cut").Select(item => item.TextContent.Trim()));
        Assert.Contains(SellingRefusals.Undecided(2).Sentence, page.Find(".composer-missing").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-send]").HasAttribute("disabled"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_counter_asks_for_an_answer(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var sean = await shop.HireAsync("Seán Murphy");
        var countered = await shop.CounteredAsync(await shop.SubmitTwoItemsAsync(), sean);
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, countered.Id);
        Assert.Equal("Answer counter", Next(page));
        Assert.Equal("Accept €330.00", Words(page.Find("[data-accept-counter]").TextContent));
        Assert.Equal(
            ["Asked €320.00", "Seán Murphy offered €320.00", "The seller countered with €330.00"],
            page.FindAll(".timeline-line .strong").Select(line => line.TextContent));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_role_taken_away_is_refused_at_the_next_action(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        await shop.ExecuteAsync("DELETE FROM staff_user_roles");
        await PriceAsync(page, 0, "95");
        await SaysAsync(page, ".item .note-bad", "role");
        Assert.Equal(ItemDecision.Undecided, (await shop.LookAsync(submission.Id)).Items[0].Decision);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Whoever_else_looks_is_shown_until_they_leave(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submission = await shop.SubmitTwoItemsAsync();
        await using var desk = await SitDownAsync(shop, "Ciara Nolan");
        var page = await OpenAsync(desk, submission.Id);
        var sean = shop.Get<Viewers>().Join(submission.Id, new Viewer(77, "Seán Murphy"), () => { });
        await SaysAsync(page, ".desk-viewers", "Seán Murphy is looking too");
        sean.Dispose();
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".desk-viewers")));
    }

    private static async Task<PageTest> SitDownAsync(TestShop shop, string name)
    {
        var desk = new PageTest(shop);
        await desk.SignInAsync(shop, Role.Staff, name);
        return desk;
    }

    private static Task SaysAsync(IRenderedComponent<SellRequestPage> page, string where, string sentence) =>
        page.WaitForAssertionAsync(() => Assert.Contains(sentence, page.Find(where).TextContent, StringComparison.Ordinal));

    private static async Task<IRenderedComponent<SellRequestPage>> OpenAsync(PageTest desk, int id)
    {
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo($"/sell-requests/{id}");
        var page = desk.Render<SellRequestPage>(with => with.Add(one => one.Id, id));
        await page.WaitForElementAsync(".desk-facts");
        return page;
    }

    private static async Task PriceAsync(IRenderedComponent<SellRequestPage> page, int index, string typed)
    {
        await page.FindAll("[name^=price-]")[index].InputAsync(new ChangeEventArgs { Value = typed });
        await EnterAsync(page, "[name^=price-]", index);
    }

    private static Task EnterAsync(IRenderedComponent<SellRequestPage> page, string what, int index = 0) =>
        page.FindAll(what)[index].KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" });

    private static string Next(IRenderedComponent<SellRequestPage> page) => Words(page.Find("[data-step]").TextContent);

    // Icons are ligatures: their names are text, in one word with underscores, before the words people see.
    private static string Words(string shown) =>
        System.Text.RegularExpressions.Regex.Replace(shown.Trim(), "^(send|reply|check|block|inventory)", "").Trim();
}
