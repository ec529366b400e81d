using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UnityAdmin.Tests.Stock;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>Setting stock right: alone, against a colleague at the same product, and with a second admin.</summary>
public sealed class StockJourney(OpenShop shop) : Journey, IClassFixture<OpenShop>
{
    private const string Orla = "Orla Walsh";
    private const string Sean = "Sean Murphy";

    private AppServer Server => shop.Server;

    [Fact]
    public async Task An_admin_corrects_stock_and_takes_it_back()
    {
        var product = await StockSteps.AddProductAsync(Server.Services, 5, name: "Dunk Low");
        var page = await SignInAsync(Niamh, UnityAdmin.Role.Admin);
        await page.OpenAsync("/stock");
        await page.GetByLabel("Find a product").FillAsync("dunk low");
        await page.GetByRole(AriaRole.Group, new() { Name = "Products found" }).GetByText("Dunk Low").ClickAsync();
        await page.WaitForURLAsync(new Regex($@"/stock\?product={product}$"));
        await Expect(page.Locator("tr[data-move]")).ToHaveCountAsync(1);
        await AdjustAsync(page, "-2", "Lost", "Not on the shelf");
        await page.Button("Adjust").ClickAsync();
        await Expect(page.GetByText(new Regex(@"Correction \d+ is posted: 1 move in the ledger"))).ToBeVisibleAsync();
        await Expect(page.Locator("tr[data-move]").First).ToContainTextAsync("−2");
        Assert.Equal(3, await QuantityAsync(product));

        await page.GetByLabel(new Regex("^Reverse move")).First.ClickAsync();
        await Expect(page.Question()).ToContainTextAsync("3 → 5");
        await page.Locator("#reverse-note").FillAsync("Found it in the back");
        await page.Button("Reverse 1 move").ClickAsync();
        await Expect(page.Locator("tr[data-move]")).ToHaveCountAsync(3);
        await Expect(page.Locator(".ledger-reversed")).ToHaveCountAsync(1);
        Assert.Equal(5, await QuantityAsync(product));
    }

    [Theory]
    [InlineData(UnityAdmin.Role.Manager, Sean)]
    [InlineData(UnityAdmin.Role.Staff, Aoife)]
    public async Task Others_see_the_same_page_without_its_buttons(Role role, string name)
    {
        var product = await StockSteps.AddProductAsync(Server.Services, 5, name: "Yeezy 350");
        var page = await SignInAsync(name, role);
        await page.OpenAsync($"/stock?product={product}&move={await LastMoveAsync(product)}");
        await Expect(page.Locator("tr[data-move]")).ToHaveCountAsync(1);
        await Expect(page.Locator("aside.move")).ToContainTextAsync("0");
        await Expect(page.GetByText("Export")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Adjust|Reverse") })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Set to my count of 4", 4)]
    [InlineData("Apply my difference of −1", 2)]
    public async Task Of_two_who_adjust_the_same_product_the_later_one_says_what_was_meant(string meant, int left)
    {
        var product = await StockSteps.AddProductAsync(Server.Services, 5, 1_000, "Air Force 1");
        var niamh = await SignInAsync(Niamh, UnityAdmin.Role.Admin);
        var orla = await SignInAsync(Orla, UnityAdmin.Role.Admin);
        foreach (var page in new[] { niamh, orla }) await page.OpenAsync($"/stock?product={product}");
        await AdjustAsync(niamh, "-1", "Correction", "Niamh counted four");
        await AdjustAsync(orla, "-2", "Damaged", "Two are torn");
        await orla.Button("Adjust").ClickAsync();
        await Expect(orla.Question()).ToHaveCountAsync(0);
        await niamh.Button("Adjust").ClickAsync();
        var asked = niamh.GetByRole(AriaRole.Group, new() { Name = "Stock moved meanwhile" });
        await Expect(asked).ToContainTextAsync("You saw 5, now there are 3.");
        await Expect(asked.Locator("tbody tr")).ToContainTextAsync(Orla);
        await AssertAccessibleAsync(niamh);
        await niamh.GetByRole(AriaRole.Button, new() { Name = meant }).ClickAsync();
        await Expect(niamh.Question()).ToHaveCountAsync(0);
        await Expect(niamh.Locator("tr[data-move]")).ToHaveCountAsync(3);
        Assert.Equal(left, await QuantityAsync(product));
        Assert.Equal(1, await Server.Rows.CountAsync("stock_moves", $"product_id = {product} AND note = 'Niamh counted four'"));
    }

