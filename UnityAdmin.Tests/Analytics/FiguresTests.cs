using UnityAdmin.Analytics;
using UnityAdmin.Analytics.Pages;

namespace UnityAdmin.Tests.Analytics;

/// <summary>What is computed of figures, without a database.</summary>
public sealed class FiguresTests
{
    private static readonly ShopSettings Dublin = new();
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void The_heat_map_is_an_average_that_uneven_weekdays_do_not_bend()
    {
        var map = Heat(Monday, 8, (Monday, 9, 10), (Monday.AddDays(7), 9, 20), (Monday.AddDays(1), 9, 15));
        DayOfWeek[] days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Friday];
        Assert.Equal([15, 15, 0], days.Select(day => map.Average(day, 9)));
        Assert.Equal((15.0, 8), (map.Most, map.Days));
    }

    [Fact]
    public void An_hour_that_spring_leaves_out_is_unknown_and_the_one_autumn_has_twice_counts_twice()
    {
        var spring = new DateOnly(2026, 3, 29);
        var left = Heat(spring, 1, (spring, 2, 6));
        Assert.Equal([0, null, 6], Enumerable.Range(0, 3).Select(hour => left.Average(DayOfWeek.Sunday, hour)));
        var autumn = new DateOnly(2026, 10, 25);
        var twice = Heat(autumn, 1, (autumn, 1, 10), (autumn, 2, 10));
        Assert.Equal((5.0, 10.0), (twice.Average(DayOfWeek.Sunday, 1), twice.Average(DayOfWeek.Sunday, 2)));
    }

    [Fact]
    public void A_type_that_appears_or_stops_raises_an_alarm()
    {
        var whole = Enumerable.Range(0, 29).Select(Monday.AddDays).ToList();
        var last = whole[^1];
        var counts = whole.SkipLast(1).Select(date => (date, "search", 8L))
            .Concat(whole.Select(date => (date, "page_view", 5L)))
            .Concat(whole.Take(10).Select(date => (date, "rare", 1L)))
            .Append((last, "purchase_done", 3L)).ToList();
        Assert.Equal(
            [new EventAlarm("purchase_done", last, true, 3), new EventAlarm("search", last, false, 8)], EventAlarm.Of(whole, counts));
        Assert.Empty(EventAlarm.Of([.. whole.TakeLast(10)], counts));
    }

    [Theory]
    [InlineData("", "2026-02-01", "2026-03-02", "")]
    [InlineData("?period=7d", "2026-02-24", "2026-03-02", "period=7d")]
    [InlineData("?period=month", "2026-03-01", "2026-03-02", "period=month")]
    [InlineData("?period=nonsense", "2026-02-01", "2026-03-02", "")]
    [InlineData("?from=2026-01-05&to=2026-01-09", "2026-01-05", "2026-01-09", "from=2026-01-05&to=2026-01-09")]
    [InlineData("?from=2026-02-28&to=2999-01-01", "2026-02-28", "2026-03-02", "from=2026-02-28&to=2026-03-02")]
    public void A_period_is_what_the_address_says(string query, string from, string to, string again)
    {
        var period = Period.Parse(query, Monday);
        Assert.Equal((from, to, again), (Period.Spell(period.From), Period.Spell(period.To), period.ToQuery()));
        Assert.Equal((period.Days, period.From.AddDays(-1)), (period.Before.Days, period.Before.To));
    }

    [Fact]
    public void A_line_breaks_at_a_gap_and_is_dashed_to_a_day_that_is_not_over()
    {
        var shape = new ChartShape(
            [
                Point(4, DayState.Final), Point(2, DayState.Final), Point(null, DayState.NotRolledUp), Point(0, DayState.Final),
                Point(3, DayState.Partial),
            ],
            true);
        Assert.Equal((4.0, "M10 0L30 50M70 100", "M70 100L90 25"), (shape.Top, shape.Solid, shape.Dashed));
        Assert.Equal([(DayState.Final, 2), (DayState.NotRolledUp, 1), (DayState.Final, 1), (DayState.Partial, 1)], shape.States());
    }

    private static ChartPoint Point(double? value, DayState state) => new("", "", value, null, state, "", null, []);

    private static HeatMap Heat(DateOnly first, int days, params (DateOnly Date, int Hour, long Views)[] rows) => new(
        [.. Enumerable.Range(0, days).Select(first.AddDays).Select(date => ShopDay.Of(Dublin, date)).Select(day => new AnalyticsDay
        {
            Date = day.Date, StartsAt = day.StartsAt, EndsAt = day.EndsAt, SessionSketch = [],
        })],
        rows.Select(row => new AnalyticsHourly { Date = row.Date, Hour = row.Hour, PageViews = row.Views, EventCount = row.Views }),
        Dublin);
}
