using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Guards does beyond the model: a product has one opening, anchors of the ledger stay, and PostgreSQL empties no table
/// past the triggers of its rows. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class GuardsSql
{
    private const string OpensOnce = "a product is opened once: correct what it began with";

    private const string OpenedAlready =
        "EXISTS (SELECT 1 FROM stock_moves m WHERE m.product_id = new.product_id AND m.reason = 'opening')";

    private const string AnchorsStay = "ledger_anchors is append-only";

    // TRUNCATE fires no trigger of rows. The ledger and the refunds have theirs already.
    private static readonly string[] NeverEmptied =
    [
        "products", "orders", "order_items", "product_reservations", "users", "sell_submissions", "sell_items", "sell_offers",
        "sell_payments", "system_logs", "analytics_events", "analytics_days", "analytics_daily", "analytics_hourly",
        "analytics_product_daily",
        "analytics_search_daily", "ledger_anchors",
    ];

    public static void AddSqliteGuards(this MigrationBuilder migration) => migration.Sql(
        $"""
        CREATE TRIGGER stock_moves_opening BEFORE INSERT ON stock_moves WHEN new.reason = 'opening' BEGIN
            SELECT RAISE(ABORT, '{OpensOnce}') WHERE {OpenedAlready};
        END;
        CREATE TRIGGER ledger_anchors_no_update BEFORE UPDATE ON ledger_anchors BEGIN SELECT RAISE(ABORT, '{AnchorsStay}'); END;
        CREATE TRIGGER ledger_anchors_no_delete BEFORE DELETE ON ledger_anchors BEGIN SELECT RAISE(ABORT, '{AnchorsStay}'); END;
        CREATE TRIGGER ledger_anchors_append BEFORE INSERT ON ledger_anchors BEGIN
            SELECT RAISE(ABORT, '{AnchorsStay}') WHERE EXISTS (SELECT 1 FROM ledger_anchors WHERE id = new.id);
        END;
        """);

    public static void DropSqliteGuards(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER stock_moves_opening;
        DROP TRIGGER ledger_anchors_no_update;
        DROP TRIGGER ledger_anchors_no_delete;
        DROP TRIGGER ledger_anchors_append;
        """);

    public static void AddPostgresGuards(this MigrationBuilder migration)
    {
        _ = migration.Sql(
            $"""
            CREATE FUNCTION stock_moves_opening() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF ({OpenedAlready}) THEN
                    RAISE EXCEPTION '{OpensOnce}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN new;
            END $$;
            CREATE TRIGGER stock_moves_opening BEFORE INSERT ON stock_moves FOR EACH ROW
                WHEN (new.reason = 'opening') EXECUTE FUNCTION stock_moves_opening();
            CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'this table is never emptied' USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE FUNCTION ledger_anchors_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{AnchorsStay}' USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER ledger_anchors_no_change BEFORE UPDATE OR DELETE ON ledger_anchors FOR EACH ROW
                EXECUTE FUNCTION ledger_anchors_refuse();
            """);
        foreach (var table in NeverEmptied)
            _ = migration.Sql($"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_truncate();");
    }

    public static void DropPostgresGuards(this MigrationBuilder migration)
    {
        foreach (var table in NeverEmptied) _ = migration.Sql($"DROP TRIGGER {table}_no_truncate ON {table};");
        _ = migration.Sql(
            """
            DROP FUNCTION refuse_truncate;
            DROP TRIGGER ledger_anchors_no_change ON ledger_anchors;
            DROP FUNCTION ledger_anchors_refuse;
            DROP TRIGGER stock_moves_opening ON stock_moves;
            DROP FUNCTION stock_moves_opening;
            """);
    }
}
