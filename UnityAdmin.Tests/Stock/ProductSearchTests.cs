using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>The list, the storefront's catalogue, the ledger's box and the stocktake find the same products by what people type.</summary>
public sealed class ProductSearchTests
{
    /// <summary>Their keys count from 1, their SKUs from UN-000001.</summary>
    private static readonly (string Brand, string Name, string Size)[] Shelf =
    [
        ("Stüssy", "8-ball fleece", "M"),
        ("STÜSSY", "Basic tee", "L"),
        ("Stu\u0308ssy", "World tour hoodie", "S"),
        ("Nike", "Air Max 1 '87", "UK-9"),
        ("NIKE", "Air Max 1 Patta", "UK-9-5"),
        ("nike", "Air Max 90", "UK-10"),
        ("Nike", "Jordan 4 Retro", "UK-9"),
        ("Nike", "Dunk low UK exclusive 9", "UK-8"),
        ("Arc'teryx", "Beta jacket", "M"),
        ("Arc’teryx", "Alpha jacket", "XL"),
        ("Łódź Works", "Tracksuit", "M-TOP-L-BOTTOM"),
        ("Off-White", "T-shirt", "XS"),
    ];

    /// <summary>What is typed, and who has it.</summary>
    private static readonly (string Typed, int[] Ids)[] Searches =
    [
        ("stussy", [1, 2, 3]), ("Stüssy", [1, 2, 3]), ("stu\u0308ssy", [1, 2, 3]), ("STUSSY tee", [2]),
        ("uk 9", [4, 7]), ("uk9", [4, 7]), ("UK-9", [4, 7]), ("uk-9-5", [5]), ("uk 9.5", [5]), ("UK 9 5", [5]), ("9,5", [5]),
        ("jordan 4 uk 9", [7]), ("jordan uk 8", []), ("dunk uk 9", []), ("air max 1", [4, 5]), ("air-max 90", [6]),
        ("UN000004", [4]), ("un-000004", [4]), ("UN 000004", [4]), ("0000", [.. Enumerable.Range(1, 12)]),
        ("00000", [.. Enumerable.Range(1, 9)]),
        ("arcteryx", [9, 10]), ("arc'teryx m", [9]), ("ARC’TERYX", [9, 10]), ("lodz", [11]), ("m top l bottom", [11]),
        ("off white", [12]), ("offwhite tshirt", [12]), ("t shirt", [12]), ("ｎｉｋｅ 90", [6]), ("ni", [4, 5, 6, 7, 8]),
        ("ike", [4, 5, 6, 7, 8]), ("87", [4]), ("%", []), ("\"", []), ("nike NEAR dunk*", []),
    ];

    [Theory, BothDatabases]
    public async Task What_is_typed_finds_the_same_products_in_every_list(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var count = await shop.CountOpenedAsync();
        var wrong = new List<string>();
        void Check(string where, string typed, int[] wanted, IEnumerable<int> found)
        {
            var ids = found.Order().ToList();
            if (ids.SequenceEqual(wanted)) return;
            wrong.Add($"{where} “{typed}”: {string.Join(' ', ids)} instead of {string.Join(' ', wanted)}");
        }

        foreach (var (typed, ids) in Searches)
        {
            var list = await shop.Get<ProductList>().ReadAsync(new ProductFilter { Search = typed }, null, 50, Stop);
            Check("list", typed, ids, list.Rows.Select(row => row.Id));
            Check("storefront", typed, ids, await OnSaleAsync(shop, "q", typed));
            var counted = await shop.Get<CountLines>().ReadAsync(count, CountShow.All, typed, null, StockSteps.Aoife, Stop);
            Check("stocktake", typed, ids, counted.Value.Select(row => row.ProductId));
            if (ids.Length > 8) continue;
            Check("ledger", typed, ids, (await shop.Get<StockOnHand>().FindAsync(typed, Stop)).Select(product => product.Id));
            if (ids.Length > 6) continue;
            Check("palette", typed, ids, (await new ProductFinder(shop.Get<ProductList>()).FindAsync(typed, Stop))
                .Select(entry => int.Parse(entry.Href["/products/".Length..], null)));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [BothDatabases("brand", "nike", new[] { 4, 5, 6, 7, 8 })]
    [BothDatabases("brand", "NIKE", new[] { 4, 5, 6, 7, 8 })]
    [BothDatabases("brand", "Nike", new[] { 4, 5, 6, 7, 8 })]
    [BothDatabases("brand", "stussy", new[] { 1, 2, 3 })]
    [BothDatabases("brand", "Stu\u0308ssy", new[] { 1, 2, 3 })]
    [BothDatabases("brand", "arcteryx", new[] { 9, 10 })]
    [BothDatabases("brand", "off white", new[] { 12 })]
    [BothDatabases("brand", "Nike SB", new int[0])]
    [BothDatabases("brand", "!", new int[0])]
    [BothDatabases("size", "uk 9", new[] { 4, 7 })]
    [BothDatabases("size", "uk9.5", new[] { 5 })]
    [BothDatabases("size", "m", new[] { 1, 9 })]
    [BothDatabases("size", "m top, l bottom", new[] { 11 })]
    [BothDatabases("category", "po_shoes", new[] { 4, 5, 6, 7, 8 })]
    [BothDatabases("category", "PO Clothes", new[] { 1, 2, 3, 9, 10, 11, 12 })]
    public async Task The_storefront_s_filters_take_any_spelling(TestDatabase on, string filter, string typed, int[] ids)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        Assert.Equal(ids, (await OnSaleAsync(shop, filter, typed)).Order());
    }

    [Theory, BothDatabases]
    public async Task A_brand_is_offered_once_and_one_stocktake_counts_all_of_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        Assert.Equal(4, (await shop.Get<ProductList>().BrandsAsync(Stop)).Count(brand => brand[0] is 'N' or 'n' or 'S' or 'O' or 'Ł'));
        _ = await shop.CountOpenedAsync(brand: " stussy ");
        var lines = await shop.RowsAsync("SELECT product_id FROM stock_count_lines ORDER BY product_id");
        Assert.Equal([1, 2, 3], lines.Select(line => Convert.ToInt32(line["product_id"], null)));
    }

    private static async Task<IEnumerable<int>> OnSaleAsync(TestShop shop, string field, string typed)
    {
        Assert.Null(WindowQuery.Read(new Dictionary<string, string?> { [field] = typed }).Refused);
        var wanted = WindowQuery.Read(new Dictionary<string, string?> { [field] = typed, ["limit"] = "100" }).Value;
        return (await shop.Get<ShopWindow>().ReadAsync(wanted, Stop)).Products.Select(product => product.Id);
    }

    private static async Task FillAsync(TestShop shop)
    {
        var filled = await shop.Data.ChangeAsync(StockSteps.Aoife, StockActions.ProductAdded, async db =>
        {
            foreach (var (brand, name, size) in Shelf)
            {
                var product = new Product
                {
                    Sku = await ProductNumber.NextSkuAsync(db, Stop),
                    Name = name,
                    Brand = brand,
                    Category = size.StartsWith("UK", StringComparison.Ordinal) ? Catalogue.UsedShoes : Catalogue.UsedClothes,
                    Size = size,
                    PriceCents = 1_000,
                    Status = ProductStatus.Active,
                    CreatedAt = shop.Clock.Now,
                };
                product.Touch(shop.Clock.Now);
                _ = db.Products.Add(product);
                _ = await db.SaveChangesAsync(Stop);
            }

            return Result.Done;
        }, Stop);
        Assert.Null(filled.Refused);
    }
}
