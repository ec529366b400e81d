namespace UnityAdmin.Analytics;

/// <summary>
/// How busy the hours of the week are on the shop's clock: page views for each time that an hour came, so that a weekday that came more
/// often, the hour that spring leaves out and the one that autumn has twice do not mislead.
/// </summary>
public sealed class HeatMap
{
    private const int Hours = 24;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    private readonly double[,] views = new double[7, Hours];
    private readonly double[,] times = new double[7, Hours];

    /// <param name="days">Whole days alone: of today not every hour has come yet.</param>
    /// <param name="rows">Their hours; an hour without row was empty.</param>
    /// <param name="shop">Whose clock it is.</param>
    public HeatMap(IReadOnlyCollection<AnalyticsDay> days, IEnumerable<AnalyticsHourly> rows, ShopSettings shop)
    {
        Days = days.Count;
        foreach (var day in days)
        {
            foreach (var (hour, share) in HoursOf(day, shop)) times[At(day.Date), hour] += share;
        }

        var counted = days.Select(day => day.Date).ToHashSet();
        foreach (var row in rows.Where(row => counted.Contains(row.Date))) views[At(row.Date), row.Hour] += row.PageViews;
    }

    /// <summary>How many days it was made of.</summary>
    public int Days { get; }

    public double Most => Enumerable.Range(0, 7 * Hours).Max(cell => Average((DayOfWeek)(cell / Hours), cell % Hours) ?? 0);

    /// <summary>Page views in such an hour on average; null where none came.</summary>
    public double? Average(DayOfWeek day, int hour) => times[(int)day, hour] is > 0 and var came ? views[(int)day, hour] / came : null;

    private static int At(DateOnly date) => (int)date.DayOfWeek;

    // A day of 24 hours has each once; of others the clock itself says which, since zones change by half hours too.
    private static IEnumerable<(int Hour, double Share)> HoursOf(AnalyticsDay day, ShopSettings shop)
    {
        if (day.EndsAt - day.StartsAt == TimeSpan.FromHours(Hours)) return Enumerable.Range(0, Hours).Select(hour => (hour, 1.0));
        return Enumerable.Range(0, (int)((day.EndsAt - day.StartsAt) / Step))
            .CountBy(step => shop.LocalOf(day.StartsAt + (step * Step)).Hour)
            .Select(hour => (hour.Key, hour.Value * (Step / TimeSpan.FromHours(1))));
    }
}
