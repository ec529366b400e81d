using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Demo;
using UnityAdmin.Selling;
using UnityAdmin.Tests.Analytics;
using UnityAdmin.Tests.Orders;

namespace UnityAdmin.Tests.Demo;

public sealed class DemoShopTests
{
    /// <summary>What every row must be, each as the query for those that are not; both databases read it.</summary>
    private static readonly string[] Contradictions =
    [
        """
        SELECT id FROM sell_offers o WHERE made_by = 'shop'
            AND total_cents <> (SELECT SUM(price_cents) FROM sell_offer_items WHERE offer_id = o.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE offer_status IN ('sent', 'accepted', 'refused', 'expired', 'withdrawn')
            AND offered_price_cents <> (SELECT SUM(price_cents) FROM sell_items WHERE submission_id = s.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE final_price_cents <>
            (SELECT total_cents FROM sell_offers WHERE submission_id = s.id AND answer = 'accepted')
        """,
        "SELECT submission_id FROM sell_offers GROUP BY submission_id HAVING COUNT(*) <> MAX(revision)",
        """
        SELECT a.id FROM sell_offers a JOIN sell_offers b ON b.submission_id = a.submission_id AND b.revision = a.revision + 1
            WHERE a.answer <> 'countered' OR a.answered_at > b.sent_at
        """,
        """
        SELECT id FROM sell_offers WHERE answered_at < sent_at
            OR (made_by = 'shop' AND answer IN ('accepted', 'refused', 'withdrawn') AND answered_at >= expires_at)
        """,
        """
        SELECT id FROM sell_submissions WHERE status IN ('approved', 'received', 'inspected', 'paid', 'completed')
            AND offer_status <> 'accepted'
        """,
        "SELECT id FROM sell_submissions WHERE (status IN ('rejected', 'cancelled')) <> (closing_reason IS NOT NULL)",
        "SELECT id FROM sell_submissions WHERE status = 'pending' AND assigned_to_id IS NOT NULL",
        "SELECT a.id FROM sell_submissions a JOIN sell_submissions b ON b.id = a.id + 1 WHERE b.created_at < a.created_at",
        "SELECT id FROM sell_submissions s WHERE NOT EXISTS (SELECT 1 FROM images WHERE submission_id = s.id)",
        "SELECT id FROM sell_submissions s WHERE item_count <> (SELECT COUNT(*) FROM sell_items WHERE submission_id = s.id)",
        """
        SELECT id FROM sell_submissions s WHERE (status IN ('inspected', 'paid', 'completed')) <>
            EXISTS (SELECT 1 FROM sell_inspections WHERE submission_id = s.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE final_price_cents <>
            (SELECT SUM(agreed_cents) FROM sell_inspections WHERE submission_id = s.id)
        """,
        """
        SELECT id FROM sell_submissions s WHERE (status IN ('paid', 'completed')) <> EXISTS (SELECT 1 FROM sell_payments
            WHERE submission_id = s.id AND amount_cents = (SELECT SUM(price_cents) FROM sell_inspections WHERE submission_id = s.id))
        """,
        """
        SELECT i.id FROM sell_items i JOIN sell_submissions s ON s.id = i.submission_id LEFT JOIN sell_inspections f ON f.item_id = i.id
            WHERE (i.product_id IS NOT NULL) <> (s.status = 'completed' AND f.outcome IS NOT NULL AND f.outcome <> 'returned')
        """,
        """
        SELECT p.id FROM sell_payments p JOIN sell_inspections f ON f.submission_id = p.submission_id
            JOIN sell_offers o ON o.submission_id = p.submission_id AND o.answer = 'accepted'
            WHERE p.paid_at <= f.inspected_at OR f.inspected_at <= o.answered_at
        """,
        "SELECT id FROM products p WHERE NOT EXISTS (SELECT 1 FROM images WHERE product_id = p.id)",
        "SELECT m.id FROM stock_moves m JOIN products p ON p.id = m.product_id WHERE m.created_at < p.created_at",
        "SELECT m.id FROM stock_moves m JOIN sell_items i ON i.id = m.sell_item_id WHERE i.product_id <> m.product_id",
        "SELECT m.id FROM stock_moves m JOIN orders o ON o.id = m.order_id WHERE m.created_at < o.created_at",
        "SELECT m.id FROM stock_moves m JOIN orders o ON o.id = m.order_id WHERE m.reason = 'sale' AND m.created_at <> o.created_at",
        "SELECT id FROM orders WHERE paid_at <= created_at OR shipped_at <= created_at OR refunded_at <= paid_at",
        "SELECT id FROM orders WHERE (delivery_method = 'delivery') <> (delivery_address IS NOT NULL)",
        """
        SELECT id FROM product_reservations WHERE ended_at <= created_at
            OR (status = 'expired') <> (ended_at IS NOT NULL AND ended_at >= expires_at)
        """,
        "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.password_hash IS NULL OR s.last_seen_at < s.created_at",
        "SELECT user_id FROM addresses GROUP BY user_id HAVING SUM(CASE WHEN is_default THEN 1 ELSE 0 END) <> 1",
        "SELECT id FROM sell_submissions WHERE user_id IS NULL",
        "SELECT id FROM stock_corrections c WHERE (status = 'posted') <> EXISTS (SELECT 1 FROM stock_moves WHERE correction_id = c.id)",
    ];