    [Fact]
    public async Task Reversing_what_a_colleague_has_just_reversed_is_refused_in_the_dry_run()
    {
        var product = await StockSteps.AddProductAsync(Server.Services, 5, 1_000, "Gel-Kayano 14");
        var niamh = await SignInAsync(Niamh, UnityAdmin.Role.Admin);
        var orla = await SignInAsync(Orla, UnityAdmin.Role.Admin);
        foreach (var page in new[] { niamh, orla }) await page.OpenAsync($"/stock?product={product}");
        var move = await LastMoveAsync(product);
        foreach (var page in new[] { niamh, orla })
        {
            await page.GetByLabel($"Reverse move {move}").ClickAsync();
            await page.Locator("#reverse-note").FillAsync("Opened twice");
        }

        await niamh.Button("Reverse 1 move").ClickAsync();
        await Expect(niamh.Question()).ToHaveCountAsync(0);
        await orla.Button("Reverse 1 move").ClickAsync();
        await Expect(orla.Question().Locator(".note-bad")).ToContainTextAsync($"Move {move} is already reversed.");
        await Expect(orla.Button("Reverse 1 move")).ToHaveCountAsync(0);
        Assert.Equal(1, await Server.Rows.CountAsync("stock_moves", $"reverses_id = {move}"));
        Assert.Equal(0, await QuantityAsync(product));
    }

    [Fact]
    public async Task A_dear_correction_is_approved_by_another_admin_and_never_by_who_asked()
    {
        var product = await StockSteps.AddProductAsync(Server.Services, 5, 60_000, "Day-Date");
        var niamh = await SignInAsync(Niamh, UnityAdmin.Role.Admin);
        await niamh.OpenAsync($"/stock?product={product}");
        await AdjustAsync(niamh, "-1", "Theft", "Camera 2");
        await Expect(niamh.Question()).ToContainTextAsync("a second admin must approve this");
        await niamh.Button("Adjust").ClickAsync();
        await Expect(niamh.GetByText(new Regex("waits for a second admin"))).ToBeVisibleAsync();
        Assert.Equal(5, await QuantityAsync(product));
        var asked = await Server.Rows.ScalarAsync<int>("SELECT MAX(id) FROM stock_corrections WHERE status = 'waiting'");
        await niamh.OpenAsync($"/stock/corrections/{asked}");
        await Expect(niamh.GetByText("You asked for this.")).ToBeVisibleAsync();
        await Expect(niamh.Button("Withdraw…")).ToBeVisibleAsync();
        await Expect(niamh.Button("Approve")).ToHaveCountAsync(0);

        var orla = await SignInAsync(Orla, UnityAdmin.Role.Admin);
        await orla.OpenAsync("/stock/corrections");
        await orla.GetByLabel($"Correction {asked}").ClickAsync();
        await orla.Button("Approve").ClickAsync();
        await Expect(orla.GetByText("1 move in the ledger")).ToBeVisibleAsync();
        await Expect(niamh.GetByText("Approved by")).ToBeVisibleAsync();
        Assert.Equal(4, await QuantityAsync(product));
    }

    private async Task<IPage> SignInAsync(string name, Role role)
    {
        await Server.LetInAsync(role, name);
        return await (await VisitAsync(Server)).SignInAsync(name);
    }

    private static async Task AdjustAsync(IPage page, string units, string reason, string note)
    {
        await page.Button("Adjust stock…").ClickAsync();
        await page.Locator("#adjust-units").FillAsync(units);
        await page.Locator($"input[value={reason}]").CheckAsync();
        await page.Locator("#adjust-note").FillAsync(note);
    }

    private Task<int> QuantityAsync(int product) =>
        Server.Rows.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}");

    private Task<long> LastMoveAsync(int product) =>
        Server.Rows.ScalarAsync<long>($"SELECT MAX(id) FROM stock_moves WHERE product_id = {product}");
}
