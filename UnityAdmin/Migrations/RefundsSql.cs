using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Refunds does beyond the model: the refunds of before as rows, the triggers that cap what comes back and keep refunds
/// as they were written, and a day of the analytics that is counted again when money went back. Part of that migration, so never edited
/// once it has landed.
/// </summary>
internal static class RefundsSql
{
    private const string OldRestocked = "(status = 'cancelled' OR payment_status = 'refunded') = (restocked_at IS NOT NULL)";

    private const string Restocked = "status <> 'cancelled' OR restocked_at IS NOT NULL";

    private const string RefundedCents =
        "refunded_cents >= 0 AND refunded_cents <= CASE payment_status WHEN 'pending' THEN 0 ELSE total_cents END "
        + "AND (payment_status <> 'refunded' OR refunded_cents = total_cents)";

    /// <summary>
    /// In place of the generated change of orders: Entity Framework would rebuild the table, and its triggers would be gone. SQLite changes
    /// no check of a table that is there, so the text of its definition is changed, as its manual describes; every row fulfils the new.
    /// </summary>
    public static void ChangeSqliteOrders(this MigrationBuilder migration) => migration.Sql(
        $"""
        ALTER TABLE orders ADD COLUMN refunded_cents INTEGER NOT NULL DEFAULT 0;
        {CountOldRefunds}
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, {Text($"CHECK ({OldRestocked})")},
            {Text($"CHECK ({Restocked}), CONSTRAINT \"ck_orders_refunded_cents\" CHECK ({RefundedCents})")})
            WHERE type = 'table' AND name = 'orders';
        PRAGMA writable_schema = RESET;
        """);

    public static void ChangeSqliteOrdersBack(this MigrationBuilder migration) => migration.Sql(
        $"""
        {MakeOldRefunds}
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql,
            {Text($"CHECK ({Restocked}), CONSTRAINT \"ck_orders_refunded_cents\" CHECK ({RefundedCents})")},
            {Text($"CHECK ({OldRestocked})")})
            WHERE type = 'table' AND name = 'orders';
        PRAGMA writable_schema = RESET;
        ALTER TABLE orders DROP COLUMN refunded_cents;
        """);

    public static void ChangePostgresOrders(this MigrationBuilder migration) => migration.Sql(
        $"""
        ALTER TABLE orders ADD COLUMN refunded_cents bigint NOT NULL DEFAULT 0;
        {CountOldRefunds}
        ALTER TABLE orders DROP CONSTRAINT ck_orders_restocked,
            ADD CONSTRAINT ck_orders_restocked CHECK ({Restocked}),
            ADD CONSTRAINT ck_orders_refunded_cents CHECK ({RefundedCents});
        """);

    public static void ChangePostgresOrdersBack(this MigrationBuilder migration) => migration.Sql(
        $"""
        ALTER TABLE orders DROP CONSTRAINT ck_orders_refunded_cents, DROP CONSTRAINT ck_orders_restocked;
        {MakeOldRefunds}
        ALTER TABLE orders ADD CONSTRAINT ck_orders_restocked CHECK ({OldRestocked}), DROP COLUMN refunded_cents;
        """);