    private static readonly string[] Moments =
    [
        "sell_submissions.created_at", "sell_submissions.updated_at", "sell_items.decided_at", "sell_offers.sent_at",
        "sell_offers.answered_at", "sell_offers.reminded_at", "sell_notes.written_at", "images.created_at",
        "outbox_messages.created_at", "system_logs.created_at", "sell_inspections.inspected_at", "sell_payments.paid_at",
        "products.created_at", "stock_moves.created_at", "stock_corrections.requested_at", "stock_counts.opened_at",
        "stock_count_lines.counted_at", "orders.created_at", "orders.updated_at", "orders.paid_at", "orders.shipped_at",
        "orders.refunded_at",
        "product_reservations.created_at", "product_reservations.ended_at", "users.created_at", "sessions.created_at",
        "sessions.last_seen_at", "password_resets.created_at", "addresses.created_at", "analytics_events.timestamp",
        "analytics_days.rolled_up_at", "analytics_notes.created_at",
    ];

    /// <summary>All that is told, apart from when.</summary>
    private static readonly string[] Words =
    [
        "id, status, offer_status, contact_phone, contact_handle, address, asking_cents, closing_reason FROM sell_submissions",
        "submission_id, position, brand, description, size, seller_price_cents, decision, price_cents, decision_reason FROM sell_items",
        "submission_id, revision, made_by, sent_by_name, total_cents, message, answer, answer_message FROM sell_offers",
        "submission_id, id, written_by_name, text FROM sell_notes",
        "submission_id, position, content_hash FROM images",
        "item_id, outcome, found_condition, price_cents, reason FROM sell_inspections",
        "submission_id, method, reference, amount_cents FROM sell_payments",
        "brand || ' ' || name || ' ' || category || ' ' || size || ' ' || condition || ' ' || price_cents, status FROM products",
        "COALESCE(customer_phone, '') || ' ' || status || ' ' || payment_status || ' ' || delivery_method, COALESCE(notes, '') FROM orders",
        "customer_phone, status FROM product_reservations",
        "phone, devices FROM (SELECT (SELECT value FROM user_contacts c WHERE c.user_id = u.id AND kind = 'phone') AS phone, "
            + "(SELECT COUNT(*) FROM sessions s WHERE s.user_id = u.id) AS devices FROM users u)",
        "event_type || ' ' || COUNT(*), COUNT(DISTINCT session_id) FROM analytics_events WHERE event_type = 'purchase' GROUP BY event_type",
        "subject_id, kind, topic, to_email, status FROM outbox_messages WHERE kind <> 'offer.reminded'",
    ];

    /// <summary>Filling it takes its time, so it is looked at from all sides in one go.</summary>
    [Theory, BothDatabases]
    public async Task It_is_a_shop_in_the_middle_of_its_work_without_a_contradiction(TestDatabase on)
    {
        await using var shop = await OpenedAsync(on, new DateTime(2026, 11, 21, 3, 30, 0, DateTimeKind.Utc));
        await AssertRowsContradictNeitherOneAnotherNorTheClockAsync(shop);
        await AssertStockHasAPastAndWorkForEveryPageAsync(shop);
        await AssertOrdersAndHoldsAreInEveryStateAsync(shop);
        await AssertVisitorsHaveHabitsAndOldDaysAreSealedAsync(shop);
        if (on == TestDatabase.Sqlite) await AssertTellsTheSameWhateverTheDayAsync(shop);
        await AssertIsLeftAloneAndCountsOnAsync(shop);
    }

