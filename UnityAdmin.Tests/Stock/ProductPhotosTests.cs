using UnityAdmin.Media;
using UnityAdmin.Stock;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class ProductPhotosTests
{
    [Theory, BothDatabases]
    public async Task Photos_come_after_each_other_are_ordered_and_close_up_when_one_goes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var (first, second, third) = (await AddAsync(shop, product), await AddAsync(shop, product), await AddAsync(shop, product));
        Assert.Equal([first, second, third], await OrderAsync(shop, product));

        Assert.Null((await shop.Get<ProductPhotos>().OrderAsync(product, [third, first, second], Aoife, Stop)).Refused);
        Assert.Equal([third, first, second], await OrderAsync(shop, product));
        Assert.Equal(third, (await shop.Get<ProductList>().ReadAsync(new ProductFilter(), null, 1, Stop)).Rows[0].CoverId);

        Assert.Null((await shop.Get<ProductPhotos>().DeleteAsync(product, first, Aoife, Stop)).Refused);
        var left = await shop.RowsAsync($"SELECT * FROM images WHERE product_id = {product} ORDER BY position");
        Assert.Equal([(third, 1), (second, 2)], left.Select(row =>
            (Convert.ToInt32(row["id"], null), Convert.ToInt32(row["position"], null))));
        Assert.Equal(1, await shop.CountAsync("system_logs", $"entity = 'images' AND entity_id = {first} AND after IS NULL"));
    }

    [Theory, BothDatabases]
    public async Task A_product_has_room_for_eight_however_many_add_at_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var added = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Task.Run(() =>
            shop.Get<ProductPhotos>().AddAsync(product, "side.webp", Photo, Aoife, Stop))));
        Assert.Equal(PhotoStore.MaxPhotos, added.Count(one => one.Refused is null));
        Assert.All(added.Where(one => one.Refused is not null), one => Assert.Equal("photos_full", one.Refused!.Code));
        Assert.Equal(8, await shop.ScalarAsync<long>($"SELECT COUNT(DISTINCT position) FROM images WHERE product_id = {product}"));
    }

    [Theory, BothDatabases]
    public async Task An_order_of_photos_that_are_no_longer_these_is_refused(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var (first, second) = (await AddAsync(shop, product), await AddAsync(shop, product));
        var strange = await AddAsync(shop, await shop.ProductAsync());
        foreach (var order in new int[][] { [first], [first, first], [second, strange], [second, first, strange] })
            Assert.Equal("photos_moved", (await shop.Get<ProductPhotos>().OrderAsync(product, order, Aoife, Stop)).Refused?.Code);
        Assert.Equal([first, second], await OrderAsync(shop, product));
    }

    [Theory, BothDatabases]
    public async Task Only_the_products_own_photos_can_be_deleted_and_only_by_the_staff(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var strange = await AddAsync(shop, await shop.ProductAsync());
        var photos = shop.Get<ProductPhotos>();
        Assert.Equal("photos_moved", (await photos.DeleteAsync(product, strange, Aoife, Stop)).Refused?.Code);
        Assert.Equal("product_not_found", (await photos.DeleteAsync(999, strange, Aoife, Stop)).Refused?.Code);
        var stranger = Actor.Storefront(null);
        Assert.Equal("role_missing", (await photos.DeleteAsync(product, strange, stranger, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await photos.OrderAsync(product, [], stranger, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await photos.AddAsync(product, "side.webp", Photo, stranger, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("images"));
    }

    [Theory, BothDatabases]
    public async Task What_is_no_photo_is_not_kept(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        var refused = await shop.Get<ProductPhotos>().AddAsync(product, "virus.webp", "MZ"u8.ToArray(), Aoife, Stop);
        Assert.Equal("not_a_photo", refused.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("images"));
    }

    internal static byte[] Photo =>
        File.ReadAllBytes(Path.Combine(SourceTree.Root, "UnityAdmin/Demo/Photos/sneaker-low-white-side.webp"));

    internal static async Task<int> AddAsync(TestShop shop, int product) =>
        (await shop.Get<ProductPhotos>().AddAsync(product, "side.webp", Photo, Aoife, Stop)).Value.Id;

    private static async Task<IEnumerable<int>> OrderAsync(TestShop shop, int product) =>
        (await shop.Get<Products>().FindAsync(product, Stop))!.Photos.Select(image => image.Id);
}