    public static void AddSqliteRefunds(this MigrationBuilder migration)
    {
        _ = migration.Sql(MoveOldRefunds);
        _ = migration.Sql(
            $"""
            DROP TRIGGER stock_moves_once;
            CREATE TRIGGER stock_moves_once BEFORE INSERT ON stock_moves
            WHEN new.order_id IS NOT NULL OR new.reservation_id IS NOT NULL BEGIN
                SELECT RAISE(ABORT, '{OrderOnce}') WHERE {OrderTwice};
                SELECT RAISE(ABORT, '{HoldOnce}') WHERE {HoldTwice};
            END;
            CREATE TRIGGER stock_moves_returned BEFORE INSERT ON stock_moves WHEN new.reason = 'return' BEGIN
                SELECT RAISE(ABORT, '{TooMuchBack}') WHERE {ReturnedTooMany};
            END;
            CREATE TRIGGER order_refunds_no_delete BEFORE DELETE ON order_refunds BEGIN SELECT RAISE(ABORT, '{RefundKept}'); END;
            CREATE TRIGGER order_refunds_no_update BEFORE UPDATE ON order_refunds
            WHEN {RefundChanged} BEGIN SELECT RAISE(ABORT, '{RefundKept}'); END;
            CREATE TRIGGER order_refunds_no_replace BEFORE INSERT ON order_refunds
            WHEN EXISTS (SELECT 1 FROM order_refunds WHERE id = new.id) BEGIN SELECT RAISE(ABORT, '{RefundKept}'); END;
            CREATE TRIGGER order_refund_lines_no_delete BEFORE DELETE ON order_refund_lines BEGIN SELECT RAISE(ABORT, '{RefundKept}'); END;
            CREATE TRIGGER order_refund_lines_no_update BEFORE UPDATE ON order_refund_lines BEGIN SELECT RAISE(ABORT, '{RefundKept}'); END;
            CREATE TRIGGER order_refund_lines_fit BEFORE INSERT ON order_refund_lines BEGIN
                SELECT RAISE(ABORT, '{RefundKept}') WHERE EXISTS (SELECT 1 FROM order_refund_lines l WHERE l.id = new.id
                    OR l.move_id = new.move_id OR (l.refund_id = new.refund_id AND l.order_item_id = new.order_item_id));
                SELECT RAISE(ABORT, '{TooMuchBack}') WHERE {LineMisfits};
            END;
            DROP TRIGGER orders_changed_reopen;
            CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents, refunded_cents ON orders
            WHEN ({SaleChanged}) AND {In(Counted, "created_at")}
            BEGIN {Reopen} WHERE date = {Day("date", "created_at")}; END;
            """);
    }

    /// <summary>The triggers of both databases as they were; before the tables are dropped.</summary>
    public static void DropSqliteRefunds(this MigrationBuilder migration) => migration.Sql(
        $"""
        DROP TRIGGER stock_moves_returned;
        DROP TRIGGER stock_moves_once;
        CREATE TRIGGER stock_moves_once BEFORE INSERT ON stock_moves
        WHEN new.order_id IS NOT NULL OR new.reservation_id IS NOT NULL BEGIN
            SELECT RAISE(ABORT, '{OrderOnce}') WHERE {OrderTwiceBefore};
            SELECT RAISE(ABORT, '{HoldOnce}') WHERE {HoldTwice};
        END;
        DROP TRIGGER order_refunds_no_delete;
        DROP TRIGGER order_refunds_no_update;
        DROP TRIGGER order_refunds_no_replace;
        DROP TRIGGER order_refund_lines_no_delete;
        DROP TRIGGER order_refund_lines_no_update;
        DROP TRIGGER order_refund_lines_fit;
        DROP TRIGGER orders_changed_reopen;
        CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents ON orders
        WHEN ({SaleChangedBefore}) AND {In(Counted, "created_at")}
        BEGIN {Reopen} WHERE date = {Day("date", "created_at")}; END;
        """);

    public static void AddPostgresRefunds(this MigrationBuilder migration)
    {
        _ = migration.Sql(MoveOldRefunds);
        _ = migration.Sql(
            $"""
            {PostgresOnce(OrderTwice)}
            CREATE FUNCTION stock_moves_returned() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF ({ReturnedTooMany}) THEN
                    RAISE EXCEPTION '{TooMuchBack}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN new;
            END $$;
            CREATE TRIGGER stock_moves_returned BEFORE INSERT ON stock_moves FOR EACH ROW
                WHEN (new.reason = 'return') EXECUTE FUNCTION stock_moves_returned();
            CREATE FUNCTION order_refunds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{RefundKept}' USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE FUNCTION order_refund_lines_fit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF ({LineMisfits}) THEN
                    RAISE EXCEPTION '{TooMuchBack}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN new;
            END $$;
            CREATE TRIGGER order_refunds_no_delete BEFORE DELETE ON order_refunds FOR EACH ROW EXECUTE FUNCTION order_refunds_refuse();
            CREATE TRIGGER order_refunds_no_update BEFORE UPDATE ON order_refunds FOR EACH ROW
                WHEN ({RefundChanged}) EXECUTE FUNCTION order_refunds_refuse();
            CREATE TRIGGER order_refunds_no_truncate BEFORE TRUNCATE ON order_refunds EXECUTE FUNCTION order_refunds_refuse();
            CREATE TRIGGER order_refund_lines_no_delete BEFORE DELETE OR UPDATE ON order_refund_lines FOR EACH ROW
                EXECUTE FUNCTION order_refunds_refuse();
            CREATE TRIGGER order_refund_lines_no_truncate BEFORE TRUNCATE ON order_refund_lines EXECUTE FUNCTION order_refunds_refuse();
            CREATE TRIGGER order_refund_lines_fit BEFORE INSERT ON order_refund_lines FOR EACH ROW
                EXECUTE FUNCTION order_refund_lines_fit();
            DROP TRIGGER orders_changed_reopen ON orders;
            CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents, refunded_cents ON orders FOR EACH ROW
                WHEN ({SaleChanged}) EXECUTE FUNCTION orders_reopen();
            """);
    }

