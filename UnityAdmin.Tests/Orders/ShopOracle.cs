using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Judges a shop by its rows alone, whatever its answers said (quality.md section 1): the ledger is sound, every order has exactly its
/// lines and its moves, every hold its beginning and at most one end, and nothing is left of what was refused.
/// </summary>
internal static class ShopOracle
{
    /// <summary>What must not be there, each as the rows that would be.</summary>
    private static readonly (string What, string Sql)[] Wrong =
    [
        ("orders without lines", "SELECT id FROM orders WHERE NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = orders.id)"),
        ("orders whose totals are not those of their lines",
            """
            SELECT o.id FROM orders o WHERE o.subtotal_cents <> (SELECT SUM(i.line_cents) FROM order_items i WHERE i.order_id = o.id)
            OR o.item_count <> (SELECT SUM(i.quantity) FROM order_items i WHERE i.order_id = o.id)
            """),
        ("lines without their sale",
            """
            SELECT i.id FROM order_items i WHERE NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.order_id = i.order_id
            AND m.product_id = i.product_id AND m.reason = 'sale' AND m.quantity_change = -i.quantity)
            """),
        ("sales without their line",
            """
            SELECT m.id FROM stock_moves m WHERE m.reason = 'sale' AND NOT EXISTS (SELECT 1 FROM order_items i
            WHERE i.order_id = m.order_id AND i.product_id = m.product_id AND i.quantity = -m.quantity_change)
            """),
        ("cancelled orders that came back more or less than once",
            """
            SELECT o.id FROM orders o WHERE o.status = 'cancelled' AND (SELECT COUNT(*) FROM stock_moves m WHERE m.order_id = o.id
            AND m.reason = 'sale_cancelled') <> (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id)
            """),
        ("units that came back without a refund that says so, or the other way round",
            """
            SELECT i.id FROM order_items i WHERE (SELECT COALESCE(SUM(m.quantity_change), 0) FROM stock_moves m
            WHERE m.order_id = i.order_id AND m.product_id = i.product_id AND m.reason = 'return') <> (SELECT COALESCE(SUM(l.quantity), 0)
            FROM order_refund_lines l WHERE l.order_item_id = i.id AND l.condition = 'sellable')
            """),
        ("lines of which more came back than was sold",
            """
            SELECT i.id FROM order_items i WHERE i.quantity < (SELECT SUM(l.quantity) FROM order_refund_lines l
            WHERE l.order_item_id = i.id AND l.condition <> 'not_returned')
            """),
        ("orders whose refunds are not what they say",
            """
            SELECT o.id FROM orders o WHERE o.refunded_cents <> (SELECT COALESCE(SUM(r.amount_cents), 0) FROM order_refunds r
            WHERE r.order_id = o.id) OR (o.payment_status = 'refunded')
            <> (o.refunded_cents = o.total_cents AND o.payment_status <> 'pending')
            """),
        ("holds without their beginning",
            """
            SELECT r.id FROM product_reservations r WHERE (SELECT COUNT(*) FROM stock_moves m WHERE m.reservation_id = r.id
            AND m.product_id = r.product_id AND m.quantity_change = -r.quantity) <> 1
            """),
        ("holds with a wrong number of ends",
            """
            SELECT r.id FROM product_reservations r WHERE (SELECT COUNT(*) FROM stock_moves m WHERE m.reservation_id = r.id
            AND m.product_id = r.product_id AND m.quantity_change = r.quantity) <> CASE WHEN r.status = 'pending' THEN 0 ELSE 1 END
            """),
        ("customers nobody needed",
            """
            SELECT u.id FROM users u WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)
            AND NOT EXISTS (SELECT 1 FROM product_reservations r WHERE r.user_id = u.id) AND u.merged_into_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM sell_submissions s WHERE s.user_id = u.id) AND u.password_hash IS NULL
            """),
        ("changes without an audit row",
            """
            SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM system_logs l WHERE l.subject = 'orders' AND l.subject_id = o.id
            AND l.action IN ('order.placed', 'reservation.confirmed'))
            """),
    ];

    /// <summary>The first fault; null when the shop is sound.</summary>
    public static async Task<string?> FaultAsync(Rows rows, LedgerAudit audit, DatabaseProvider provider)
    {
        var chains = await audit.ChainsAsync(null, Stop);
        foreach (var verdict in new[] { await audit.SumsAsync(Stop), chains.Hashes, chains.Links, await audit.ReversalsAsync(Stop) })
        {
            if (!verdict.IsClean) return verdict.Detail;
        }

        foreach (var (what, sql) in Wrong)
        {
            var bad = await rows.RowsAsync(sql);
            if (bad.Count > 0) return $"{bad.Count} {what}: {string.Join(", ", bad.Take(5).Select(row => row.Values.First()))}";
        }

        if (provider != DatabaseProvider.Sqlite) return null;
        if (await rows.ScalarAsync<string>("PRAGMA integrity_check") is not "ok" and var damage) return damage;
        return (await rows.RowsAsync("PRAGMA foreign_key_check")).Count == 0 ? null : "a foreign key leads nowhere";
    }

    public static async Task AssertSoundAsync(Rows rows, LedgerAudit audit, DatabaseProvider provider) =>
        Assert.Null(await FaultAsync(rows, audit, provider));
}
