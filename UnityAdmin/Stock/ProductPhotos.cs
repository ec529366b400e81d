using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Media;

namespace UnityAdmin.Stock;

/// <summary>The photos of products and their order; the first is the cover.</summary>
public sealed class ProductPhotos(ShopData data, PhotoStore store, TimeProvider clock)
{
    /// <summary>Puts a photo after the others.</summary>
    /// <param name="productId">Whose it becomes.</param>
    /// <param name="name">What the file was called, for the refusal alone.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="by">Anyone of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<Image>> AddAsync(int productId, string name, byte[] bytes, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } no) return no;
        await using var upload = store.Begin(null);
        if ((await upload.AddAsync(name, bytes, stop)).Refused is { } unfit) return unfit;
        return await upload.AcceptAsync(() => data.ChangeAsync<Image>(by, StockActions.PhotosChanged, async db =>
        {
            if (!await ClaimAsync(db, productId, stop)) return StockRefusals.ProductNotFound;
            var photos = await Of(db, productId).ToListAsync(stop);
            if (photos.Count >= PhotoStore.MaxPhotos) return StockRefusals.PhotosFull;
            var image = upload.Photos.Single().For(null, productId, photos.Count + 1, clock.NowUtc());
            _ = db.Images.Add(image);
            upload.Place();
            return image;
        }, stop));
    }

    /// <summary>Puts the photos into this order, which must name each of them once.</summary>
    public async Task<Result> OrderAsync(int productId, IReadOnlyList<int> imageIds, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } no) return no;
        return await data.ChangeAsync(by, StockActions.PhotosChanged, async db =>
        {
            if (!await ClaimAsync(db, productId, stop)) return StockRefusals.ProductNotFound;
            var photos = await Of(db, productId).ToDictionaryAsync(image => image.Id, stop);
            if (!imageIds.Order().SequenceEqual(photos.Keys.Order())) return StockRefusals.PhotosMoved;
            foreach (var (index, id) in imageIds.Index()) photos[id].Position = index + 1;
            return Result.Done;
        }, stop);
    }

    /// <summary>Takes a photo away; the others close up.</summary>
    public async Task<Result> DeleteAsync(int productId, int imageId, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } no) return no;
        return await data.ChangeAsync(by, StockActions.PhotosChanged, async db =>
        {
            if (!await ClaimAsync(db, productId, stop)) return StockRefusals.ProductNotFound;
            var photos = await Of(db, productId).ToListAsync(stop);
            if (photos.Find(image => image.Id == imageId) is not { } gone) return StockRefusals.PhotosMoved;
            _ = photos.Remove(gone);
            _ = db.Images.Remove(gone);
            foreach (var (index, image) in photos.Index()) image.Position = index + 1;
            return Result.Done;
        }, stop);
    }

    internal static IQueryable<Image> Of(ShopDb db, int productId) =>
        All(db).Where(image => image.ProductId == productId).OrderBy(image => image.Position).ThenBy(image => image.Id);

    // The owner that a product's photo has not leads the index of both.
    internal static IQueryable<Image> All(ShopDb db) => db.Images.Where(image => image.SubmissionId == null);

    /// <summary>The photo that comes first, of each of these products that has one.</summary>
    internal static async Task<Dictionary<int, PhotoLink>> CoversAsync(
        ShopDb db, IReadOnlyCollection<int> products, CancellationToken stop)
    {
        var photos = await All(db).Where(image => image.ProductId != null && products.Contains(image.ProductId.Value))
            .Select(image => new { Product = image.ProductId!.Value, image.Position, image.Id, image.ContentHash }).ToListAsync(stop);
        return photos.OrderBy(photo => photo.Position).ThenBy(photo => photo.Id).DistinctBy(photo => photo.Product)
            .ToDictionary(photo => photo.Product, photo => new PhotoLink(photo.Id, photo.ContentHash));
    }

    // Photos carry no version of their own: the product's settles who was first, whatever the clock says.
    private async Task<bool> ClaimAsync(ShopDb db, int productId, CancellationToken stop)
    {
        if (await db.Products.SingleOrDefaultAsync(row => row.Id == productId, stop) is not { } product) return false;
        product.Touch(clock.NowUtc());
        db.Entry(product).Property(row => row.UpdatedAt).IsModified = true;
        return true;
    }
}
