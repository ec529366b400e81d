namespace UnityAdmin.Analytics;

/// <summary>An hour of one day on the shop's clock.</summary>
/// <param name="Exists">False for the hour that a clock change leaves out.</param>
/// <param name="PageViews">Null where it is not known, or not come yet.</param>
public sealed record HourFigure(int Hour, bool Exists, long? PageViews, long? Events)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The 24 hours of a day, whatever the clocks did; one without row was empty, if it had come when the day was counted.
    /// </summary>
    public static IReadOnlyList<HourFigure> Of(TrendDay day, IEnumerable<AnalyticsHourly> rows, ShopSettings shop)
    {
        var counted = rows.Where(row => row.Date == day.Date).ToDictionary(row => row.Hour);
        var stretch = ShopDay.Of(shop, day.Date);
        var begins = Enumerable.Range(0, (int)((stretch.EndsAt - stretch.StartsAt) / Step))
            .Select(step => stretch.StartsAt + (step * Step))
            .GroupBy(moment => shop.LocalOf(moment).Hour).ToDictionary(hour => hour.Key, hour => hour.Min());
        return
        [
            .. Enumerable.Range(0, 24).Select(hour =>
            {
                var exists = begins.TryGetValue(hour, out var begin);
                var isKnown = exists && day.Row is { } row && row.RolledUpAt > begin;
                var figure = counted.GetValueOrDefault(hour);
                return new HourFigure(hour, exists, isKnown ? figure?.PageViews ?? 0 : null, isKnown ? figure?.EventCount ?? 0 : null);
            }),
        ];
    }
}
