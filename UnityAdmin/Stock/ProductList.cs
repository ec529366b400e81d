using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>Reading the catalogue: by keyset, newest first, so that its last page costs what its first does.</summary>
public sealed class ProductList(ShopData data, TimeProvider clock)
{
    public const int PageSize = 100;

    /// <summary>Nobody reads further than this, so nobody counts further.</summary>
    public const int MostCounted = 10_000;

    private const int MostBrands = 30;

    /// <param name="filter">What is looked for.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many rows at most.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<ProductRows> ReadAsync(ProductFilter filter, ProductCursor? after, int take, CancellationToken stop)
    {
        var now = clock.NowUtc();
        var rows = await data.ReadAsync(
            db => Rows(db, NewestFirst(After(Narrow(db, filter, now), after)).Take(take + 1), now).ToListAsync(stop), stop);
        return rows.Count <= take ? new ProductRows(rows, null) : new ProductRows(rows[..take], rows[take - 1].Cursor);
    }

    /// <summary>How many the filter shows; one more than <see cref="MostCounted"/> means more than that.</summary>
    public Task<int> CountAsync(ProductFilter filter, CancellationToken stop) =>
        data.ReadAsync(db => NewestFirst(Narrow(db, filter, clock.NowUtc())).Take(MostCounted + 1).CountAsync(stop), stop);

    /// <summary>The product with this very SKU; null where there is none.</summary>
    public Task<int?> FindNamedAsync(string sku, CancellationToken stop) => data.ReadAsync(
        async db => (await Counting.ProductsAsync(db, [sku], stop)).GetValueOrDefault(sku)?.Id, stop);

    /// <summary>The brands the shop has most products of, by name.</summary>
    public async Task<IReadOnlyList<string>> BrandsAsync(CancellationToken stop)
    {
        var brands = await data.ReadAsync(
            db => db.Products.GroupBy(row => row.Brand).OrderByDescending(brand => brand.Count()).ThenBy(brand => brand.Key)
                .Select(brand => brand.Key).Take(MostBrands).ToListAsync(stop),
            stop);

        // Of several spellings of one brand the usual one.
        return [.. brands.DistinctBy(SearchText.Key).Order(StringComparer.OrdinalIgnoreCase)];
    }

    internal static IQueryable<Product> Narrow(ShopDb db, ProductFilter filter, DateTime now)
    {
        var rows = TextSearch.Find<Product>(db, SearchQuery.Parse(filter.Search));
        if (filter.Category is { } category) rows = rows.Where(row => row.Category == category);
        if (filter.Size is { } size) rows = rows.Where(row => row.Size == size);
        if (filter.Brand is { } brand) rows = OfBrand(rows, brand);
        if (filter.Status is { } status) rows = rows.Where(row => row.Status == status);
        return filter.Stock switch
        {
            ProductStock.InStock => Holds.InStock(db, rows, now),
            ProductStock.NoneLeft => Holds.NoneLeft(db, rows, now),
            _ => rows,
        };
    }

    internal static IQueryable<Product> OfBrand(IQueryable<Product> rows, string brand)
    {
        var key = SearchText.Key(brand);
        return rows.Where(row => row.BrandKey == key);
    }

    internal static IOrderedQueryable<Product> NewestFirst(IQueryable<Product> rows) =>
        rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<Product> After(IQueryable<Product> rows, ProductCursor? at)
    {
        if (at is not { CreatedAt: var created, Id: var id }) return rows;
        return rows.Where(row => row.CreatedAt <= created && (row.CreatedAt < created || row.Id < id));
    }

    private static IQueryable<ProductRow> Rows(ShopDb db, IQueryable<Product> rows, DateTime now)
    {
        var images = ProductPhotos.All(db);
        return Holds.Available(db, rows, now).Select(row => new ProductRow
        {
            Id = row.Product.Id,
            Sku = row.Product.Sku,
            Name = row.Product.Name,
            Brand = row.Product.Brand,
            Category = row.Product.Category,
            Size = row.Product.Size,
            Condition = row.Product.Condition,
            PriceCents = row.Product.PriceCents,
            Status = row.Product.Status,
            Available = row.Available,
            Reserved = row.Reserved,
            CoverId = images.Where(image => image.ProductId == row.Product.Id).OrderBy(image => image.Position)
                .Select(image => (int?)image.Id).FirstOrDefault(),
            CoverHash = images.Where(image => image.ProductId == row.Product.Id).OrderBy(image => image.Position)
                .Select(image => image.ContentHash).FirstOrDefault(),
            CreatedAt = row.Product.CreatedAt,
        });
    }
}
