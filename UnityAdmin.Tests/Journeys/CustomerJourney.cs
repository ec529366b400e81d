using Microsoft.Playwright;
using UnityAdmin.Tests.Customers;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>A customer found by the phone as they say it, signed out where they lost their phone, and forgotten on request.</summary>
public sealed class CustomerJourney : Journey
{
    [Fact]
    public async Task A_customer_is_found_by_another_spelling_served_and_erased_by_an_admin()
    {
        var server = await StartAsync(TestDatabase.Sqlite, OpenShop.NoLimits);
        await server.OpenAsync();
        var sent = await server.SubmitAsync(StorefrontSteps.Form("Sorcha Walsh"));
        Assert.Equal(1, await server.Rows.CountAsync("user_contacts", "value = '+353871234567'"));
        _ = await server.Rows.SessionAsync(1, DateTime.UnixEpoch.AddYears(80));
        _ = await server.Rows.SessionAsync(1, DateTime.UnixEpoch.AddYears(80), "Mozilla/5.0 (Windows NT 10.0) Firefox/131.0");

        var aoife = await (await VisitAsync(server)).SignInAsync(Aoife);
        await aoife.OpenAsync("/customers");
        await aoife.Locator("#customer-search").FillAsync("087 123 4567");
        await Expect(aoife.Locator("tr[data-id]")).ToHaveCountAsync(1);
        await AssertAccessibleAsync(aoife);
        await aoife.GetByRole(AriaRole.Link, new() { Name = "Sorcha Walsh" }).ClickAsync();
        await aoife.LiveAsync();
        await Expect(aoife.Locator($"a[href='{sent.ReviewPath}']")).ToBeVisibleAsync();
        await aoife.Button("Revoke Safari on iPhone").ClickAsync();
        await Expect(aoife.Locator(".sessions")).ToContainTextAsync($"revoked by {Aoife}");
        await Expect(aoife.Locator("[data-erase]")).ToHaveCountAsync(0);

        await aoife.OpenAsync(sent.ReviewPath);
        await aoife.Locator(".seller-name a").ClickAsync();
        await Expect(aoife.Locator(".customer-desk h1")).ToHaveTextAsync("Sorcha Walsh");
        await EraseAsync(await (await VisitAsync(server)).SignInAsync(Niamh), server, sent);
        await Expect(aoife.Locator(".customer-desk h1")).ToHaveTextAsync("Erased customer");
        Assert.Equal(0, await server.Rows.CountAsync("sell_submissions", "contact_name LIKE '%Sorcha%' OR contact_phone LIKE '%4567%'"));
        Assert.Equal(1, await server.Rows.CountAsync("system_logs", $"action = 'customer.erased' AND actor_name = '{Niamh}'"));
    }

    private static async Task EraseAsync(IPage page, AppServer server, Sent sent)
    {
        await page.OpenAsync("/customers/1");
        await AskAsync(page);
        await Expect(page.Question()).ToContainTextAsync($"There is open business with them: {sent.BatchId}");
        await AssertAccessibleAsync(page);
        await page.Button("Close").Last.ClickAsync();
        _ = await server.Rows.ExecuteAsync("UPDATE sell_submissions SET status = 'cancelled', version = version + 1");
        await AskAsync(page);
        await Expect(page.Question()).ToContainTextAsync("Forgotten for good");
        await AssertAccessibleAsync(page);
        await page.Button("Erase").ClickAsync();
        await Expect(page.Locator("#erase-said")).ToContainTextAsync("Type “erase 1” to confirm.");
        await page.Locator("#erase-typed").FillAsync("erase 1");
        await page.Button("Erase").ClickAsync();
        await Expect(page.Locator(".customer-desk h1")).ToHaveTextAsync("Erased customer");
        await AssertAccessibleAsync(page);
        await page.AssertNarrowAsync();
    }

    private static async Task AskAsync(IPage page)
    {
        await page.Button("More").ClickAsync();
        await page.Locator("[data-erase]").ClickAsync();
        await Expect(page.Question()).ToBeVisibleAsync();
    }
}
