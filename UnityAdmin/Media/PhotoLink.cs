using System.Globalization;

namespace UnityAdmin.Media;

/// <summary>
/// What every address of a photo is made of. The hash is part of it, so that what lies behind an address never changes and may be kept for
/// ever; the number before it decides who may see it.
/// </summary>
/// <param name="Id">The row of <c>images</c>.</param>
/// <param name="ContentHash">That of its master.</param>
public sealed record PhotoLink(int Id, string ContentHash)
{
    internal const string StaffPath = "/photos/";
    internal const string PublicPath = "/api/products/photos/";

    /// <summary>For lists, where it is shown at about 32 px.</summary>
    public string Thumb => ForStaff(PhotoSizes.Thumb);

    /// <summary>For cards and strips.</summary>
    public string Card => ForStaff(PhotoSizes.Card);

    /// <summary>For the viewer.</summary>
    public string Large => ForStaff(PhotoSizes.Large);

    /// <summary>The master: everything there is to see.</summary>
    public string Full => ForStaff(null);

    /// <summary>A <c>srcset</c> for pictures of up to 64 px, which sharp screens show with up to three times the pixels.</summary>
    public string ThumbSet => $"{Thumb} {PhotoSizes.Thumb}w, {Card} {PhotoSizes.Card}w";

    /// <summary>A path below the shop's public address.</summary>
    public string ForPublic(int? size) => Under(PublicPath, size);

    /// <summary>For the seller whose submission it belongs to.</summary>
    public string ForSeller(string batchId, string token, int? size) =>
        $"{Under($"/api/offers/{Uri.EscapeDataString(batchId)}/photos/", size)}?token={Uri.EscapeDataString(token)}";

    /// <summary>The name of a file, on disk and in addresses alike.</summary>
    /// <param name="contentHash">That of the master.</param>
    /// <param name="size">One of <see cref="PhotoSizes"/>; null for the master.</param>
    internal static string NameOf(string contentHash, int? size) =>
        size is { } pixels ? string.Create(CultureInfo.InvariantCulture, $"{contentHash}-{pixels}.webp") : contentHash;

    private string ForStaff(int? size) => Under(StaffPath, size);

    private string Under(string path, int? size) => string.Create(CultureInfo.InvariantCulture, $"{path}{Id}/{NameOf(ContentHash, size)}");
}
