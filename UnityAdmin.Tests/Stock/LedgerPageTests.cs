using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Stock;
using UnityAdmin.Stock.Pages;

namespace UnityAdmin.Tests.Stock;

public sealed class LedgerPageTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite, Role.Staff, false)]
    [InlineData(TestDatabase.Sqlite, Role.Manager, false)]
    [InlineData(TestDatabase.Sqlite, Role.Admin, true)]
    public async Task Everyone_reads_the_ledger_and_admins_alone_are_offered_to_correct_it(TestDatabase on, Role role, bool offered)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _) = await shop.LedgerAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, role);
        var page = Open(test, $"/stock?product={shoes}&move=1");
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tr[data-move]").Count));
        page.WaitForAssertion(() => Assert.Equal(offered, page.Markup.Contains("Adjust stock…", StringComparison.Ordinal)));
        Assert.Equal(offered, page.Markup.Contains("Reverse these 4 moves…", StringComparison.Ordinal));
        Assert.Equal(offered, page.FindAll("button[aria-label='Reverse move 1']").Count == 1);
        Assert.Equal(offered, page.Find("aside.move").TextContent.Contains("Reverse…", StringComparison.Ordinal));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_move_is_shown_with_its_hashes_and_what_took_it_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        _ = await shop.CorrectAsync(product, 2, StockReason.Found);
        var found = (await shop.HeadAsync(product))!.Value;
        _ = await shop.Get<Corrections>().ReverseAsync([found], "Not ours", Guid.NewGuid(), StockSteps.Aoife, Stop);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin);
        var page = Open(test, $"/stock?move={found}");
        var row = (await shop.RowsAsync($"SELECT hash, previous_hash FROM stock_moves WHERE id = {found}"))[0];
        page.WaitForAssertion(() => Assert.Equal([row["hash"], row["previous_hash"]],
            page.FindAll("aside.move code").Select(code => (object)code.TextContent)));
        Assert.Contains($"/stock?move={found + 1}", page.Find("aside.move").InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Reverse…", page.Find("aside.move").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_moment_shows_the_balance_then_and_only_the_moves_up_to_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _) = await shop.LedgerAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, "/stock?asof=2026-03-02T09:00:00Z");
        page.WaitForAssertion(() => Assert.Contains(
            "The shop held 15 units on Mon 2 Mar 2026, 09:00.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("tr[data-move]").Count);
        test.Services.GetRequiredService<NavigationManager>().NavigateTo($"/stock?product={shoes}&asof=2026-03-03T09:00:00Z");
        page.WaitForAssertion(() => Assert.Contains("Air Max 1 had 10 units on", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_emptiness_says_what_it_is()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, "/stock");
        page.WaitForAssertion(() => Assert.Contains("Nothing has moved yet", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Not audited yet", page.Markup, StringComparison.Ordinal);
        test.Services.GetRequiredService<NavigationManager>().NavigateTo("/stock?reason=theft&move=12");
        page.WaitForAssertion(() => Assert.Contains("No move is like this", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("There is no move 12 in the ledger.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_is_shown_below_what_is_there()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var product = await shop.ProductAsync(500);
        await shop.MovesAsync(LedgerSteps.Storefront, [.. Enumerable.Range(1, 120).Select(order => LedgerSteps.Sale(product, order))]);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = Open(test, "/stock");
        page.WaitForAssertion(() => Assert.Equal(100, page.FindAll("tr[data-move]").Count));
        await page.Find(".show-more button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(121, page.FindAll("tr[data-move]").Count));
        Assert.Empty(page.FindAll(".show-more"));
    }

    [Fact]
    public async Task An_audit_that_found_something_says_so()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        _ = await shop.ProductAsync(3);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Admin, "Niamh Daly");
        var strip = test.Render<LedgerIntegrity>(with => with.Add(one => one.MayAudit, true));
        strip.WaitForAssertion(() => Assert.Contains("Not audited yet", strip.Markup, StringComparison.Ordinal));
        await strip.Find("[data-audit]").ClickAsync(new());
        strip.WaitForAssertion(() => Assert.Contains("1 moves: sums, balances and hashes agree.", strip.Markup, StringComparison.Ordinal));

        await shop.DropGuardsAsync();
        await shop.ExecuteAsync("UPDATE stock_moves SET note = 'x'");
        await strip.Find("[data-audit]").ClickAsync(new());
        strip.WaitForAssertion(() => Assert.Contains("Ledger broken", strip.Markup, StringComparison.Ordinal));
        Assert.Contains("Move 1 was changed after it was written.", strip.Markup, StringComparison.Ordinal);
        var later = test.Render<LedgerIntegrity>();
        later.WaitForAssertion(() => Assert.Contains("by Niamh Daly", later.Find("p").TextContent, StringComparison.Ordinal));
    }

    private static IRenderedComponent<LedgerPage> Open(PageTest test, string path)
    {
        test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);
        return test.Render<LedgerPage>();
    }
}
