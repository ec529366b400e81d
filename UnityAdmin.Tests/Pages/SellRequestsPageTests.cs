using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using UnityAdmin.Selling;
using UnityAdmin.Selling.Pages;
using UnityAdmin.Staff;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Pages;

public sealed class SellRequestsPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_shop_without_requests_says_how_they_come(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Contains("/api/sell-submissions", page.Markup, StringComparison.Ordinal));
        Assert.Contains("No sell requests yet", Text(page, ".state h2"), StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Rows_and_tabs_show_what_the_address_asks_for(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var rejected = await shop.SubmitAsync();
        var pending = await shop.SubmitAsync();
        await shop.Get<Submissions>().RejectAsync([rejected.Id], "Not ours", A.Aoife, Stop);
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        Visit(test, "/sell-requests?status=pending");
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Equal([pending.Id], Ids(page)));
        Assert.Equal(["All2", "Pending1", "Reviewing0"], page.FindAll(".tab-link").Take(3).Select(Packed));
        Assert.Equal($"/sell-requests/{pending.Id}?status=pending", page.Find("a.queue-link").GetAttribute("href"));

        Visit(test, "/sell-requests?status=rejected");
        Soon(page, () => Assert.Equal([rejected.Id], Ids(page)));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_letter_A_asks_before_it_assigns(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Equal([submitted.Id], Ids(page)));
        var asked = new TaskCompletionSource<string?>();
        test.Services.GetRequiredService<DialogService>().OnOpen += (title, _, _, _) => asked.TrySetResult(title);
        var pressed = page.FindComponent<QueueList>().Instance.PressAsync("a", submitted.Id);
        Assert.Equal($"Assign {submitted.BatchId} to you?", await asked.Task.WaitAsync(Patience, Stop));
        Assert.False(pressed.IsCompleted);
        Assert.Equal(0, await shop.CountAsync("sell_submissions", "assigned_to_id IS NOT NULL"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_a_seller_typed_is_text(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        const string evil = "<img src=x onerror=alert(1)>";
        var form = A.Form(handle: evil);
        await shop.SubmitAsync(form with
        {
            Contact = form.Contact with { Name = evil, Channel = "<script>alert(1)</script>" },
            Items = [form.Items[0] with { Brand = evil }],
        });
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Contains(evil, Text(page, "tr[data-id]"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".queue-page img, .queue-page script"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Typing_searches_and_nothing_found_offers_the_way_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var wanted = await shop.SubmitAsync();
        await shop.SubmitAsync(A.Form("085 765 0000", null, "@marek"));
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        Visit(test, "/sell-requests");
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Equal(2, Ids(page).Count));

        await page.InvokeAsync(() => page.Find("#queue-search").Input("087 123 4567"));
        Soon(page, () => Assert.Equal([wanted.Id], Ids(page)));
        Assert.EndsWith("/sell-requests?q=087%20123%204567", Where(test), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("#queue-search").Input("nobody at all"));
        Soon(page, () => Assert.Contains("Nothing found", Text(page, ".state h2"), StringComparison.Ordinal));
        Assert.Equal("/sell-requests", page.Find(".state-action a").GetAttribute("href"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_row_that_changes_is_refreshed_where_it_stands_and_new_ones_are_only_counted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var first = await shop.SubmitAsync();
        var second = await shop.SubmitAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        Visit(test, "/sell-requests?status=pending");
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Equal([second.Id, first.Id], Ids(page)));

        await shop.Get<Submissions>().RejectAsync([second.Id], "Not ours", A.Marek, Stop);
        var third = await shop.SubmitAsync();
        Soon(page, () => Assert.Contains("1 new", Text(page, ".queue-newer"), StringComparison.Ordinal));
        Assert.Equal([second.Id, first.Id], Ids(page));
        Assert.Contains("Rejected", Text(page, $"tr[data-id='{second.Id}'][data-changed]"), StringComparison.Ordinal);
        Assert.Equal("Pending2", Packed(page.FindAll(".tab-link")[1]));

        await page.InvokeAsync(() => page.Find(".queue-newer").Click());
        Soon(page, () => Assert.Equal([third.Id, first.Id], Ids(page)));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Selected_rows_are_assigned_and_those_that_cannot_be_are_named(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var open = await shop.SubmitAsync();
        var closed = await shop.SubmitAsync();
        await shop.Get<Submissions>().RejectAsync([closed.Id], "Not ours", A.Marek, Stop);
        await using var test = new PageTest(shop);
        var me = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Equal(2, Ids(page).Count));
        await page.InvokeAsync(() => page.Find("thead .check").Change(true));
        Soon(page, () => Assert.Contains("2 selected", Text(page, ".bulk-bar"), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("#bulk-assign .menu-item").Click());
        Soon(page, () => Assert.Contains("1 assigned to you, 1 not.", Text(page, ".note"), StringComparison.Ordinal));
        Assert.Contains(closed.BatchId, Text(page, ".note"), StringComparison.Ordinal);
        Assert.Equal(1, await shop.CountAsync("sell_submissions", $"assigned_to_id = {me} AND id = {open.Id}"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_role_removed_while_the_page_is_open_refuses_the_next_action(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.SubmitAsync();
        await using var test = new PageTest(shop);
        var me = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Single(Ids(page)));
        Assert.Null((await shop.Get<StaffDirectory>().LockAsync(me, Actor.CommandLine(), Stop)).Refused);
        await page.InvokeAsync(() => page.Find("thead .check").Change(true));
        await page.WaitForElement("#bulk-assign .menu-item").ClickAsync(new());
        Assert.Equal(0, await shop.CountAsync("sell_submissions", "assigned_to_id IS NOT NULL"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_failure_is_shown_as_one_and_can_be_tried_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var wanted = await shop.SubmitAsync();
        await using var test = new PageTest(shop);
        await test.SignInAsync(shop, Role.Staff);
        await shop.ExecuteAsync("ALTER TABLE sell_items RENAME TO sell_items_gone");
        var page = test.Render<SellRequestsPage>();
        Soon(page, () => Assert.Contains("could not be read", Text(page, ".state-bad"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tr[data-id]"));
        await shop.ExecuteAsync("ALTER TABLE sell_items_gone RENAME TO sell_items");
        await page.InvokeAsync(() => page.Find(".state-action button").Click());
        Soon(page, () => Assert.Equal([wanted.Id], Ids(page)));
    }

    private static void Soon(IRenderedComponent<SellRequestsPage> page, Action assert) => page.WaitForAssertion(assert, Patience);

    private static string Text(IRenderedComponent<SellRequestsPage> page, string selector) => page.Find(selector).TextContent;

    private static string Packed(AngleSharp.Dom.IElement element) => string.Concat(element.TextContent.Split());

    private static List<int> Ids(IRenderedComponent<SellRequestsPage> page) =>
        [.. page.FindAll("tr[data-id]").Select(row => int.Parse(row.GetAttribute("data-id")!, CultureInfo.InvariantCulture))];

    private static void Visit(PageTest test, string path) => test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);

    private static string Where(PageTest test) => test.Services.GetRequiredService<NavigationManager>().Uri;
}
