using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Tests.Stock;

public sealed class CorrectionPageTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff, "")]
    [InlineData(TestDatabase.Sqlite, Role.Manager, "")]
    [InlineData(TestDatabase.Sqlite, Role.Admin, "Refuse… Approve")]
    public async Task Only_another_admin_is_asked_to_decide(TestDatabase on, Role role, string buttons)
    {
        await using var shop = await on.OpenAsync();
        var asked = await shop.CorrectAsync(await shop.ProductAsync(10, 30_000), -2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = Open(test, asked.Value.Id);
        page.WaitForAssertion(() => Assert.Contains("10 → 8", Text(page), StringComparison.Ordinal));
        Assert.Equal(buttons, Buttons(page));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Who_asked_may_only_withdraw_and_is_refused_approval_by_the_verb(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(10, 30_000);
        await using var test = new PageTest(shop);
        var id = await test.SignInAsync(shop, Role.Admin, "Orla Walsh");
        var orla = new Actor(ActorKind.Staff, $"{id}", "Orla Walsh", Role.Admin);
        var asked = (await shop.CorrectAsync(product, -2, by: orla)).Value.Id;
        var page = Open(test, asked);
        page.WaitForAssertion(() => Assert.Equal("Withdraw…", Buttons(page)));
        Assert.Contains("another admin must approve it", page.Markup, StringComparison.Ordinal);
        Assert.Equal("own_correction", (await shop.Get<Corrections>().ApproveAsync(asked, orla, Stop)).Refused?.Code);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Approving_posts_it_and_the_page_says_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(10, 30_000);
        var asked = (await shop.CorrectAsync(product, -2)).Value.Id;
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin, "Orla Walsh");
        var page = Open(test, asked);
        page.WaitForElement(".button-primary");
        await page.Find(".button-primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Approved by Orla Walsh", Text(page), StringComparison.Ordinal));
        Assert.Equal("", Buttons(page));
        Assert.Equal(8, await shop.QuantityAsync(product));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_another_decided_meanwhile_shows_itself(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var asked = (await shop.CorrectAsync(await shop.ProductAsync(10, 30_000), -2)).Value.Id;
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin, "Orla Walsh");
        var page = Open(test, asked);
        page.WaitForElement(".button-primary");
        Assert.Null((await shop.Get<Corrections>().RefuseAsync(asked, "Count again", StockSteps.Marek, Stop)).Refused);
        page.WaitForAssertion(() => Assert.Contains("Refused by Marek Kowalski", Text(page), StringComparison.Ordinal));
        Assert.Contains("Count again", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_a_tab_for_each_state_and_says_when_it_is_empty()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var product = await shop.ProductAsync(10, 30_000);
        _ = await shop.CorrectAsync(product, 1);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var navigation = test.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/stock/corrections");
        var page = test.Render<CorrectionsPage>();
        page.WaitForAssertion(() => Assert.Contains("Nothing waits for approval", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Waiting 0 Posted 1 Refused 0 Withdrawn 0",
            string.Join(' ', page.FindAll(".corrections-tabs a").Select(tab => Squeezed(tab.TextContent))));
        navigation.NavigateTo("/stock/corrections?status=posted");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr[data-correction]")));
    }

    [Fact]
    public async Task A_number_without_a_correction_says_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, 77);
        page.WaitForAssertion(() => Assert.Contains("There is no such correction", page.Markup, StringComparison.Ordinal));
    }

    private static IRenderedComponent<CorrectionPage> Open(PageTest test, int id) =>
        test.Render<CorrectionPage>(with => with.Add(page => page.Id, id));

    private static string Buttons(IRenderedComponent<CorrectionPage> page) =>
        string.Join(' ', page.FindAll(".page-head-actions button").Select(button => button.LastChild!.TextContent.Trim()));

    private static string Text(IRenderedComponent<CorrectionPage> page) =>
        Squeezed(Regex.Replace(page.Markup, "<[^>]+>", " "));

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
