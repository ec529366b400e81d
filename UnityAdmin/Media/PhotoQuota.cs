using Microsoft.Extensions.Options;

namespace UnityAdmin.Media;

/// <summary>What photos of strangers may take of the disk, by address and day.</summary>
public sealed class PhotoQuota(IOptions<PhotoSettings> settings, TimeProvider clock)
{
    private readonly ByteQuota quota = new(settings.Value.BytesPerAddressPerDay, TimeSpan.FromDays(1), clock);

    /// <param name="whose">An address; null counts nothing.</param>
    /// <param name="bytes">How many more.</param>
    public Result Take(string? whose, long bytes) => whose is not null && quota.Take(whose, bytes) is { } wait
        ? MediaRefusals.TooManyBytes(settings.Value.BytesPerAddressPerDay, wait, clock.NowUtc())
        : Result.Done;

    public void GiveBack(string? whose, long bytes)
    {
        if (whose is not null) quota.GiveBack(whose, bytes);
    }
}
