using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using UnityAdmin.Data;

namespace UnityAdmin.Media;

/// <summary>Finding and serving photos.</summary>
public sealed class Photos(ShopData data, PhotoFiles files)
{
    private const string ForEver = "max-age=31536000, immutable";

    // An address without a hash shows whatever the photo is at the time.
    private const string ForMinutes = "max-age=300";

    public Task<Image?> FindAsync(int id, CancellationToken stop) =>
        data.ReadAsync(db => db.Images.SingleOrDefaultAsync(image => image.Id == id, stop), stop);

    public Task<List<Image>> OfSubmissionAsync(int submissionId, CancellationToken stop) => data.ReadAsync(
        db => db.Images.Where(image => image.SubmissionId == submissionId).OrderBy(image => image.Position).ToListAsync(stop), stop);

    /// <summary>
    /// The bytes, never to be run as anything: fixed type, no sniffing, a sandbox of its own. They never change under their hash.
    /// </summary>
    /// <param name="image">Whoever asks may see it.</param>
    /// <param name="file">The last part of an address as <see cref="PhotoLink"/> makes them; null for one without a hash.</param>
    /// <param name="toAnyone">A photo of the shop window, which caches on the way may keep as well.</param>
    public IResult Serve(Image image, string? file, bool toAnyone = false)
    {
        if (!IsOf(image, file, out var size)) return MediaRefusals.NotFound.Problem();
        var bytes = files.Open(image.ContentHash, size);

        // A photo stored before there were sizes, until the conversion has reached it.
        var isSubstitute = bytes is null && size is not null;
        if (isSubstitute) (size, bytes) = (null, files.Open(image.ContentHash, null));
        if (bytes is null) return MediaRefusals.NotFound.Problem();
        var keep = $"{(toAnyone ? "public" : "private")}, {(file is null || isSubstitute ? ForMinutes : ForEver)}";
        var tag = new EntityTagHeaderValue($"\"{PhotoLink.NameOf(image.ContentHash, size)}\"");
        var type = size is null ? image.ContentType : PhotoFormat.WebPType;
        return new PhotoResult(Results.Stream(bytes, type, entityTag: tag, enableRangeProcessing: true), keep);
    }

    private static bool IsOf(Image image, string? file, out int? size)
    {
        size = PhotoSizes.All.Select(pixels => (int?)pixels).FirstOrDefault(pixels => file == PhotoLink.NameOf(image.ContentHash, pixels));
        return size is not null || file is null || file == PhotoLink.NameOf(image.ContentHash, null);
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
