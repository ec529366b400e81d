using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UnityAdmin.Data;
using UnityAdmin.Staff;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Staff;
using UnityAdmin.Tests.Stock;
using static Microsoft.Playwright.Assertions;

namespace UnityAdmin.Tests.Journeys;

/// <summary>What journeys of stock begin with: products on the shelf, and a scanner in the hand.</summary>
internal static class ShelfSteps
{
    private const int Units = 4;

    /// <summary>So many products of a brand, four units of each at a euro.</summary>
    /// <returns>Their SKUs.</returns>
    public static async Task<List<string>> ShelveAsync(this AppServer server, int products, string brand)
    {
        var ledger = server.Services.GetRequiredService<StockLedger>();
        var shelved = await server.Services.GetRequiredService<ShopData>().ChangeAsync<List<string>>(
            StockSteps.Aoife, StockActions.ProductAdded, async db =>
            {
                var shelf = new List<Product>();
                for (var i = 0; i < products; i++) shelf.Add(Shoe(await ProductNumber.NextSkuAsync(db, Stop), brand, $"Runner {i:00}"));
                db.AddRange(shelf);
                await db.SaveChangesAsync(Stop);
                var openings = shelf.Select(product => new StockEntry(product.Id, Units, StockReason.Opening, null)).ToList();
                return (await ledger.PostAsync(db, openings, StockSteps.Aoife, Stop)).Refused is { } refused
                    ? refused
                    : shelf.Select(product => product.Sku).ToList();
            }, Stop);
        return shelved.Value;
    }

    /// <summary>Opens a stocktake of a brand.</summary>
    /// <returns>The path of its page.</returns>
    public static async Task<string> OpenCountAsync(this AppServer server, string admin, string brand)
    {
        var directory = server.Services.GetRequiredService<StaffDirectory>();
        var id = (await directory.EnsureAsync(StaffSteps.EmailOf(admin), admin, Role.Admin, StaffSteps.Password, Stop)).Value;
        var opened = await server.Services.GetRequiredService<Stocktakes>().OpenAsync(
            new NewCount($"Count of {brand}", Brand: brand), new Actor(ActorKind.Staff, $"{id}", admin, Role.Admin), Stop);
        return $"/stocktakes/{opened.Value.Id}";
    }

    /// <summary>Scans as fast as a scanner types, wherever the focus is.</summary>
    public static async Task ScanAsync(this IPage page, params string[] labels)
    {
        await Expect(page.Locator("form[data-live]")).ToBeVisibleAsync();
        foreach (var label in labels)
        {
            await page.Keyboard.TypeAsync(label);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Locator("form[data-waiting='0']")).ToBeVisibleAsync();
    }

    private static Product Shoe(string sku, string brand, string name)
    {
        var product = new Product
        {
            Sku = sku,
            Name = name,
            Brand = brand,
            Category = Catalogue.UsedShoes,
            Size = "UK-9",
            Condition = ProductCondition.Mint,
            PriceCents = 100,
            Status = ProductStatus.Active,
            CreatedAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
        };
        product.Touch(product.CreatedAt);
        return product;
    }
}