    public static void DropPostgresRefunds(this MigrationBuilder migration) => migration.Sql(
        $"""
        {PostgresOnce(OrderTwiceBefore)}
        DROP TRIGGER stock_moves_returned ON stock_moves;
        DROP FUNCTION stock_moves_returned;
        DROP TRIGGER order_refunds_no_delete ON order_refunds;
        DROP TRIGGER order_refunds_no_update ON order_refunds;
        DROP TRIGGER order_refunds_no_truncate ON order_refunds;
        DROP TRIGGER order_refund_lines_no_delete ON order_refund_lines;
        DROP TRIGGER order_refund_lines_no_truncate ON order_refund_lines;
        DROP TRIGGER order_refund_lines_fit ON order_refund_lines;
        DROP FUNCTION order_refunds_refuse, order_refund_lines_fit;
        DROP TRIGGER orders_changed_reopen ON orders;
        CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents ON orders FOR EACH ROW
            WHEN ({SaleChangedBefore}) EXECUTE FUNCTION orders_reopen();
        """);

    private const string CountOldRefunds = "UPDATE orders SET refunded_cents = total_cents WHERE payment_status = 'refunded';";

    // The older program knows refunds of the whole alone, with all of the goods: a part of one is none to it.
    private const string MakeOldRefunds =
        """
        UPDATE orders SET restocked_at = CASE WHEN payment_status = 'refunded' THEN COALESCE(restocked_at, refunded_at) END
            WHERE status <> 'cancelled';
        """;

    // All of the money went back, and with it all of the goods that had left.
    private const string MoveOldRefunds =
        """
        INSERT INTO order_refunds (order_id, amount_cents, reason, reference, refunded_by, created_at)
            SELECT id, total_cents, COALESCE(closing_reason, ''), refund_reference, COALESCE((SELECT l.actor_name FROM system_logs l
                WHERE l.subject = 'orders' AND l.subject_id = orders.id AND l.action = 'order.refunded'
                ORDER BY l.id DESC LIMIT 1), 'Unknown'), refunded_at
            FROM orders WHERE payment_status = 'refunded' ORDER BY refunded_at, id;
        INSERT INTO order_refund_lines (refund_id, order_item_id, quantity, cents, condition, move_id)
            SELECT r.id, i.id, i.quantity, i.line_cents, 'sellable', m.id
            FROM order_refunds r JOIN order_items i ON i.order_id = r.order_id
            JOIN stock_moves m ON m.order_id = i.order_id AND m.product_id = i.product_id AND m.reason = 'return'
            ORDER BY r.id, i.position;
        """;

    private const string OrderOnce = "an order takes a product once, and brings back what it took, once";

    private const string HoldOnce = "a hold takes its units once, and releases what it took, once";

    private const string TooMuchBack = "no more comes back than was sold, and only by a refund of its own order";

    private const string RefundKept = "a refund stays as it was recorded: mend it by another";

    private const string OthersOf =
        "SELECT 1 FROM stock_moves m WHERE m.order_id = new.order_id AND m.product_id = new.product_id";

