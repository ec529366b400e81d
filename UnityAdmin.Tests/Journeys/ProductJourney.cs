using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static UnityAdmin.Tests.Journeys.Opening;

namespace UnityAdmin.Tests.Journeys;

/// <summary>A product from the admin's form to its place in the list, and two people at its price.</summary>
public sealed class ProductJourney : Journey
{
    private static readonly string[] Photos =
        [.. StorefrontSteps.TwoPhotos.Select(photo => Path.Combine(SourceTree.Root, "UnityAdmin/Demo/Photos", photo))];

    [Theory, InlineData(TestDatabase.Sqlite)]
    public async Task From_an_empty_catalogue_to_a_photographed_product_that_says_why_it_is_3(TestDatabase on)
    {
        var server = await StartAsync(on, OpenShop.NoLimits);
        await server.OpenAsync();
        var page = await VisitAsync(server);
        await page.SignInAsync(Niamh);
        await AddAsync(page);
        await PhotographAsync(page);
        await SellCheaperAsync(page);
        await FindAsync(page);

        var row = Assert.Single(await server.Rows.RowsAsync("SELECT * FROM products"));
        Assert.Equal(("UN-000001", 7_950L, "BN-CLOTHES", "L"), (row["sku"], row["price_cents"], row["category"], row["size"]));
        Assert.Equal(2, await server.Rows.CountAsync("images", "product_id IS NOT NULL"));
    }

    [Fact]
    public async Task Two_people_at_one_price_both_see_what_the_other_did()
    {
        var server = await StartAsync(TestDatabase.Sqlite, OpenShop.NoLimits);
        await server.OpenAsync();
        var niamh = await VisitAsync(server);
        await niamh.SignInAsync(Niamh);
        await AddAsync(niamh);
        var aoife = await VisitAsync(server, Screen.Phone);
        await aoife.SignInAsync(Aoife);
        await aoife.OpenAsync("/products/1");
        await niamh.Button("Edit").ClickAsync();
        await aoife.Button("Edit").ClickAsync();
        await niamh.GetByLabel("Price in euros").FillAsync("70");
        await aoife.GetByLabel("Price in euros").FillAsync("75");
        await aoife.GetByLabel("Name").FillAsync("Tech fleece full zip");
        await niamh.Button("Save").ClickAsync();
        await Expect(niamh.Locator(".product-facts")).ToContainTextAsync("€70.00");
        await aoife.Button("Save").ClickAsync();
        await Expect(aoife.Locator(".theirs")).ToContainTextAsync($"{Niamh} has meanwhile changed this to “€70.00”.");
        await AssertAccessibleAsync(aoife);
        await aoife.AssertNarrowAsync();
        await aoife.Button("Take theirs").ClickAsync();
        await aoife.Button("Save mine").ClickAsync();
        await Expect(aoife.Locator(".product-facts")).ToContainTextAsync("€70.00");
        await Expect(niamh.Locator("h1")).ToHaveTextAsync("Tech fleece full zip");
    }

    private static async Task AddAsync(IPage page)
    {
        await page.OpenAsync("/products");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add the first product" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Add a product");
        await page.LiveAsync();
        await page.GetByLabel("Name").FillAsync("Tech fleece");
        await page.GetByLabel("Brand").FillAsync("Nike");
        await page.GetByLabel("Category").SelectOptionAsync("New clothes");
        await page.GetByLabel("Size").SelectOptionAsync("L");
        await page.GetByLabel("Condition").SelectOptionAsync("New");
        await page.GetByLabel("Price in euros").FillAsync("89,50");
        await page.GetByLabel("Units on the shelf").FillAsync("3");
        await page.Button("Add product").ClickAsync();
        await Expect(page.GetByText("Tech fleece added as UN-000001")).ToBeVisibleAsync();
        await Expect(page.Locator(".waterfall h2")).ToHaveTextAsync("Why is it 3?");
    }

    private static async Task PhotographAsync(IPage page)
    {
        await page.LiveAsync();
        await page.Locator(".photo-add input").SetInputFilesAsync(Photos);
        await Expect(page.Locator(".photo-thumb")).ToHaveCountAsync(2);
        var cover = await page.Locator(".photo-thumb").First.GetAttributeAsync("data-photo");
        await page.Button("Arrange or delete").ClickAsync();
        await page.Button("Move photo 2 forward").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".photo-thumb").Nth(1)).ToHaveAttributeAsync("data-photo", cover!);
        await Expect(page.Button("Move photo 1 forward")).ToBeFocusedAsync();
        await AssertAccessibleAsync(page);
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.photo-shelf img')].every(photo => photo.complete && photo.naturalWidth > 0)");
    }

    private static async Task SellCheaperAsync(IPage page)
    {
        await page.Button("Edit").ClickAsync();
        await page.GetByLabel("Price in euros").FillAsync("79.50");
        await AssertAccessibleAsync(page);
        await page.Button("Save").ClickAsync();
        await Expect(page.GetByText("Product saved")).ToBeVisibleAsync();
        await Expect(page.Locator(".price-steps li").First).ToContainTextAsync("from €89.50");
        await Expect(page.Locator(".price-steps li")).ToHaveCountAsync(2);
        var bars = page.Locator(".waterfall").GetByRole(AriaRole.Link);
        await Expect(bars.First).ToHaveAccessibleNameAsync("+3 opening → 3");
        await Expect(bars.First).ToHaveAttributeAsync("href", new Regex(@"^/stock\?move=\d+$"));
    }

    private static async Task FindAsync(IPage page)
    {
        await page.OpenAsync("/products");
        await page.HearsKeysAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByLabel("Search products")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("fleece nike");
        await page.WaitForURLAsync(new Regex("q=fleece%20nike$"));
        await Expect(page.Locator(".products-link")).ToHaveAttributeAsync("href", "/products/1?q=fleece%20nike");
        await page.Locator("tr[data-id] .products-price").ClickAsync(new() { Force = true });
        await page.WaitForURLAsync(new Regex(@"/products/1\?q=fleece"));
        await page.Locator(".page-head-back").ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/products\?q=fleece"));
    }
}
