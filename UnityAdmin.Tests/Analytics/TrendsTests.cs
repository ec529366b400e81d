using UnityAdmin.Analytics;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class TrendsTests
{
    // The clock of the tests stands at nine in the morning of 2 March.
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Early = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory, BothDatabases]
    public async Task A_day_is_zero_or_unknown_or_not_rolled_up_or_changed_since_and_says_which(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon.AddDays(-5)), Event(Noon.AddDays(-5)), Event(Noon.AddDays(-1)));
        _ = await shop.RollUpAsync();
        _ = await shop.ExecuteAsync("DELETE FROM analytics_days WHERE date = '2026-02-26'");
        await shop.TellAsync(Event(Noon.AddDays(-1), session: "late"));
        var days = (await shop.ReadAsync(new Period(new DateOnly(2026, 2, 22), Today, null))).Days;
        Assert.Equal(
            [
                (DayState.Unknown, null), (DayState.Unknown, null), (DayState.Final, 2L), (DayState.Final, 0L),
                (DayState.NotRolledUp, null), (DayState.Final, 0L), (DayState.Partial, 1L), (DayState.Final, 0L),
                (DayState.Partial, 0L),
            ],
            days.Select(day => (day.State, day.PageViews)));
        Assert.Equal([null, null, 1L, 0L, null, 0L, 1L, 0L, 0L], days.Select(day => day.Visitors));
    }

    [Theory, BothDatabases]
    public async Task The_figures_of_a_purged_day_stay(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon), Event(Noon, session: "s2"));
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        _ = await shop.RollUpAsync();
        _ = await shop.PurgeAsync();
        var day = (await shop.ReadAsync(Of(Noon))).Days[0];
        Assert.Equal((DayState.Purged, 2L, 2L), (day.State, day.PageViews, day.Visitors));
    }

    [Theory, BothDatabases]
    public async Task Today_is_counted_just_now_and_a_day_counted_too_early_is_partial(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(shop.Clock.Now));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(shop.Clock.Now, session: "s2"));
        var today = Assert.Single((await shop.ReadAsync(Period.Of("today", Today))).Days);
        Assert.Equal((DayState.Partial, true, 2L), (today.State, today.IsLive, today.Visitors));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var yesterday = (await shop.ReadAsync(Of(today.Date))).Days[0];
        Assert.Equal((DayState.Partial, false, 1L), (yesterday.State, yesterday.IsLive, yesterday.Visitors));
    }

    [Theory, BothDatabases]
    public async Task Days_that_are_over_are_compared_with_those_a_period_earlier(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(
            Event(Noon.AddDays(-12)), Event(Noon.AddDays(-12)), Event(Noon.AddDays(-8)), Event(Noon.AddDays(-7)),
            Event(Noon.AddDays(-6)), Event(Noon), Event(Noon), Event(Noon.AddDays(-2)));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(shop.Clock.Now, session: "this morning"));
        var week = await shop.ReadAsync(Period.Of("7d", Today));
        Assert.Equal(new Figure(4, 3, 4), week.PageViews);
        Assert.Equal((-0.25, 6), (week.PageViews.Change, week.ComparedDays));
        var tooLong = await shop.ReadAsync(new Period(Today.AddDays(-8), Today, null));
        Assert.Equal((null, 0), (tooLong.PageViews.Change, tooLong.ComparedDays));
    }

    [Theory, BothDatabases]
    public async Task Visitors_of_several_days_are_counted_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(
            [
                .. Enumerable.Range(0, 600).Select(number => Event(Noon.AddDays(-1), session: $"s{number}")),
                .. Enumerable.Range(300, 600).Select(number => Event(Noon, EventNames.ProductView, $"s{number}")),
            ]);
        _ = await shop.RollUpAsync();
        var both = await shop.ReadAsync(new Period(Today.AddDays(-2), Today.AddDays(-1), null));
        Assert.True(both.IsEstimated);
        Assert.InRange(Math.Abs(both.Visitors.Value!.Value - 900) / 900, 0, 3 * VisitorSketch.StandardError);
        Assert.Equal((600, 600), (both.Funnel[0].Count, both.ByType[0].Sessions));
        var one = await shop.ReadAsync(Of(Noon));
        Assert.Equal((600.0, false), (one.Visitors.Value, one.IsEstimated));
    }

    [Theory, BothDatabases]
    public async Task The_best_products_and_searches_take_today_in(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (first, second) = (await shop.ProductAsync(1), await shop.ProductAsync(1));
        await shop.TellAsync(
            Event(Noon, EventNames.ProductView, product: first), Event(Noon, EventNames.ProductView, product: first),
            Event(Noon, EventNames.ProductView, product: second), Event(Noon, EventNames.Search, term: "jordan", found: 4),
            Event(Noon, EventNames.Search, term: "dunk low", found: 0));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(
            Event(Early, EventNames.ProductView, product: second), Event(Early, EventNames.ProductView, product: second),
            Event(Early, EventNames.AddToCart, product: first), Event(Early, EventNames.Search, term: "dunk low", found: 0));
        var book = shop.Get<AnalyticsBook>();
        var ranked = await book.RankAsync(Period.Of("7d", Today), ProductOrder.Views, Stop);
        Assert.Equal([(second, 3L, 0L), (first, 2L, 1L)], ranked.Products.Select(row => (row.Id, row.Views, row.CartAdds)));
        Assert.Equal(
            [("dunk low", 2L, 2L), ("jordan", 1L, 0L)], ranked.Searches.Select(row => (row.Term, row.Searches, row.WithoutResult)));
        Assert.Equal(["dunk low"], ranked.Wanted.Select(row => row.Term));
        Assert.Equal("Air Max 1", ranked.Products[0].Name);
        ranked = await book.RankAsync(Period.Of("7d", Today), ProductOrder.CartAdds, Stop, 1);
        Assert.Equal(first, Assert.Single(ranked.Products).Id);
    }

    [Theory, BothDatabases]
    public async Task What_waits_and_what_cannot_be_purged_is_said(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var book = shop.Get<FigureBook>();
        Assert.Equal(new FigureState(null, null, 0, null, false, []), await book.ReadAsync(Stop) with { Kept = [] });
        await shop.TellAsync(Event(Noon.AddDays(-2)));
        Assert.Equal(3, (await book.ReadAsync(Stop)).DaysWaiting);
        _ = await shop.RollUpAsync();
        var state = await book.ReadAsync(Stop);
        Assert.Equal((0, new DateOnly(2026, 2, 27), shop.Clock.Now), (state.DaysWaiting, state.RawSince, state.RolledUpAt));
        shop.Clock.Advance(TimeSpan.FromDays(Retention.Days));
        await shop.TellAsync(Event(Noon.AddDays(-2), session: "late"));
        var kept = Assert.Single((await book.ReadAsync(Stop)).Kept!);
        Assert.Equal((new DateOnly(2026, 2, 27), RetentionVerdict.Changed), (kept.Date, kept.Verdict));
    }

    private static Period Of(DateTime moment) => Of(DateOnly.FromDateTime(moment));

    private static Period Of(DateOnly day) => new(day, day, null);
}
