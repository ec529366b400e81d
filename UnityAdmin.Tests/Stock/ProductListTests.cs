using UnityAdmin.Stock;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class ProductListTests
{
    private static readonly ProductFacts Shoe = new(
        "Air Max 1", "Nike", Catalogue.UsedShoes, "UK-9-5", ProductCondition.Decent, null, 9_000, ProductStatus.Active);

    [Theory, BothDatabases]
    public async Task Every_filter_narrows_by_itself_and_all_of_them_together(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var hoodie = await AddAsync(shop, ProductsTests.Hoodie, 2);
        var shoe = await AddAsync(shop, Shoe, 0);
        var draft = await AddAsync(shop, Shoe with { Brand = "Asics", Status = ProductStatus.Draft, PriceCents = 0 }, 1);
        Assert.Equal([draft, shoe, hoodie], await FindAsync(shop, ""));
        Assert.Equal([hoodie], await FindAsync(shop, "category=PO-CLOTHES"));
        Assert.Equal([draft, shoe], await FindAsync(shop, "size=UK-9-5"));
        Assert.Equal([shoe], await FindAsync(shop, "brand=Nike"));
        Assert.Equal([draft], await FindAsync(shop, "status=draft"));
        Assert.Equal([draft, hoodie], await FindAsync(shop, "stock=in_stock"));
        Assert.Equal([shoe], await FindAsync(shop, "stock=none_left"));
        Assert.Equal([shoe], await FindAsync(shop, "size=UK-9-5&brand=Nike&category=PO-SHOES&status=active&stock=none_left&q=air"));
        Assert.Equal([draft, shoe, hoodie], await FindAsync(shop, "size=XXL&status=sold&category=HATS&stock=some&q=%00"));
        Assert.Equal(["Asics", "Nike", "Supreme"], await shop.Get<ProductList>().BrandsAsync(Stop));
    }

    [Theory]
    [BothDatabases("logo", true)]
    [BothDatabases("SUPREME box", true)]
    [BothDatabases("un-0000", true)]
    [BothDatabases("hoo su", true)]
    [BothDatabases("\"logo\"", true)]
    [BothDatabases("\"logo\" OR nike", false)]
    [BothDatabases("hoodie' OR 1=1 --", false)]
    [BothDatabases("%", false)]
    [BothDatabases("nike", false)]
    public async Task Any_part_of_name_brand_or_sku_finds_it(TestDatabase on, string typed, bool found)
    {
        await using var shop = await on.OpenAsync();
        var hoodie = await AddAsync(shop, ProductsTests.Hoodie, 0);
        Assert.Equal(found ? [hoodie] : [], await FindAsync(shop, $"q={Uri.EscapeDataString(typed)}"));
        Assert.Equal(found ? 1 : 0, (await new ProductFinder(shop.Get<ProductList>()).FindAsync(typed, Stop)).Count);
    }

    [Theory, BothDatabases]
    public async Task Reading_on_gives_every_product_once_though_they_came_at_one_moment(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var all = new List<int>();
        for (var number = 0; number < 7; number++) all.Add(await AddAsync(shop, Shoe, 0));
        var list = shop.Get<ProductList>();
        var read = new List<int>();
        ProductCursor? after = null;
        do
        {
            var page = await list.ReadAsync(new ProductFilter(), after, 3, Stop);
            read.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);
        all.Reverse();
        Assert.Equal(all, read);
        Assert.Equal(7, await list.CountAsync(new ProductFilter(), Stop));
    }

    [Theory]
    [InlineData("category=BN-SHOES&size=UK-7&brand=New%20Balance&status=hidden&stock=none_left&q=a%26b")]
    [InlineData("")]
    public void A_filter_is_what_its_address_says(string query) =>
        Assert.Equal(ProductFilter.Parse(query), ProductFilter.Parse(ProductFilter.Parse(query).ToQuery()));

    private static async Task<int> AddAsync(TestShop shop, ProductFacts facts, int units) =>
        (await shop.Get<Products>().AddAsync(facts, units, Aoife, Stop)).Value.Id;

    private static async Task<IEnumerable<int>> FindAsync(TestShop shop, string query) =>
        (await shop.Get<ProductList>().ReadAsync(ProductFilter.Parse(query), null, 50, Stop)).Rows.Select(row => row.Id);
}
