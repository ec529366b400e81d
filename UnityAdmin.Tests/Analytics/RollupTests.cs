using Microsoft.EntityFrameworkCore;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class RollupTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task Of_more_names_than_anyone_reads_the_rarest_are_one_row_and_ours_keep_their_own(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var strange = Enumerable.Range(0, 150).SelectMany(name =>
            Enumerable.Repeat(Event(Noon, $"strange_{name}", session: $"s{name % 7}"), name < 100 ? 2 : 1));
        await shop.TellAsync([.. strange, Event(Noon), Event(Noon, EventNames.Other, session: "own"), Event(Noon, "sign_up")]);
        _ = await shop.RollUpAsync();
        Assert.Equal(["other 51 8", "page_view 1 1", "sign_up 1 1"],
            (await shop.RowsAsync("SELECT event_type, event_count, unique_sessions FROM analytics_daily "
                + "WHERE event_type NOT LIKE 'strange%' ORDER BY event_type")).Select(row => string.Join(' ', row.Values)));
        Assert.Equal(100, await shop.CountAsync("analytics_daily", "event_type LIKE 'strange%'"));
        Assert.Equal(100, await shop.CountAsync("analytics_daily", "event_type LIKE 'strange%' AND event_count = 2"));
    }

    [Theory, BothDatabases]
    public async Task A_crawlers_events_are_counted_and_its_sessions_are_no_visitors(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon), Event(Noon, EventNames.Crawler, "bot-0"), Event(Noon, EventNames.Crawler, "bot-1"));
        _ = await shop.RollUpAsync();
        Assert.Equal(1, await shop.CountAsync("analytics_days", "raw_count = 3 AND unique_sessions = 1"));
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "event_type = 'crawler' AND event_count = 2"));
        Assert.Equal(1, (await shop.ReadAsync(Period.Parse("?from=2026-03-01&to=2026-03-01", new DateOnly(2026, 3, 2)))).Days[0].Visitors);
    }

    [Theory, BothDatabases]
    public async Task A_day_is_counted_by_type_with_its_sessions(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(
            Event(Noon), Event(Noon.AddMinutes(1)), Event(Noon, session: "s2"), Event(Noon, EventNames.Search, term: "dunk low", found: 0),
            Event(Noon, EventNames.Search, "s2", term: "dunk low", found: 3));
        Assert.Equal(5, (await shop.RollUpAsync()).Events);
        Assert.Equal(1, await shop.CountAsync(
            "analytics_daily", "date = '2026-03-01' AND event_type = 'page_view' AND event_count = 3 AND unique_sessions = 2"));
        Assert.Equal(1, await shop.CountAsync(
            "analytics_search_daily", "term = 'dunk low' AND searches = 2 AND unique_sessions = 2 AND without_result = 1"));
        Assert.Equal(1, await shop.CountAsync("analytics_hourly", "hour = 12 AND event_count = 5 AND page_views = 3"));
        Assert.Equal(1, await shop.CountAsync("analytics_days", "date = '2026-03-01' AND raw_count = 5 AND unique_sessions = 2"));
    }

    [Theory, BothDatabases]
    public async Task Running_it_again_changes_no_row(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon), Event(Noon, EventNames.Search, term: "yeezy"));
        _ = await shop.RollUpAsync();
        var before = await shop.FiguresAsync();
        Assert.Equal(0, (await shop.RollUpAsync()).Changed);
        Assert.Equal(before, await shop.FiguresAsync());
        Assert.Contains("yeezy", before, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_late_event_reopens_its_day_alone(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon.AddDays(-1)), Event(Noon));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(Noon.AddDays(-1), session: "late"));
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "date = '2026-02-28' AND event_count = 2 AND unique_sessions = 2"));
    }

    [Theory, BothDatabases]
    public async Task Days_without_events_are_zero_and_days_before_the_first_are_unknown(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon.AddDays(-3)));
        _ = await shop.RollUpAsync();
        Assert.Equal(5, await shop.CountAsync("analytics_days"));
        Assert.Equal(4, await shop.CountAsync("analytics_days", "raw_count = 0"));
        Assert.Equal(0, await shop.CountAsync("analytics_days", "date < '2026-02-26'"));
    }

    [Theory, BothDatabases]
    public async Task Revenue_is_what_the_orders_came_to_and_follows_their_cancellation(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 12_000);
        _ = await shop.OrderAsync(product, 2);
        var cancelled = await shop.OrderAsync(product);
        var now = shop.Clock.NowUtc();
        await shop.TellAsync(Event(now, EventNames.Purchase), Event(now, EventNames.ProductView, product: product));
        _ = await shop.RollUpAsync();
        const string row = "event_type = 'purchase' AND event_count = 1 AND revenue_cents";
        Assert.Equal(1, await shop.CountAsync("analytics_daily", $"{row} = 36000"));
        Assert.Equal(1, await shop.CountAsync(
            "analytics_product_daily", $"product_id = {product} AND views = 1 AND units_sold = 3 AND revenue_cents = 36000"));
        await shop.ExecuteAsync($"UPDATE orders SET status = 'cancelled', restocked_at = created_at WHERE id = {cancelled}");
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(1, await shop.CountAsync("analytics_daily", $"{row} = 24000"));
        Assert.Equal(1, await shop.CountAsync("analytics_days", "order_count = 1 AND revenue_cents = 24000"));
    }

    [Theory, BothDatabases]
    public async Task What_changes_a_counted_day_marks_it_at_once_and_nothing_else_does(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        const string paid = "payment_status = 'paid', paid_at = created_at, payment_method = 'card'";
        var order = await shop.OrderAsync(await shop.ProductAsync(5, 12_000));
        var placed = shop.Clock.NowUtc();
        await shop.TellAsync(Event(placed), Event(placed.AddDays(1)));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await ReopenedAsync("nothing"));
        Assert.Equal(0, await ReopenedAsync($"UPDATE orders SET status = 'processing', {paid} WHERE id = {order}"));
        Assert.Equal(1, await ReopenedAsync($"UPDATE orders SET total_cents = total_cents + 1, subtotal_cents = subtotal_cents + 1"));
        Assert.Equal(1, await ReopenedAsync($"UPDATE orders SET refunded_cents = 1 WHERE id = {order}"));
        Assert.Equal(1, await ReopenedAsync($"UPDATE orders SET status = 'cancelled', restocked_at = created_at WHERE id = {order}"));
        Assert.Equal(0, await ReopenedAsync(
            $"UPDATE orders SET payment_status = 'refunded', refunded_cents = total_cents, refunded_at = created_at WHERE id = {order}"));
        await shop.TellAsync(Event(shop.Clock.NowUtc()));
        Assert.Equal(0, await ReopenedAsync("nothing"));
        await shop.TellAsync(Event(placed), Event(placed.AddDays(1)), Event(placed.AddDays(1)));
        Assert.Equal(2, await ReopenedAsync(null));

        async Task<long> ReopenedAsync(string? change)
        {
            if (change is not null) _ = await shop.RollUpAsync();
            if (change?.StartsWith("UPDATE", StringComparison.Ordinal) == true) _ = await shop.ExecuteAsync(change);
            var waiting = await shop.CountAsync("analytics_days", "is_reopened");
            Assert.Equal(waiting, (await shop.Get<FigureBook>().ReadAsync(default)).DaysWaiting);
            return waiting;
        }
    }

    [Fact]
    public async Task The_file_is_smaller_after_a_purge()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        await shop.TellAsync([.. Enumerable.Range(0, 6_000).Select(i => Event(Noon.AddMilliseconds(i), session: $"session-{i}"))]);
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        const string pages = "SELECT page_count AS \"Value\" FROM pragma_page_count";
        var before = await shop.ScalarAsync<long>(pages);
        Assert.Equal(6_000, (await shop.PurgeAsync()).Events);
        var after = await shop.ScalarAsync<long>(pages);
        Assert.True(after < before - 150, $"{before} pages before, {after} after");
    }

    [Theory, BothDatabases]
    public async Task A_day_reopened_while_it_is_counted_is_counted_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon));
        _ = await shop.RollUpAsync();
        await shop.TellAsync(Event(Noon, session: "late"));
        _ = await shop.Get<Rollup>().RunAsync(Nightly, new Reopening(), default);
        Assert.Equal(1, await shop.CountAsync("analytics_days", "date = '2026-03-01' AND is_reopened"));
        Assert.Equal(1, (await shop.RollUpAsync()).Changed);
        Assert.Equal(0, await shop.CountAsync("analytics_days", "is_reopened"));
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "event_count = 3 AND unique_sessions = 3"));
    }

    /// <summary>Another event is told between the count of a day and its writing or sealing.</summary>
    private sealed class Reopening : IJobProgress
    {
        public long? RunId => null;

        public void Report(long done, long total, string what)
        {
        }

        public Task HoldAsync(ShopDb db, CancellationToken stop) => db.InsertManyAsync([Event(Noon, session: "later")], "", stop);
    }

    [Theory, BothDatabases]
    public async Task A_sealed_day_is_never_counted_again(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon));
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        var report = await shop.PurgeAsync();
        Assert.Equal((1, 1L), (report.Days, report.Events));
        Assert.Equal(0, await shop.CountAsync("analytics_events"));
        var day = new DateOnly(2026, 3, 1);
        var refused = (await shop.Get<Rollup>().RunAsync(day, day, Nightly, Unwatched.Work, default)).Refused;
        Assert.Equal("day_sealed", refused?.Code);
        _ = await shop.RollUpAsync();
        Assert.Equal(1, await shop.CountAsync("analytics_daily", "date = '2026-03-01' AND event_count = 1"));
    }

    [Theory, BothDatabases]
    public async Task A_day_that_changes_while_it_is_judged_is_not_sealed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon));
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        _ = await shop.RollUpAsync();
        var report = await shop.Get<Retention>().PurgeAsync(Nightly, new Reopening(), default);
        Assert.Equal((0, 0L), (report.Days, report.Events));
        Assert.Equal(0, await shop.CountAsync("analytics_days", "sealed_at IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("analytics_events"));
    }

    [Theory, BothDatabases]
    public async Task A_seal_is_the_same_in_every_version_of_the_program(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var products = new[] { await shop.ProductAsync(1), await shop.ProductAsync(1) };
        await shop.TellAsync([
            .. Enumerable.Range(0, 40).Select(i => Event(Noon.AddMinutes(-i), session: $"s{i}")),
            .. products.Select(product => Event(Noon, EventNames.ProductView, product: product)),
            .. new[] { "dunk", "\ud83d\udc5f grails", "\ufb01t", "=1+1" }
                .Select(term => Event(Noon, EventNames.Search, term: term, found: 0)),
        ]);
        _ = await shop.RollUpAsync();
        shop.Clock.Advance(TimeSpan.FromDays(100));
        _ = await shop.RollUpAsync();
        _ = await shop.PurgeAsync();
        var checksum = await shop.ScalarAsync<string>("SELECT checksum FROM analytics_days WHERE date = '2026-03-01'");
        Assert.Equal(["711300df8547", "44fe241b5fb9", "f920b4c742ce", "353b5b0c7e04", "bda000bf206d"], checksum!.Split('-'));
    }

    [Theory, BothDatabases]
    public async Task What_was_not_rolled_up_is_not_purged(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await shop.TellAsync(Event(Noon));
        shop.Clock.Advance(TimeSpan.FromDays(100));
        var kept = Assert.Single((await shop.PurgeAsync()).Kept);
        Assert.Equal(RetentionVerdict.NotRolledUp, kept.Verdict);
        Assert.Equal(1, await shop.CountAsync("analytics_events"));
        _ = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteAsync("DELETE FROM analytics_events"));
    }
}
