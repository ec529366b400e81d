using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Reopening does beyond the model: the triggers that mark a counted day of the analytics as reopened when an event is
/// told late, when it is found whose an event is, and when an order's money begins or ceases to count (product.md, invariant 5). The
/// version they count up tells a rollup that was counting meanwhile. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class ReopeningSql
{
    private const string Reopen = "UPDATE analytics_days SET is_reopened = (1 = 1), version = version + 1";

    // Days that are not over are counted again anyway. Whose an event is, no recount sees: that marks them as well.
    private const string Counted = "CASE WHEN rolled_up_at >= ends_at THEN ends_at END";

    private const string SoldBefore = "(old.status <> 'cancelled' AND old.payment_status <> 'refunded')";

    private const string SoldNow = "(new.status <> 'cancelled' AND new.payment_status <> 'refunded')";

    private const string SaleChanged = $"{SoldBefore} <> {SoldNow} OR {SoldNow} AND old.total_cents <> new.total_cents";

    public static void AddSqliteReopening(this MigrationBuilder migration) => migration.Sql(
        $"""
        CREATE TRIGGER analytics_events_told_reopen AFTER INSERT ON analytics_events WHEN {In(Counted, "timestamp")}
        BEGIN {Reopen} WHERE date = {Day("date", "timestamp")}; END;
        CREATE TRIGGER analytics_events_known_reopen AFTER UPDATE OF event_type, user_id, session_id ON analytics_events
        WHEN {In("ends_at", "timestamp")}
        BEGIN {Reopen} WHERE date = {Day("date", "timestamp")}; END;
        CREATE TRIGGER orders_placed_reopen AFTER INSERT ON orders WHEN {SoldNow} AND {In(Counted, "created_at")}
        BEGIN {Reopen} WHERE date = {Day("date", "created_at")}; END;
        CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents ON orders
        WHEN ({SaleChanged}) AND {In(Counted, "created_at")}
        BEGIN {Reopen} WHERE date = {Day("date", "created_at")}; END;
        """);

    // The column goes here: Entity Framework would rebuild the table to drop it, and lose the triggers that keep sealed days.
    public static void DropSqliteReopening(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER analytics_events_told_reopen;
        DROP TRIGGER analytics_events_known_reopen;
        DROP TRIGGER orders_placed_reopen;
        DROP TRIGGER orders_changed_reopen;
        ALTER TABLE analytics_days DROP COLUMN version;
        """);

    public static void AddPostgresReopening(this MigrationBuilder migration) => migration.Sql(
        $"""
        CREATE FUNCTION analytics_events_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {Reopen} WHERE sealed_at IS NULL AND (TG_OP = 'UPDATE' OR rolled_up_at >= ends_at)
                AND ends_at > (SELECT MIN(timestamp) FROM told)
                AND EXISTS (SELECT 1 FROM told WHERE timestamp >= starts_at AND timestamp < ends_at);
            RETURN NULL;
        END $$;
        CREATE FUNCTION orders_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {Reopen} WHERE sealed_at IS NULL AND rolled_up_at >= ends_at AND starts_at <= new.created_at AND ends_at > new.created_at;
            RETURN NULL;
        END $$;
        CREATE TRIGGER analytics_events_told_reopen AFTER INSERT ON analytics_events REFERENCING NEW TABLE AS told
            FOR EACH STATEMENT EXECUTE FUNCTION analytics_events_reopen();
        CREATE TRIGGER analytics_events_known_reopen AFTER UPDATE ON analytics_events REFERENCING NEW TABLE AS told
            FOR EACH STATEMENT EXECUTE FUNCTION analytics_events_reopen();
        CREATE TRIGGER orders_placed_reopen AFTER INSERT ON orders FOR EACH ROW
            WHEN ({SoldNow}) EXECUTE FUNCTION orders_reopen();
        CREATE TRIGGER orders_changed_reopen AFTER UPDATE OF status, payment_status, total_cents ON orders FOR EACH ROW
            WHEN ({SaleChanged}) EXECUTE FUNCTION orders_reopen();
        """);

    public static void DropPostgresReopening(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER analytics_events_told_reopen ON analytics_events;
        DROP TRIGGER analytics_events_known_reopen ON analytics_events;
        DROP TRIGGER orders_placed_reopen ON orders;
        DROP TRIGGER orders_changed_reopen ON orders;
        DROP FUNCTION analytics_events_reopen;
        DROP FUNCTION orders_reopen;
        """);

    // One step in the index for each row, since the last day that began before it is the only one it can belong to.
    private static string Day(string column, string moment) =>
        $"(SELECT {column} FROM analytics_days WHERE sealed_at IS NULL AND starts_at <= new.{moment} ORDER BY starts_at DESC LIMIT 1)";

    private static string In(string ends, string moment) => $"COALESCE({Day(ends, moment)}, '') > new.{moment}";
}
