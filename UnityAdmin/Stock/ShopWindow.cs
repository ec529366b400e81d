using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Stock;

/// <summary>A product as the storefront sees it.</summary>
/// <param name="Left">What can be bought at this moment.</param>
/// <param name="CoverId">Its first photo; null where it has none.</param>
/// <param name="CoverHash">The same photo's hash.</param>
public sealed record WindowProduct(
    int Id, string Sku, string Name, string Brand, string Category, string Size, ProductCondition Condition, string? Description,
    long PriceCents, ProductStatus Status, int Left, int? CoverId, string? CoverHash, DateTime CreatedAt)
{
    public PageCursor Cursor => new(CreatedAt, Id);

    public PhotoLink? Cover => CoverId is { } id ? new PhotoLink(id, CoverHash!) : null;
}

/// <summary>One page of the shop window.</summary>
/// <param name="Total">How many products there are on all pages.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record WindowPage(IReadOnlyList<WindowProduct> Products, int Total, PageCursor? Next);

/// <summary>The catalogue for people outside: what is on sale, newest first, and nothing that is not.</summary>
public sealed class ShopWindow(ShopData data, TimeProvider clock)
{
    public Task<WindowPage> ReadAsync(WindowQuery wanted, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var found = ProductList.Narrow(db, wanted.Filter, clock.NowUtc());
            var page = ProductList.NewestFirst(After(found, wanted.Cursor)).Skip(wanted.Skipped).Take(wanted.Limit + 1);
            var products = await Shown(db, page).ToListAsync(stop);
            var shown = products.Take(wanted.Limit).ToList();
            return new WindowPage(shown, await found.CountAsync(stop), products.Count > shown.Count ? shown[^1].Cursor : null);
        },
        stop);

    /// <returns>The product and its photos, the cover first; null when it is not on sale.</returns>
    public Task<(WindowProduct Product, IReadOnlyList<PhotoLink> Photos)?> FindAsync(int id, CancellationToken stop) =>
        data.ReadAsync<(WindowProduct, IReadOnlyList<PhotoLink>)?>(
            async db =>
            {
                var found = await Shown(db, OnSale(db).Where(row => row.Id == id)).SingleOrDefaultAsync(stop);
                if (found is null) return null;
                return (found, await ProductPhotos.Of(db, id).Select(image => new PhotoLink(image.Id, image.ContentHash))
                    .ToListAsync(stop));
            },
            stop);

    /// <returns>Null when there is no such photo, or its product is not on sale.</returns>
    public Task<Image?> FindPhotoAsync(int photoId, CancellationToken stop) => data.ReadAsync(
        db =>
        {
            var shown = OnSale(db);
            return ProductPhotos.All(db).SingleOrDefaultAsync(
                image => image.Id == photoId && shown.Any(product => product.Id == image.ProductId), stop);
        },
        stop);

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<Product> After(IQueryable<Product> rows, PageCursor? at) => at is null ? rows : rows.Where(row =>
        row.CreatedAt <= at.CreatedAt && (row.CreatedAt < at.CreatedAt || row.Id < at.Id));

    private static IQueryable<Product> OnSale(ShopDb db) => db.Products.Where(row => row.Status == ProductStatus.Active);

    private IQueryable<WindowProduct> Shown(ShopDb db, IQueryable<Product> rows)
    {
        var images = ProductPhotos.All(db);
        return Holds.Available(db, rows, clock.NowUtc()).Select(row => new WindowProduct(
            row.Product.Id,
            row.Product.Sku,
            row.Product.Name,
            row.Product.Brand,
            row.Product.Category,
            row.Product.Size,
            row.Product.Condition,
            row.Product.Description,
            row.Product.PriceCents,
            row.Product.Status,
            row.Available,
            images.Where(image => image.ProductId == row.Product.Id).OrderBy(image => image.Position)
                .Select(image => (int?)image.Id).FirstOrDefault(),
            images.Where(image => image.ProductId == row.Product.Id).OrderBy(image => image.Position)
                .Select(image => image.ContentHash).FirstOrDefault(),
            row.Product.CreatedAt));
    }
}
