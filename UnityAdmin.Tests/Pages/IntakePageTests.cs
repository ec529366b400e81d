using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using UnityAdmin.Selling;
using UnityAdmin.Selling.Pages;
using UnityAdmin.Tests.Selling;

namespace UnityAdmin.Tests.Pages;

/// <summary>The review page on the way from the agreed price to the shelf.</summary>
public sealed class IntakePageTests
{
    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task An_inspection_shows_what_it_comes_to_while_it_is_made_and_keeps_it_for_all_to_see(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var received = await shop.ReceivedAsync();
        await using var desk = await SitDownAsync(shop);
        var page = await OpenAsync(desk, received.Id, "Inspect");
        var (hoodie, phones) = (received.Items[1].Id, received.Items[2].Id);
        Assert.Equal("€100.01", Payout(page));
        await page.Find($"[name=outcome-{hoodie}]").ChangeAsync(new ChangeEventArgs { Value = "PriceCut" });
        await page.Find($"[name=price-{hoodie}]").InputAsync(new ChangeEventArgs { Value = "20" });
        await page.Find($"[name=outcome-{phones}]").ChangeAsync(new ChangeEventArgs { Value = "Returned" });
        await Pick(page, phones, "Never came").ClickAsync();
        Assert.Equal("€70.00", Payout(page));
        await page.Find("[data-work]").ClickAsync();
        Says(page, ".composer .note-bad", "Item 2: give the reason for the lower price.");
        Assert.Equal("true", page.Find($"[name=reason-{hoodie}]").GetAttribute("aria-invalid"));
        await Pick(page, hoodie, "More wear than shown").ClickAsync();
        await page.Find("[data-work]").ClickAsync();
        await page.WaitForAssertionAsync(() => Says(page, "[data-step]", "Pay seller"));
        Says(page, $"[data-found='{hoodie}']", "Price cut");
        Assert.Contains("not here, described Mint", page.Find($"[data-found='{phones}']").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await shop.CountAsync("sell_inspections", "outcome = 'returned' AND found_condition IS NULL"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_payment_that_is_not_the_payout_is_refused_and_one_that_is_shows_how_and_by_whom(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inspected = await shop.InspectedAsync();
        await using var desk = await SitDownAsync(shop);
        var page = await OpenAsync(desk, inspected.Id, "Pay seller");
        await page.Find("[data-work]").ClickAsync();
        Says(page, ".composer .note-bad", SellingRefusals.MethodMissing.Sentence);
        await page.Find("[name=method]").ChangeAsync(new ChangeEventArgs { Value = "BankTransfer" });
        await page.Find("[name=reference]").InputAsync(new ChangeEventArgs { Value = "SCT 4711" });
        await page.Find("[name=amount]").InputAsync(new ChangeEventArgs { Value = "100.01" });
        await page.Find("[data-work]").ClickAsync();
        Says(page, ".composer .note-bad", "The payout is €70.00.");
        Assert.Equal("SCT 4711", page.Find("[name=reference]").GetAttribute("value"));
        await page.Find("[name=amount]").InputAsync(new ChangeEventArgs { Value = "70" });
        await page.Find("[data-work]").ClickAsync();
        await page.WaitForAssertionAsync(() =>
            Assert.Matches(@"Bank transfer,\s+SCT 4711\s+by Ciara Nolan", page.Find("[data-payment]").TextContent));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task A_colleague_who_pays_first_is_named_and_what_I_typed_is_kept(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inspected = await shop.InspectedAsync();
        await using var desk = await SitDownAsync(shop);
        var page = await OpenAsync(desk, inspected.Id, "Pay seller");
        await page.Find("[name=method]").ChangeAsync(new ChangeEventArgs { Value = "Cash" });
        Assert.Null((await shop.Get<Intake>().PayAsync(inspected.Id, inspected.Version, IntakeSteps.Revolut, A.Marek, Stop)).Refused);
        await page.WaitForAssertionAsync(() => Says(page, ".composer .note-attention", "Marek Kowalski paid the seller just now."));
        await page.Find("[data-work]").ClickAsync();
        Says(page, ".composer .note-bad", "Do not pay again.");
        Assert.Equal(1, await shop.CountAsync("sell_payments"));
    }

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task The_shelf_is_suggested_from_the_sell_forms_words_and_asks_for_the_rest(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var paid = await shop.PaidAsync();
        await using var desk = await SitDownAsync(shop);
        var page = await OpenAsync(desk, paid.Id, "Put on the shelf");
        var (shoes, hoodie) = (paid.Items[0].Id, paid.Items[1].Id);
        Assert.Equal(2, page.FindAll("[data-shelf]").Count);
        Assert.Equal("PO-SHOES", page.Find($"[name=category-{shoes}]").GetAttribute("value"));
        Assert.Equal("UK-9-5", page.Find($"[name=size-{shoes}]").GetAttribute("value"));
        Assert.Equal("Decent", page.Find($"[name=condition-{hoodie}]").GetAttribute("value"));
        await page.Find("[data-work]").ClickAsync();
        Says(page, ".composer .note-bad", "Item 1: give a selling price");
        await page.Find($"[name=price-{shoes}]").InputAsync(new ChangeEventArgs { Value = "99" });
        await page.Find($"[name=price-{hoodie}]").InputAsync(new ChangeEventArgs { Value = "45,50" });
        await page.Find($"[name^=photo-{shoes}-]").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("[data-work]").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal(
            ["/products/1", "/products/2"], page.FindAll(".item-product").Select(link => link.GetAttribute("href"))));
        Assert.Equal(1, await shop.CountAsync("images", "product_id = 1"));
        Assert.Equal(2, await shop.CountAsync("products", "status = 'active' AND quantity_available = 1"));
    }

    private static async Task<PageTest> SitDownAsync(TestShop shop)
    {
        var desk = new PageTest(shop);
        await desk.SignInAsync(shop, Role.Staff, "Ciara Nolan");
        return desk;
    }

    /// <summary>Opens the page and takes the next step, which must be this one.</summary>
    private static async Task<IRenderedComponent<SellRequestPage>> OpenAsync(PageTest desk, int id, string step)
    {
        var page = desk.Render<SellRequestPage>(with => with.Add(one => one.Id, id));
        await page.WaitForElementAsync("[data-step]");
        Says(page, "[data-step]", step);
        await page.Find("[data-step]").ClickAsync();
        return page;
    }

    private static void Says(IRenderedComponent<SellRequestPage> page, string where, string sentence) =>
        Assert.Contains(sentence, page.Find(where).TextContent, StringComparison.Ordinal);

    private static string Payout(IRenderedComponent<SellRequestPage> page) => page.Find("[data-payout] .amount").TextContent.Trim();

    private static IElement Pick(IRenderedComponent<SellRequestPage> page, int item, string word) =>
        page.FindAll($"[data-finding='{item}'] .pick").Single(pick => pick.TextContent == word);
}
