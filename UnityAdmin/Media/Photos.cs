using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>Finding and serving photos.</summary>
public sealed class Photos(ShopData data, PhotoStore store)
{
    public Task<Image?> FindAsync(int id, CancellationToken stop) =>
        data.ReadAsync(db => db.Images.SingleOrDefaultAsync(image => image.Id == id, stop), stop);

    public Task<List<Image>> OfSubmissionAsync(int submissionId, CancellationToken stop) => data.ReadAsync(
        db => db.Images.Where(image => image.SubmissionId == submissionId).OrderBy(image => image.Position).ToListAsync(stop), stop);

    /// <summary>
    /// The bytes, never to be run as anything: fixed type, no sniffing, a sandbox of its own. They never change under their hash.
    /// </summary>
    /// <param name="image">Whoever asks may see it.</param>
    /// <param name="toAnyone">A photo of the shop window: caches on the way may keep it for a day, since it may be taken out.</param>
    public IResult Serve(Image image, bool toAnyone = false)
    {
        if (store.Open(image.ContentHash) is not { } bytes) return Results.NotFound();
        var keep = toAnyone ? "public, max-age=86400, immutable" : "private, max-age=31536000, immutable";
        return new PhotoResult(Results.Stream(bytes, image.ContentType, enableRangeProcessing: true), keep);
    }

    private sealed class PhotoResult(IResult inner, string keep) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = keep;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