    private static async Task AssertRowsContradictNeitherOneAnotherNorTheClockAsync(TestShop shop)
    {
        Assert.Equal(400, await shop.CountAsync("sell_submissions"));
        foreach (var rows in Contradictions) Assert.True(await shop.CountAsync($"({rows}) AS wrong") == 0, rows);
        foreach (var moment in Moments.Select(one => one.Split('.')))
            Assert.Equal(0, await shop.CountAsync(moment[0], $"{moment[1]} > '2026-11-21 03:30:00.000'"));
        Assert.True(await shop.CountAsync("sell_offers", "answer = 'open' AND expires_at < '2026-11-21 11:00:00.000'") >= 4);
        Assert.True(await shop.CountAsync("sell_submissions", "offer_status = 'countered'") >= 8);
        foreach (var status in Enum.GetValues<SellStatus>())
            Assert.True(await shop.CountAsync("sell_submissions", $"status = '{SellingRefusals.Word(status)}'") > 0, $"{status}");
    }

    private static async Task AssertStockHasAPastAndWorkForEveryPageAsync(TestShop shop)
    {
        Assert.Equal(120, await shop.CountAsync("stock_moves", "reason = 'opening'"));
        Assert.True(await shop.CountAsync("stock_moves", "reason = 'intake'") > 150);
        foreach (var reason in new[] { "damaged", "lost", "found", "theft", "correction", "reversal", "stocktake" })
            Assert.True(await shop.CountAsync("stock_moves", $"reason = '{reason}'") > 0, reason);
        Assert.Equal(2, await shop.CountAsync("stock_corrections", "status = 'waiting'"));
        Assert.Equal(2, await shop.CountAsync("stock_counts", "status = 'posted' AND closed_at IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("stock_counts", "status = 'counting'"));
        var open = "stock_count_lines l JOIN stock_counts c ON c.id = l.stock_count_id AND c.status = 'counting'";
        Assert.True(await shop.CountAsync(open, "l.counted IS NULL") > 0 && await shop.CountAsync(open, "l.counted IS NOT NULL") > 0);
        Assert.True(await shop.CountAsync("sell_inspections", "outcome = 'price_cut'") > 10);
        Assert.True(await shop.CountAsync("sell_inspections", "outcome = 'returned'") > 3);
    }

    private static async Task AssertOrdersAndHoldsAreInEveryStateAsync(TestShop shop)
    {
        await shop.AssertShopIsSoundAsync();
        Assert.Equal(150, await shop.CountAsync("orders"));
        Assert.Equal(0, await shop.CountAsync("orders", "created_at < '2026-09-21 00:00:00.000'"));
        foreach (var status in new[] { "pending", "confirmed", "processing", "shipped", "completed", "cancelled" })
            Assert.True(await shop.CountAsync("orders", $"status = '{status}'") >= 4, status);
        Assert.True(await shop.CountAsync("orders", "status = 'cancelled' AND payment_status = 'paid'") >= 3);
        Assert.True(await shop.CountAsync("orders", "status = 'cancelled' AND payment_status = 'refunded'") >= 2);
        Assert.True(await shop.CountAsync("orders", "status = 'completed' AND payment_status = 'refunded'") >= 2);
        Assert.True(await shop.CountAsync("orders", "delivery_method = 'delivery'") > 30);
        Assert.True(await shop.CountAsync("orders", "user_id IS NULL") > 2);
        Assert.True(await shop.CountAsync("orders o", "EXISTS (SELECT 1 FROM sell_submissions s WHERE s.user_id = o.user_id)") > 20);

        Assert.True(await shop.CountAsync("product_reservations", "status = 'pending'") >= 12);
        Assert.Equal(12, await shop.ScalarAsync<int>(
            "SELECT COUNT(DISTINCT request_id) FROM product_reservations WHERE status = 'pending'"));
        const string withinADay = "expires_at BETWEEN '2026-11-21 03:30:00.000' AND '2026-11-22 03:30:00.000'";
        Assert.Equal(0, await shop.CountAsync("product_reservations", $"status = 'pending' AND NOT ({withinADay})"));
        foreach (var status in new[] { "confirmed", "cancelled", "expired" })
            Assert.True(await shop.CountAsync("product_reservations", $"status = '{status}'") >= 8, status);

        Assert.Equal(18, await shop.CountAsync("users", "email IS NOT NULL AND password_hash IS NOT NULL"));
        Assert.True(await shop.ScalarAsync<int>(
            "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM sessions GROUP BY user_id) AS devices") >= 3);
        Assert.Equal(1, await shop.CountAsync("sessions", "revoked_at IS NOT NULL"));
        Assert.Equal(1, await shop.CountAsync("password_resets", "used_at IS NULL AND expires_at > '2026-11-21 03:30:00.000'"));
    }

    private static async Task AssertVisitorsHaveHabitsAndOldDaysAreSealedAsync(TestShop shop)
    {
        Assert.Equal(121, await shop.CountAsync("analytics_days"));
        Assert.Equal(30, await shop.CountAsync("analytics_days", "purged_at IS NOT NULL"));
        Assert.Equal(0, await shop.CountAsync("analytics_events", "timestamp < '2026-08-22 23:00:00.000'"));
        const string perDay = "(SELECT event_count * 1.0 AS n, date FROM analytics_daily WHERE event_type = 'page_view') AS d";
        var usual = await shop.ScalarAsync<double>($"SELECT CAST(AVG(n) AS REAL) FROM {perDay}");
        Assert.True(await shop.ScalarAsync<double>($"SELECT CAST(n AS REAL) FROM {perDay} WHERE date = '2026-11-07'") > 2 * usual);
        var hours = (await shop.RowsAsync("SELECT hour, SUM(event_count) AS n FROM analytics_hourly GROUP BY hour"))
            .ToDictionary(row => Convert.ToInt32(row["hour"], null), row => Convert.ToInt64(row["n"], null));
        Assert.True(hours[21] > 10 * hours[4], $"{hours[21]} in the evening, {hours[4]} at night");
        var funnel = new List<long>();
        foreach (var step in new[] { "page_view", "product_view", "add_to_cart", "begin_checkout", "purchase" })
        {
            funnel.Add(await shop.ScalarAsync<long>(
                $"SELECT CAST(SUM(event_count) AS BIGINT) FROM analytics_daily WHERE event_type = '{step}'"));
        }

        Assert.Equal(funnel.OrderDescending(), funnel);
        Assert.True(await shop.CountAsync("analytics_search_daily", "without_result > 0") > 20);
        Assert.Equal(3, await shop.CountAsync("analytics_notes"));
        Assert.True(await shop.CountAsync("analytics_events", "user_id IS NOT NULL") > 50);
        Assert.True(await shop.CountAsync("analytics_events e JOIN products p ON p.id = e.product_id", "e.timestamp < p.created_at") == 0);
        Assert.True((await shop.RollUpAsync()).Changed <= 1);
    }

    private static async Task AssertTellsTheSameWhateverTheDayAsync(TestShop shop)
    {
        await using var march = await OpenedAsync(TestDatabase.Sqlite, new DateTime(2026, 3, 29, 1, 10, 0, DateTimeKind.Utc));
        Assert.Equal(await ToldAsync(march), await ToldAsync(shop));
    }

    private static async Task AssertIsLeftAloneAndCountsOnAsync(TestShop shop)
    {
        var last = await shop.ScalarAsync<int>("SELECT last FROM sell_batch_numbers WHERE day = '2026-11-21'");
        await shop.Get<DemoShop>().RunAsync(Stop);
        Assert.Equal(400, await shop.CountAsync("sell_submissions"));
        Assert.Equal(last, await shop.CountAsync("sell_submissions", "batch_id LIKE 'BATCH-20261121-%'"));

        var sent = DemoBag.Pack(DemoSellers.Of(400, new Bogus.Randomizer(7))[0], new Bogus.Randomizer(7)).Sent;
        var submitted = await shop.Get<Submissions>().SubmitAsync(sent, [], Actor.Storefront(null), TestContext.Current.CancellationToken);
        Assert.Equal($"BATCH-20261121-{last + 1:00000}", submitted.Value.BatchId);
    }

    private static async Task<List<string>> ToldAsync(TestShop shop)
    {
        var told = new List<string>();
        foreach (var words in Words)
            told.AddRange((await shop.RowsAsync($"SELECT {words} ORDER BY 1, 2")).Select(row => string.Join('|', row.Values)));
        return told;
    }

    private static async Task<TestShop> OpenedAsync(TestDatabase on, DateTime now)
    {
        var shop = await on.OpenAsync(services => services.AddSingleton<DemoStaff>().AddSingleton<DemoAlbum>().AddSingleton<DemoShop>());
        shop.Clock.Now = now;
        await shop.Get<DemoShop>().RunAsync(Stop);
        return shop;
    }
}
