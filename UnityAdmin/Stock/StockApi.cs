using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using UnityAdmin.Media;

namespace UnityAdmin.Stock;

/// <summary>What the storefront reads of the catalogue, without signing in (product.md section 5).</summary>
internal static class StockApi
{
    public static void MapStockApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/products").AllowAnonymous().WithTags("Catalogue");
        api.MapGet("", ListAsync).RequireRateLimiting(RateLimits.Catalogue).Produces<ShownPage>()
            .WithSummary("The products on sale, newest first. stock is what can be bought at this moment.")
            .WithDescription(
                "Page by page: page counts from 1, or send the last answer's next_cursor as cursor. "
                + "An ETag covers the whole answer, stock included: sent as If-None-Match it gets 304 while nothing changed.");
        api.MapGet("/{id:int}", FindAsync).RequireRateLimiting(RateLimits.Catalogue).Produces<ShownAlone>()
            .WithSummary("One product on sale, with all its photos.");
        api.MapGet("/photos/{photoId:int}/{file?}", PhotoAsync).RequireRateLimiting(RateLimits.Photos).ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(
        string? category, string? size, string? brand, string? q, string? page, string? limit, string? cursor,
        HttpContext http, ShopWindow window, PublicAddress address, CancellationToken stop)
    {
        var sent = new Dictionary<string, string?>
        {
            [nameof(category)] = category,
            [nameof(size)] = size,
            [nameof(brand)] = brand,
            [nameof(q)] = q,
            [nameof(page)] = page,
            [nameof(limit)] = limit,
            [nameof(cursor)] = cursor,
        };
        if (!WindowQuery.Read(sent).Is(out var wanted, out var wrong)) return wrong.Problem();
        var found = await window.ReadAsync(wanted, stop);
        var products = found.Products.Select(product => ShownProduct.Of(product, address)).ToList();
        var pages = wanted.PagesOf(found.Total);
        return Tagged(http, new ShownPage(true, products, found.Total, wanted.Page, pages, wanted.Limit, found.Next?.ToString()));
    }

    private static async Task<IResult> FindAsync(
        int id, HttpContext http, ShopWindow window, PublicAddress address, CancellationToken stop)
    {
        if (await window.FindAsync(id, stop) is not { } found) return StockRefusals.ProductNotFound.Problem();
        var photos = found.Photos.Select(photo => UrlOf(photo, PhotoSizes.Large, address)).ToList();
        return Tagged(http, new ShownAlone(true, ShownProduct.Of(found.Product, address), photos));
    }

    private static async Task<IResult> PhotoAsync(
        int photoId, string? file, ShopWindow window, Photos photos, CancellationToken stop) =>
        await window.FindPhotoAsync(photoId, stop) is { } image
            ? photos.Serve(image, file, toAnyone: true)
            : MediaRefusals.NotFound.Problem();

    // Whoever keeps a copy asks each time: stock changes without a warning.
    private static IResult Tagged<T>(HttpContext http, T answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, ApiProblem.Json);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(
            body, MediaTypeNames.Application.Json,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..16])}\""));
    }

    private static Uri UrlOf(PhotoLink photo, int size, PublicAddress address) => address.Of(photo.ForPublic(size));

    /// <param name="NextCursor">Sent as <c>cursor</c>, it gives the next page, whatever comes or goes meanwhile; null on the last.</param>
    private sealed record ShownPage(
        bool Success, IReadOnlyList<ShownProduct> Products, int Total, int Page, int Pages, int Limit, string? NextCursor);

    private sealed record ShownAlone(bool Success, ShownProduct Product, IReadOnlyList<Uri> Images);

    /// <param name="InStock">The one name of the contract that is not snake_case.</param>
    /// <param name="Image">The cover photo, at most 1,200 px; null where there is none.</param>
    /// <param name="ImageSmall">The same at most 320 px, for lists.</param>
    private sealed record ShownProduct(
        int Id, string Sku, string Name, string Brand, string Category, string Size, ProductCondition Condition, string? Description,
        decimal Price, ProductStatus Status, [property: JsonPropertyName("inStock")] bool InStock, int Stock, Uri? Image, Uri? ImageSmall,
        DateTime CreatedAt)
    {
        public static ShownProduct Of(WindowProduct product, PublicAddress address) => new(
            product.Id, product.Sku, product.Name, product.Brand, product.Category, product.Size, product.Condition, product.Description,
            new Money(product.PriceCents).Euros, product.Status, product.Left > 0, product.Left,
            product.Cover is { } cover ? UrlOf(cover, PhotoSizes.Large, address) : null,
            product.Cover is { } small ? UrlOf(small, PhotoSizes.Card, address) : null, product.CreatedAt);
    }
}
