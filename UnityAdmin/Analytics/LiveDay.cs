using Microsoft.Extensions.Options;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>Today so far, counted by the code of the rollup and kept for some seconds, for many may look at it at once.</summary>
public sealed class LiveDay(ShopData data, TimeProvider clock, IOptions<ShopSettings> settings)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile DayTally? last;

    internal async Task<DayTally> CountAsync(CancellationToken stop)
    {
        var (shop, now) = (settings.Value, clock.NowUtc());
        var today = ShopDay.Of(shop, shop.DayOf(now));
        if (last is { } kept && kept.Day.Date == today.Date && now - kept.Day.RolledUpAt < Fresh) return kept;
        return last = await data.ReadAtOnceAsync(db => DayTally.CountAsync(db, today, shop, now, stop), stop);
    }
}
