using System.ComponentModel.DataAnnotations;

namespace UnityAdmin.Media;

/// <summary>The section <c>Photos</c> of the configuration.</summary>
public sealed class PhotoSettings
{
    /// <summary>Bytes of photos that strangers at one address may leave here in a day; the storefront's own server is none.</summary>
    [Range(typeof(long), "1", "1000000000000")]
    public long BytesPerAddressPerDay { get; set; } = 400L * 1024 * 1024;
}
