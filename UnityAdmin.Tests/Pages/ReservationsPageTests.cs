using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;
using UnityAdmin.Customers;
using UnityAdmin.Orders.Pages;
using UnityAdmin.Staff;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Pages;

public sealed class ReservationsPageTests
{
    private static readonly ContactDetails Eoin = new("Eoin Kelly", "+353860000002", null);

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_was_asked_for_together_is_confirmed_as_one_order(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoe, hoodie) = (await shop.ProductAsync(2, 12_000), await shop.ProductAsync(1, 8_000, "Box logo", "M"));
        Assert.Null((await ReservationsTests.HoldAllAsync(shop, Sorcha, (shoe, 1), (hoodie, 1))).Refused);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ReservationsPage>();
        page.WaitForElement(".hold-together");
        Assert.Equal("€200.00", page.Find(".hold-together .amount").TextContent);
        Assert.Equal("1 day left", page.Find(".hold-state time").TextContent.Trim());
        Assert.Contains("087 123 4567", page.Find(".hold-customer").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find(".hold-together button").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.StartsWith("2 reservations of Sorcha Walsh became order ORD-", Words(page, ".note .grow")));
        var order = await shop.ScalarAsync<int>("SELECT id FROM orders WHERE total_cents = 20000");
        Assert.Equal($"/orders/{order}", page.Find(".note a").GetAttribute("href"));
        page.WaitForAssertion(() => Assert.All(
            page.FindAll(".hold-state"), state => Assert.Contains("Confirmed", state.TextContent, StringComparison.Ordinal)));
        Assert.Empty(page.FindAll(".hold-acts button"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Who_cancels_too_late_reads_in_the_row_what_has_become_of_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var hold = await shop.ReservationAsync(product);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var (page, dialogs) = (test.Render<ReservationsPage>(), test.Render<RadzenDialog>());
        page.WaitForElement(".hold");
        var asked = page.InvokeAsync(() => Button(page, "Cancel").ClickAsync(new()));
        dialogs.WaitForElement(".question");
        Assert.Contains("Air Max 1 goes back on sale at once.", dialogs.Find(".question p").TextContent, StringComparison.Ordinal);
        Assert.Null((await ReservationsTests.ConfirmAsync(shop, hold)).Refused);
        await dialogs.InvokeAsync(() => dialogs.Find(".question .button-danger").ClickAsync(new()));
        await asked;
        page.WaitForAssertion(() => Assert.Equal("This reservation has already become an order.", Words(page, ".hold-below .note .grow")));
        var number = await shop.ScalarAsync<string>("SELECT order_number FROM orders");
        Assert.Equal(number, page.Find(".hold-end a").TextContent);
        Assert.Equal(0, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Cancelling_gives_the_units_back_and_says_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        _ = await shop.ReservationAsync(product, 2);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var (page, dialogs) = (test.Render<ReservationsPage>(), test.Render<RadzenDialog>());
        page.WaitForElement(".hold");
        var asked = page.InvokeAsync(() => Button(page, "Cancel").ClickAsync(new()));
        dialogs.WaitForElement(".question");
        Assert.Equal(["Keep it", "Cancel reservation"], dialogs.FindAll(".question button").Select(button => button.TextContent.Trim()));
        await dialogs.InvokeAsync(() => dialogs.Find(".question .button-danger").ClickAsync(new()));
        await asked;
        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Find(".hold-state").TextContent, StringComparison.Ordinal));
        Assert.Contains("by Aoife Byrne", page.Find(".hold-end").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await shop.QuantityAsync(product));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Extending_says_until_when_before_it_is_done(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var hold = await shop.ReservationAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ReservationsPage>();
        page.WaitForElement(".hold");
        await page.InvokeAsync(() => Button(page, "Extend").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal(
            "Sorcha Walsh then has it until Wed 4 Mar 2026, 09:00.", page.Find(".extend-until").TextContent));
        await page.InvokeAsync(() => page.Find(".extend input").Input("999"));
        page.WaitForAssertion(() => Assert.Contains("at most 14 days", page.Find(".extend-until").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find(".extend button[type=submit]").HasAttribute("disabled"));
        await page.InvokeAsync(() => page.Find(".extend input").Input("30"));
        page.WaitForAssertion(() => Assert.EndsWith("until Wed 4 Mar 2026, 15:00.", Words(page, ".extend-until")));
        await page.InvokeAsync(() => page.Find(".extend").SubmitAsync());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".extend")));
        Assert.Equal(shop.Clock.Now.AddHours(54), (await ReservationsTests.FindAsync(shop, hold)).ExpiresAt);
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task What_others_do_is_seen_without_asking(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ReservationsPage>();
        page.WaitForAssertion(() => Assert.Equal("Nothing is reserved", page.Find(".state h2").TextContent));
        var hold = await shop.ReservationAsync(product);
        page.WaitForAssertion(() => Assert.Equal([$"{hold}"], Ids(page)));
        Assert.Null((await ReservationsTests.CancelAsync(shop, hold)).Refused);
        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Find(".hold-state").TextContent, StringComparison.Ordinal));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Tabs_search_and_pointers_live_in_the_address(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        var (mine, theirs) = (await shop.ReservationAsync(product), await shop.ReservationAsync(product, 1, Eoin));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ReservationsPage>();
        page.WaitForAssertion(() => Assert.Equal([$"{mine}", $"{theirs}"], Ids(page)));
        await page.InvokeAsync(() => page.Find("#hold-search").Input("086 000 0002"));
        page.WaitForAssertion(() => Assert.Equal([$"{theirs}"], Ids(page)));
        Visit(test, "/reservations?q=nobody");
        page.WaitForAssertion(() => Assert.Contains("Nothing found", page.Find(".state h2").TextContent, StringComparison.Ordinal));
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Visit(test, "/reservations?show=expired");
        page.WaitForAssertion(() => Assert.Equal([$"{theirs}", $"{mine}"], Ids(page)));
        Assert.Equal(2, await shop.CountAsync("product_reservations", "status = 'pending'"));
        Assert.Empty(page.FindAll(".hold-acts button"));
        Visit(test, $"/reservations?id={mine}");
        page.WaitForAssertion(() => Assert.Equal([$"{mine}"], Ids(page)));
        Visit(test, "/reservations?id=999");
        page.WaitForAssertion(() => Assert.Contains("no such reservation", page.Find(".state h2").TextContent, StringComparison.Ordinal));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task Whoever_lost_the_role_meanwhile_changes_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ReservationAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        var me = await test.SignInAsync(shop, Role.Staff);
        var page = test.Render<ReservationsPage>();
        page.WaitForElement(".hold");
        Assert.Null((await shop.Get<StaffDirectory>().LockAsync(me, Actor.CommandLine(), Stop)).Refused);
        await page.InvokeAsync(() => Button(page, "Confirm").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Contains("closed to you", page.Find(".state h2").TextContent, StringComparison.Ordinal));
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_failure_is_shown_as_one_and_can_be_tried_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var hold = await shop.ReservationAsync(await shop.ProductAsync(1));
        await using var test = new PageTest(shop);
        _ = await test.SignInAsync(shop, Role.Staff);
        _ = await shop.ExecuteAsync("ALTER TABLE images RENAME TO images_gone");
        var page = test.Render<ReservationsPage>();
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".state-bad").TextContent, StringComparison.Ordinal));
        _ = await shop.ExecuteAsync("ALTER TABLE images_gone RENAME TO images");
        await page.InvokeAsync(() => page.Find(".state-action button").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal([$"{hold}"], Ids(page)));
    }

    private static IElement Button(IRenderedComponent<ReservationsPage> page, string word) =>
        page.FindAll(".hold-acts button").First(button => button.TextContent.Trim() == word);

    private static string Words(IRenderedComponent<ReservationsPage> page, string selector) =>
        string.Join(' ', page.Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Ids(IRenderedComponent<ReservationsPage> page) =>
        [.. page.FindAll("tr[data-id]").Select(row => row.GetAttribute("data-id")!)];

    private static void Visit(PageTest test, string path) => test.Services.GetRequiredService<NavigationManager>().NavigateTo(path);
}
