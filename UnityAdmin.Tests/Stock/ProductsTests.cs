using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Orders;
using static UnityAdmin.Tests.Orders.OrderSteps;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class ProductsTests
{
    internal static readonly ProductFacts Hoodie = new(
        "Box logo hoodie", "Supreme", Catalogue.UsedClothes, "M", ProductCondition.Mint, "Grey", 18_000, ProductStatus.Active);

    [Theory, BothDatabases]
    public async Task A_new_product_gets_a_sku_and_its_opening_stands_in_the_ledger(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var added = (await AddAsync(shop, Hoodie, 4)).Value;
        var row = (await shop.RowsAsync($"SELECT * FROM products WHERE id = {added.Id}"))[0];
        Assert.Equal(("UN-000001", "Box logo hoodie", "PO-CLOTHES", "M", "mint", "active"), (
            row["sku"], row["name"], row["category"], row["size"], row["condition"], row["status"]));
        Assert.Equal(4, await shop.QuantityAsync(added.Id));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"product_id = {added.Id} AND reason = 'opening' AND balance_after = 4"));
        Assert.Equal(2, await shop.CountAsync("system_logs", $"subject = 'products' AND subject_id = {added.Id}"));
        Assert.Equal("UN-000002", (await AddAsync(shop, Hoodie, 0)).Value.Sku);
        Assert.Equal(1, await shop.CountAsync("stock_moves"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Only_admins_add_products(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var refused = await shop.Get<Products>().AddAsync(Hoodie, 1, Niamh, Stop);
        Assert.Equal("role_missing", refused.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("products"));
    }

    [Theory]
    [BothDatabases("name", " ", "PO-CLOTHES", "M", 100)]
    [BothDatabases("category", "Hoodie", "CLOTHES", "M", 100)]
    [BothDatabases("size", "Hoodie", "BN-CLOTHES", "S-TOP-M-BOTTOM", 100)]
    [BothDatabases("size", "Hoodie", "PO-SHOES", "M", 100)]
    [BothDatabases("price", "Hoodie", "PO-CLOTHES", "M", 0)]
    [BothDatabases("price", "Hoodie", "PO-CLOTHES", "M", -1)]
    public async Task What_nobody_could_sell_is_refused_at_its_field(
        TestDatabase on, string field, string name, string category, string size, long cents)
    {
        await using var shop = await on.OpenAsync();
        var refused = (await AddAsync(shop, Hoodie with { Name = name, Category = category, Size = size, PriceCents = cents }, 0)).Refused;
        Assert.Equal("product_wrong", refused?.Code);
        Assert.Equal([field], refused!.Fields.Keys);
        Assert.Equal(0, await shop.CountAsync("products"));
    }

    [Theory]
    [BothDatabases(-1)]
    [BothDatabases(StockLedger.MaxUnits + 1)]
    public async Task An_opening_nobody_could_count_is_refused(TestDatabase on, int units)
    {
        await using var shop = await on.OpenAsync();
        Assert.Equal("quantity_out_of_range", (await AddAsync(shop, Hoodie, units)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("products"));
    }

    [Theory, BothDatabases]
    public async Task Fields_that_nobody_else_touched_are_merged(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie, 1)).Value.Id;
        Assert.Null((await EditAsync(shop, id, Hoodie with { PriceCents = 17_000 }, Marek)).Refused);
        Assert.Null((await EditAsync(shop, id, Hoodie with { Name = "Box logo hoodie FW17" }, Aoife)).Refused);
        var now = ProductFacts.Of((await shop.Get<Products>().FindAsync(id, Stop))!.Product);
        Assert.Equal(Hoodie with { PriceCents = 17_000, Name = "Box logo hoodie FW17" }, now);
        Assert.Equal(2, await shop.CountAsync("system_logs", "action = 'product.edited'"));
        Assert.Equal(1, await shop.CountAsync("products", "search_text LIKE '%fw17%'"));
    }

    [Theory, BothDatabases]
    public async Task A_field_that_both_changed_is_refused_with_theirs_and_who(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie, 1)).Value.Id;
        Assert.Null((await EditAsync(shop, id, Hoodie with { PriceCents = 17_000, Description = null }, Marek)).Refused);
        var mine = Hoodie with { PriceCents = 19_000, Description = "Grey, boxed", Brand = "SUPREME" };
        var refused = (await EditAsync(shop, id, mine, Aoife)).Refused;
        Assert.Equal(("product_clash", RefusalKind.Conflict), (refused!.Code, refused.Kind));
        Assert.Equal("Marek Kowalski has meanwhile changed this to “€170.00”.", refused.Fields["price"]);
        Assert.Equal("Marek Kowalski has meanwhile emptied this.", refused.Fields["description"]);
        Assert.Equal(1, await shop.CountAsync("products", "brand = 'Supreme' AND price_cents = 17000"));

        var seen = Hoodie with { PriceCents = 17_000, Description = null };
        Assert.Null((await shop.Get<Products>().EditAsync(id, seen, mine, Aoife, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("products", "brand = 'SUPREME' AND price_cents = 19000"));
    }

    [Theory, BothDatabases]
    public async Task Merging_never_makes_a_size_that_the_category_has_not(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie, 0)).Value.Id;
        Assert.Null((await EditAsync(shop, id, Hoodie with { Size = "M-TOP-L-BOTTOM" }, Marek)).Refused);
        var refused = (await EditAsync(shop, id, Hoodie with { Category = Catalogue.NewClothes }, Aoife)).Refused;
        Assert.Equal(["size"], refused!.Fields.Keys);
        Assert.Equal(1, await shop.CountAsync("products", "category = 'PO-CLOTHES' AND size = 'M-TOP-L-BOTTOM'"));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_save_another_price_at_once_one_wins_and_the_others_are_told(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie, 0)).Value.Id;
        var saves = await Task.WhenAll(Enumerable.Range(1, 8).Select(euros =>
            Task.Run(() => EditAsync(shop, id, Hoodie with { PriceCents = euros * 100 }, Aoife))));
        Assert.Single(saves, save => save.Refused is null);
        Assert.All(saves.Where(save => save.Refused is not null), save => Assert.Equal("product_clash", save.Refused!.Code));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'product.edited'"));
    }

    [Theory, BothDatabases]
    public async Task Editing_is_for_the_staff_and_for_products_that_are_there(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        Assert.Equal("product_not_found", (await EditAsync(shop, 999, Hoodie with { Size = "L" }, Aoife)).Refused?.Code);
        Assert.Equal("role_missing", (await EditAsync(shop, 999, Hoodie, Actor.Storefront(null))).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task Its_prices_are_told_from_the_audit_newest_first(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie, 2)).Value.Id;
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await EditAsync(shop, id, Hoodie with { Size = "L" }, Marek)).Refused);
        Assert.Null((await EditAsync(shop, id, Hoodie with { PriceCents = 15_000 }, Marek)).Refused);
        var view = (await shop.Get<Products>().FindAsync(id, Stop))!;
        Assert.Equal([(18_000L, 15_000L, "Marek Kowalski"), (null, 18_000L, "Aoife Byrne")],
            view.Prices.Select(price => (price.FromCents, price.ToCents, price.Who)));
        Assert.Equal(shop.Clock.NowUtc(), view.Prices[0].At);
        Assert.Equal(["products", "products", "products"], view.History.Select(row => row.Entity));
    }

    [Theory, BothDatabases]
    public async Task What_is_held_for_someone_is_on_hand_and_not_available(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var id = (await AddAsync(shop, Hoodie with { Status = ProductStatus.Active }, 5)).Value.Id;
        _ = await shop.ReservationAsync(id);
        var second = await shop.ReservationAsync(id, 2, Sorcha with { Phone = "+353860000000", Email = null });
        Assert.Null((await shop.Get<Reservations>().CancelAsync(second, Aoife, Stop)).Refused);
        var view = (await shop.Get<Products>().FindAsync(id, Stop))!;
        Assert.Equal((5, 1, 4), (view.OnHand, view.Reserved, view.Available));
        Assert.Equal((1, 4), (await shop.Get<ProductList>().ReadAsync(new ProductFilter(), null, 10, Stop)).Rows
            .Select(row => (row.Reserved, row.Available)).Single());
    }

    internal static Task<Result<Product>> AddAsync(TestShop shop, ProductFacts facts, int opening) =>
        shop.Get<Products>().AddAsync(facts, opening, Aoife, Stop);

    private static Task<Result> EditAsync(TestShop shop, int id, ProductFacts edited, Actor by) =>
        shop.Get<Products>().EditAsync(id, Hoodie, edited, by, Stop);
}
