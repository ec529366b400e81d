using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Proves from the rows alone that orders and holds agree with the ledger, each with exactly the moves it must have.</summary>
public sealed class OrderAudit(ShopData data)
{
    /// <summary>
    /// Every order has lines that add up to its totals, each line the one sale that took it and, once the order is cancelled, the one move
    /// that brought it back; what came back otherwise is a line of a refund each, and its refunds add up to what it says. No move names an
    /// order without a line. The key is the order's.
    /// </summary>
    public Task<AuditFinding> OrdersAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var wrong = await db.Database.SqlQuery<int>(
                $"""
                SELECT o.id AS "Value" FROM orders o
                LEFT JOIN (SELECT order_id, SUM(line_cents) AS cents, SUM(quantity) AS units FROM order_items GROUP BY order_id) i
                    ON i.order_id = o.id
                WHERE i.order_id IS NULL OR i.cents <> o.subtotal_cents OR i.units <> o.item_count
                UNION
                SELECT o.id FROM order_items i JOIN orders o ON o.id = i.order_id
                LEFT JOIN (SELECT order_id, product_id, COUNT(*) AS moves, SUM(quantity_change) AS net, MIN(quantity_change) AS taken
                           FROM stock_moves WHERE order_id IS NOT NULL GROUP BY order_id, product_id) m
                    ON m.order_id = i.order_id AND m.product_id = i.product_id
                LEFT JOIN (SELECT order_item_id, COUNT(*) AS lines, SUM(quantity) AS units FROM order_refund_lines
                           WHERE condition = 'sellable' GROUP BY order_item_id) r ON r.order_item_id = i.id
                WHERE m.order_id IS NULL OR m.taken <> -i.quantity
                    OR m.moves <> CASE WHEN o.status = 'cancelled' THEN 2 ELSE 1 + COALESCE(r.lines, 0) END
                    OR m.net <> CASE WHEN o.status = 'cancelled' THEN 0 ELSE COALESCE(r.units, 0) - i.quantity END
                UNION
                SELECT m.order_id FROM stock_moves m WHERE m.reason = 'return' AND NOT EXISTS (
                    SELECT 1 FROM order_refund_lines l WHERE l.move_id = m.id AND l.quantity = m.quantity_change)
                UNION
                SELECT o.id FROM orders o
                LEFT JOIN (SELECT r.order_id, SUM(r.amount_cents) AS cents, MIN(r.amount_cents - COALESCE(l.cents, 0)) AS beside
                           FROM order_refunds r
                           LEFT JOIN (SELECT refund_id, SUM(cents) AS cents FROM order_refund_lines GROUP BY refund_id) l
                               ON l.refund_id = r.id
                           GROUP BY r.order_id) back ON back.order_id = o.id
                WHERE o.refunded_cents <> COALESCE(back.cents, 0) OR back.beside < 0
                UNION
                SELECT m.order_id FROM stock_moves m WHERE m.order_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM order_items i WHERE i.order_id = m.order_id AND i.product_id = m.product_id)
                ORDER BY 1
                """).ToListAsync(stop);
            return Finding(await db.Orders.LongCountAsync(stop), wrong,
                "each has its lines, their sales, and its refunds; nothing came back twice",
                id => $"order {id} and its lines, moves and refunds do not agree");
        },
        stop);

    /// <summary>
    /// Every hold has the one move that began it and, unless it is pending, the one that ended it: what is pending is what is held. The
    /// key is the hold's.
    /// </summary>
    public Task<AuditFinding> HoldsAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var wrong = await db.Database.SqlQuery<int>(
                $"""
                SELECT r.id AS "Value" FROM product_reservations r
                LEFT JOIN (SELECT reservation_id, COUNT(*) AS moves, SUM(quantity_change) AS net, MIN(quantity_change) AS taken,
                               MIN(product_id) AS product, MAX(product_id) AS other
                           FROM stock_moves WHERE reservation_id IS NOT NULL GROUP BY reservation_id) m ON m.reservation_id = r.id
                WHERE m.reservation_id IS NULL OR m.product <> r.product_id OR m.other <> r.product_id OR m.taken <> -r.quantity
                    OR m.moves <> CASE WHEN r.status = 'pending' THEN 1 ELSE 2 END
                    OR m.net <> CASE WHEN r.status = 'pending' THEN -r.quantity ELSE 0 END
                ORDER BY r.id
                """).ToListAsync(stop);
            return Finding(await db.Reservations.LongCountAsync(stop), wrong,
                "each began once, ended at most once, and holds what it says while it is pending",
                id => $"reservation {id} and its moves do not agree");
        },
        stop);

    private static AuditFinding Finding(long count, List<int> wrong, string right, Func<int, string> says) =>
        wrong.Count == 0 ? new AuditFinding(count, 0, null, right) : new AuditFinding(count, wrong.Count, wrong[0], says(wrong[0]));
}