    private const string Unsold =
        $"NOT EXISTS ({OthersOf} AND m.reason = 'sale' AND m.quantity_change = -new.quantity_change)";

    private const string OrderTwice =
        $"""
        new.order_id IS NOT NULL AND CASE new.reason WHEN 'sale' THEN EXISTS ({OthersOf}) WHEN 'return' THEN (1 = 0)
        ELSE {Unsold} OR EXISTS ({OthersOf} AND m.reason <> 'sale') END
        """;

    private const string OrderTwiceBefore =
        $"""
        new.order_id IS NOT NULL AND CASE WHEN new.reason = 'sale' THEN EXISTS ({OthersOf})
        ELSE {Unsold} OR EXISTS ({OthersOf} AND m.reason <> 'sale') END
        """;

    private const string ReturnedTooMany =
        """
        new.order_id IS NULL OR new.quantity_change <= 0 OR COALESCE((SELECT SUM(m.quantity_change) FROM stock_moves m
            WHERE m.order_id = new.order_id AND m.product_id = new.product_id), 0) + new.quantity_change > 0
        """;

    private const string HoldTwice =
        """
        new.reservation_id IS NOT NULL AND CASE WHEN new.reason = 'reservation'
        THEN EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id)
        ELSE NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id AND m.product_id = new.product_id
                         AND m.reason = 'reservation' AND m.quantity_change = -new.quantity_change)
          OR EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id AND m.reason <> 'reservation') END
        """;

    // A line of the same order, no more units than did not come back, and the very move that brought them on the shelf.
    private const string LineMisfits =
        """
        NOT EXISTS (SELECT 1 FROM order_refunds r JOIN order_items i ON i.order_id = r.order_id
            WHERE r.id = new.refund_id AND i.id = new.order_item_id AND i.quantity >= new.quantity
            + CASE new.condition WHEN 'not_returned' THEN 0 ELSE COALESCE((SELECT SUM(l.quantity) FROM order_refund_lines l
                WHERE l.order_item_id = i.id AND l.condition <> 'not_returned'), 0) END
            AND (new.move_id IS NULL OR EXISTS (SELECT 1 FROM stock_moves m WHERE m.id = new.move_id AND m.reason = 'return'
                AND m.order_id = i.order_id AND m.product_id = i.product_id AND m.quantity_change = new.quantity)))
        """;

    // Why and by which reference may speak of the buyer, and is forgotten with them.
    private const string RefundChanged =
        """
        new.id <> old.id OR new.order_id <> old.order_id OR new.amount_cents <> old.amount_cents OR new.created_at <> old.created_at
        OR new.refunded_by <> old.refunded_by
        """;

    private const string SoldBefore = "(old.status <> 'cancelled' AND old.payment_status <> 'refunded')";

    private const string SoldNow = "(new.status <> 'cancelled' AND new.payment_status <> 'refunded')";

    private const string SaleChangedBefore = $"{SoldBefore} <> {SoldNow} OR {SoldNow} AND old.total_cents <> new.total_cents";

    private const string SaleChanged = $"{SaleChangedBefore} OR {SoldNow} AND old.refunded_cents <> new.refunded_cents";

    private const string Reopen = "UPDATE analytics_days SET is_reopened = (1 = 1), version = version + 1";

    private const string Counted = "CASE WHEN rolled_up_at >= ends_at THEN ends_at END";

    private static string Day(string column, string moment) =>
        $"(SELECT {column} FROM analytics_days WHERE sealed_at IS NULL AND starts_at <= new.{moment} ORDER BY starts_at DESC LIMIT 1)";

    private static string In(string ends, string moment) => $"COALESCE({Day(ends, moment)}, '') > new.{moment}";

    private static string Text(string sql) => $"'{sql.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string PostgresOnce(string twice) =>
        $"""
        CREATE OR REPLACE FUNCTION stock_moves_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF ({twice}) THEN
                RAISE EXCEPTION '{OrderOnce}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF ({HoldTwice}) THEN
                RAISE EXCEPTION '{HoldOnce}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN new;
        END $$;
        """;
}
