using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

public sealed class StocktakeJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private AppServer Server => shop.Server;

    [Fact]
    public async Task Fifty_products_are_pasted_compared_recounted_and_posted()
    {
        var skus = await Server.ShelveAsync(50, "Fifty");
        var page = await (await VisitAsync(Server)).SignInAsync(Niamh);
        await page.OpenAsync("/stocktakes");
        await page.Locator("[data-new]").ClickAsync();
        await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.GetByLabel("Name").FillAsync("Fifty, spring");
        await page.GetByLabel("Brand").FillAsync("fifty");
        await page.Button("Open the stocktake").ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/stocktakes/\d+$"));
        await Expect(page.GetByText("0 of 50 counted").First).ToBeVisibleAsync();

        // Forty-nine rows of four, of which one product has three and one has six in two rows; the fiftieth is left to the scanner.
        var rows = skus.Take(48).Select((sku, at) => $"{sku}\t{(at == 0 ? 3 : 4)}").Append($"{skus[48]}\t4").Append($"{skus[48]}\t2");
        var sheet = rows.Append("UN-999999\t1").Select(row => row.Replace("\t", "\t9\t")).Prepend("SKU\tOn hand\tFound");
        await PasteAsync(page, string.Join('\n', sheet));
        await page.ScanAsync(skus[49], skus[49], skus[49], skus[49]);
        await Expect(page.GetByText("50 of 50 counted").First).ToBeVisibleAsync();
        await RecountAsync(page, skus[48]);
        await page.Locator("[data-post]").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("2 products change: +1 and −1 units, worth €2.00");
        await page.Question().GetByText("Post 2 differences").ClickAsync();
        await Expect(page.GetByText("The stocktake is posted.")).ToBeVisibleAsync();
        await Expect(page.Locator("main a", new() { HasText = "See the moves" }))
            .ToHaveAttributeAsync("href", new Regex("document=Stocktake%20"));
        Assert.Equal(3, await QuantityAsync(skus[0]));
        Assert.Equal(5, await QuantityAsync(skus[48]));
        Assert.Equal(2, await Server.Rows.CountAsync("stock_moves", "reason = 'stocktake'"));
    }

    [Fact]
    public async Task Two_scan_the_same_shelf_at_once_and_every_scan_counts()
    {
        var skus = await Server.ShelveAsync(2, "Scanned");
        var stocktake = await Server.OpenCountAsync(Niamh, "Scanned");
        var aoife = await (await VisitAsync(Server, Screen.Phone)).SignInAsync(Aoife);
        var marek = await (await VisitAsync(Server)).SignInAsync(Marek);
        await aoife.OpenAsync(stocktake);
        await marek.OpenAsync(stocktake);
        await aoife.Locator("#scan-field").FocusAsync();
        var labels = Enumerable.Repeat(skus[0], 12).ToArray();
        await Task.WhenAll(aoife.ScanAsync(labels), marek.ScanAsync(labels));
        Assert.Equal(24, await CountedAsync(skus[0]));

        await Expect(aoife.Locator(".tab-links")).ToHaveCountAsync(0);
        await marek.ScanAsync("UN-999999");
        await Expect(marek.Locator(".scan-last")).ToContainTextAsync("No product has the SKU UN-999999");
        await marek.ScanAsync(skus[1]);
        await Expect(aoife.GetByText("2 of 2 counted").First).ToBeVisibleAsync();
        await marek.Button($"Undo {skus[1]}").First.ClickAsync();
        await Expect(aoife.GetByText("1 of 2 counted").First).ToBeVisibleAsync();

        // The scanner types on wherever the focus went.
        await marek.ScanAsync($"{skus[1]} 3");
        Assert.Equal(3, await CountedAsync(skus[1]));
        var outside = (await Server.ShelveAsync(1, "Elsewhere"))[0];
        await marek.ScanAsync(outside);
        await marek.Button("Count it too").ClickAsync();
        await Expect(aoife.GetByText("3 of 3 counted").First).ToBeVisibleAsync();
    }

    /// <summary>Field case 19, and the other ways in which scanners end and frame a code.</summary>
    [Fact]
    public async Task However_a_scanner_ends_and_frames_its_code_each_scan_is_one_unit()
    {
        var skus = await Server.ShelveAsync(7, "Tabbed");
        var page = await (await VisitAsync(Server)).SignInAsync(Aoife);
        await page.OpenAsync(await Server.OpenCountAsync(Niamh, "Tabbed"));
        await Expect(page.Locator(".scan-form[data-live]")).ToHaveCountAsync(1);
        await page.Locator("#scan-field").FocusAsync();
        foreach (var sku in skus.Take(3)) await page.ScanKeysAsync(sku, "Tab");
        await page.ScanKeysAsync($"*{skus[3]}*", "Enter", "Enter");

        // Without a suffix, and wherever the focus is; two in a row stay two.
        await page.Locator("[data-paste]").FocusAsync();
        await page.ScanKeysAsync($"]C1{skus[4]}");
        await Expect(page.GetByText("5 of 7 counted").First).ToBeVisibleAsync();
        await page.ScanKeysAsync(skus[5]);
        await page.TypeKeysAsync(400, $"{skus[6][0]}");
        await page.ScanKeysAsync(skus[6][1..], "Enter");
        await Expect(page.GetByText("7 of 7 counted").First).ToBeVisibleAsync();
        foreach (var sku in skus) Assert.Equal(1, await CountedAsync(sku));
    }

    private static async Task PasteAsync(IPage page, string rows)
    {
        await page.Locator("[data-paste]").ClickAsync();
        await page.Locator("#paste-text").FillAsync(rows);
        await page.Button("Read the rows").ClickAsync();

        // No heading says which number was counted: it is asked with the first rows in sight, and nothing is chosen beforehand.
        await Expect(page.GetByLabel("Column of the count")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Column of the SKU")).ToHaveValueAsync("0");
        await Expect(page.Button("Read the rows")).ToBeDisabledAsync();
        await Expect(page.Question().Locator("tbody tr")).ToHaveCountAsync(5);
        await page.GetByLabel("Column of the count").SelectOptionAsync(new SelectOptionValue { Label = "C: Found" });
        await page.Button("Read the rows").ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("1 row is left out");
        await page.Button("Enter 49 products").ClickAsync();
        await Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Expect(page.GetByText("49 of 50 counted").First).ToBeVisibleAsync();
    }

    private static async Task RecountAsync(IPage page, string sku)
    {
        await page.Locator(".tab-link", new() { HasText = "Differences" }).ClickAsync();
        await Expect(page.Locator("tr[data-line]")).ToHaveCountAsync(2);
        await Expect(Line(page, sku)).ToContainTextAsync("+2");
        await page.GetByLabel($"Choose {sku}").CheckAsync();
        await page.Locator("[data-recount]").ClickAsync();
        await Expect(page.Locator("tr[data-line]")).ToHaveCountAsync(1);

        await page.Locator(".tab-link", new() { HasText = "Count" }).First.ClickAsync();
        await Expect(page.Locator($"[data-line='{sku}']")).ToContainTextAsync("Count again");
        await page.ScanAsync($"{sku} 5");
        await page.Locator(".tab-link", new() { HasText = "Differences" }).ClickAsync();
        await Expect(Line(page, sku)).ToContainTextAsync("First counted 6");
    }

    private static ILocator Line(IPage page, string sku) => page.Locator($"tr[data-line='{sku}']");

    private Task<int> QuantityAsync(string sku) =>
        Server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE sku = '{sku}'");

    private Task<int> CountedAsync(string sku) => Server.Rows.ScalarAsync<int>(
        $"SELECT counted FROM stock_count_lines WHERE product_id = (SELECT id FROM products WHERE sku = '{sku}')");
}
