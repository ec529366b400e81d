using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class QueueJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private AppServer Server => shop.Server;

    [Fact]
    public async Task Tabs_filters_and_order_live_in_the_address()
    {
        await Server.SubmitAsync(StorefrontSteps.Form("Address Low", price: 10));
        await Server.SubmitAsync(StorefrontSteps.Form("Address High", price: 900));
        var page = await QueueAsync("?q=Address");
        await Expect(Tab(page, "All")).ToContainTextAsync("2");
        await Tab(page, "Pending").ClickAsync();
        await page.WaitForURLAsync(new Regex(@"\?status=pending&q=Address$"));
        await Expect(Tab(page, "Pending")).ToHaveAttributeAsync("aria-current", "page");
        await ChooseAsync(page, "filter-category", "Shoes");
        await page.WaitForURLAsync(new Regex("category=Shoes"));
        await Expect(page.Locator(".filter-menu-set")).ToHaveCountAsync(1);
        await ChooseAsync(page, "queue-sort", "Highest asked");
        await page.WaitForURLAsync(new Regex(@"\?status=pending&q=Address&category=Shoes&sort=asking$"));
        await Expect(page.Locator("tr[data-id]").First).ToContainTextAsync("Address High");

        await page.ReloadAsync();
        await page.LiveAsync();
        await Expect(page.GetByLabel("Search sell requests")).ToHaveValueAsync("Address");
        await Expect(Tab(page, "Pending")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(page.Locator("tr[data-id]").First).ToContainTextAsync("Address High");

        await page.GoBackAsync();
        await page.WaitForURLAsync(new Regex(@"category=Shoes$"));
        await Expect(page.Locator("tr[data-id]").First).ToContainTextAsync("Address High");
        await page.GoBackAsync();
        await page.WaitForURLAsync(new Regex(@"\?status=pending&q=Address$"));
        await Expect(page.Locator(".filter-menu-set")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_are_selected_and_rejected_with_one_reason()
    {
        var one = await Server.SubmitAsync(StorefrontSteps.Form("Bulk One"));
        var two = await Server.SubmitAsync(StorefrontSteps.Form("Bulk Two"));
        var third = await Server.SubmitAsync(StorefrontSteps.Form("Bulk Three"));
        var page = await QueueAsync("?q=Bulk");
        await page.GetByLabel($"Select {one.BatchId}").CheckAsync();
        await page.GetByLabel($"Select {two.BatchId}").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Selected requests" })).ToContainTextAsync("2 selected");
        await page.GetByRole(AriaRole.Region, new() { Name = "Selected requests" }).GetByText("Reject…").ClickAsync();
        await page.Question().GetByText("Reject 2", new() { Exact = true }).ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("Give a reason.");
        await page.Locator("#reject-reason").FillAsync("We have too many of these.");
        await page.Question().GetByText("Reject 2", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("2 requests rejected. The sellers get a message.")).ToBeVisibleAsync();
        await Expect(page.Row(one).Locator(".chip", new() { HasText = "Rejected" }).First).ToBeVisibleAsync();
        await Expect(Tab(page, "Rejected")).ToContainTextAsync("2");
        Assert.Equal(2, await Server.Rows.CountAsync(
            "sell_submissions", $"status = 'rejected' AND closing_reason = 'We have too many of these.' AND id IN ({one.Id}, {two.Id})"));
        Assert.Equal(2, await Server.Rows.CountAsync(
            "outbox_messages", $"kind = 'submission.rejected' AND subject_id IN ({one.Id}, {two.Id}, {third.Id})"));
    }

    [Fact]
    public async Task The_export_holds_the_filtered_rows_and_no_formula()
    {
        await Server.SubmitAsync(StorefrontSteps.Form("=HYPERLINK(\"https://evil.example\",\"Exported\")"));
        await Server.SubmitAsync(StorefrontSteps.Form("Left out"));
        var page = await QueueAsync("?q=exported");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        Assert.Matches(@"^sell-requests-\d{4}-\d\d-\d\d\.csv$", download.SuggestedFilename);
        await using var file = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(file);
        var lines = (await reader.ReadToEndAsync(Stop)).TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("batch_id,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"Exported\"\")\",", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_does_shows_without_a_reload()
    {
        var sent = await Server.SubmitAsync(StorefrontSteps.Form("Live Seller"));
        var aoife = await QueueAsync("?q=Live");
        await Expect(aoife.Row(sent).GetByText("Pending").First).ToBeVisibleAsync();
        var marek = await (await VisitAsync(Server)).SignInAsync(Marek);
        await marek.OpenAsync(sent.ReviewPath);
        await marek.Locator("[data-assign-me]").ClickAsync();
        await marek.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(aoife.Row(sent).GetByText("Reviewing").First).ToBeVisibleAsync();
        await Expect(aoife.Row(sent)).ToHaveAttributeAsync("data-changed", new Regex("once|again"));
        await Server.SubmitAsync(StorefrontSteps.Form("Live Newcomer"));
        await aoife.GetByText("1 new · Show").ClickAsync();
        await Expect(aoife.Locator("tr[data-id]")).ToHaveCountAsync(2);
        await Expect(aoife.Locator("tr[data-id]").First).ToContainTextAsync("Live Newcomer");
    }

    private async Task<IPage> QueueAsync(string query)
    {
        var page = await (await VisitAsync(Server)).SignInAsync(Aoife);
        await page.OpenAsync("/sell-requests" + query);
        await Expect(page.Locator("tr[data-id]").First).ToBeVisibleAsync();
        await page.HearsKeysAsync();
        return page;
    }

    private static ILocator Tab(IPage page, string word) => page.Locator(".queue-tabs .tab-link", new() { HasText = word });

    private static async Task ChooseAsync(IPage page, string menu, string word)
    {
        await page.Locator($"button[popovertarget='{menu}']").ClickAsync();
        await page.Locator($"#{menu}").GetByText(word, new() { Exact = true }).ClickAsync();
    }
}
