using Bogus;

namespace UnityAdmin.Demo;

/// <summary>When people send things in and buy: evenings and weekends more than mornings, lately more than three months ago.</summary>
internal static class DemoRhythm
{
    private const int Days = 90;

    /// <summary>As many moments as asked for, oldest first, the last before <paramref name="now"/> whatever hour it is.</summary>
    /// <param name="weigh">How busy an hour is, by the shop's clock and how many days ago; null for those who send in and buy.</param>
    public static List<DateTime> Moments(
        int count, DateTime now, TimeZoneInfo zone, Randomizer random, int days = Days, Func<DateTime, double, double>? weigh = null)
    {
        weigh ??= Weight;
        var sums = new double[days * 24 + 1];
        for (var hour = 0; hour < sums.Length - 1; hour++)
        {
            var middle = now.AddHours(hour - days * 24 + 0.5);
            sums[hour + 1] = sums[hour] + weigh(TimeZoneInfo.ConvertTimeFromUtc(middle, zone), (now - middle).TotalDays);
        }

        return [.. Enumerable.Range(0, count).Select(index => At((index + random.Double(0.05, 0.95)) / count * sums[^1]))];

        DateTime At(double sum)
        {
            var found = Array.BinarySearch(sums, sum);
            var hour = found >= 0 ? found : ~found - 1;
            var within = (sum - sums[hour]) / (sums[hour + 1] - sums[hour]);
            return WholeSeconds(now.AddHours(hour - days * 24 + within), now.AddMinutes(-5));
        }
    }

    private static double Weight(DateTime local, double daysAgo)
    {
        var hour = local.Hour switch
        {
            < 7 => 0.05,
            < 11 => 0.4,
            < 17 => 0.8,
            < 23 => 1.7,
            _ => 0.8,
        };
        var day = local.DayOfWeek switch
        {
            DayOfWeek.Saturday => 1.4,
            DayOfWeek.Sunday => 1.8,
            DayOfWeek.Monday => 0.8,
            _ => 1.0,
        };
        return hour * day * (0.75 + 1.6 * Math.Exp(-daysAgo / 12));
    }

    private static DateTime WholeSeconds(DateTime moment, DateTime latest)
    {
        var at = moment < latest ? moment : latest;
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
    }
}
