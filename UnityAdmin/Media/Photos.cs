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
    public IResult Serve(Image image)
    {
        if (store.Open(image.ContentHash) is not { } bytes) return Results.NotFound();
        return new PhotoResult(Results.Stream(bytes, image.ContentType, enableRangeProcessing: true));
    }

    private sealed class PhotoResult(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
