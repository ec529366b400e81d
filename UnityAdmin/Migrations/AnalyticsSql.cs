using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Analytics does beyond the model: the triggers by which a sealed day never changes and raw events leave only with
/// their sealed day (product.md, invariants 5 and 6). Part of that migration, so never edited once it has landed.
/// </summary>
internal static class AnalyticsSql
{
    private const string Sealed = "this day of the analytics is sealed: its raw events are gone, so it cannot be counted again";

    private const string NotSealed = "raw events are deleted only after their day was rolled up and sealed";

    // All but purged_at, which is set when the last raw event is gone.
    private const string SealedColumns =
        "date, starts_at, ends_at, raw_count, max_event_id, order_count, revenue_cents, unique_sessions, unique_users, session_sketch, "
        + "rolled_up_at, job_run_id, is_reopened, sealed_at, checksum";

    private static readonly string[] Figures =
        ["analytics_daily", "analytics_hourly", "analytics_product_daily", "analytics_search_daily"];

    public static void AddSqliteAnalytics(this MigrationBuilder migration)
    {
        foreach (var table in Figures)
        {
            _ = migration.Sql(SqliteRefusal(table, "INSERT", "new"));
            _ = migration.Sql(SqliteRefusal(table, "DELETE", "old"));
            _ = migration.Sql(
                $"""
                CREATE TRIGGER {table}_sealed_update BEFORE UPDATE ON {table} WHEN EXISTS (
                    SELECT 1 FROM analytics_days WHERE date IN (old.date, new.date) AND sealed_at IS NOT NULL)
                BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
                """);
        }

        // The insert guard stands in the way of INSERT OR REPLACE, which fires no DELETE trigger.
        _ = migration.Sql(
            $"""
            CREATE TRIGGER analytics_days_sealed_insert BEFORE INSERT ON analytics_days WHEN EXISTS (
                SELECT 1 FROM analytics_days WHERE date = new.date AND sealed_at IS NOT NULL)
            BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
            CREATE TRIGGER analytics_days_sealed_update BEFORE UPDATE OF {SealedColumns} ON analytics_days WHEN old.sealed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
            CREATE TRIGGER analytics_days_purged_update BEFORE UPDATE OF purged_at ON analytics_days WHEN old.purged_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
            CREATE TRIGGER analytics_days_sealed_delete BEFORE DELETE ON analytics_days WHEN old.sealed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
            CREATE TRIGGER analytics_events_kept BEFORE DELETE ON analytics_events
            WHEN COALESCE((SELECT ends_at FROM analytics_days WHERE sealed_at IS NOT NULL AND starts_at <= old.timestamp
                           ORDER BY starts_at DESC LIMIT 1), '') <= old.timestamp
            BEGIN SELECT RAISE(ABORT, '{NotSealed}'); END;
            """);
    }

    public static void DropSqliteAnalytics(this MigrationBuilder migration)
    {
        foreach (var table in Figures)
        {
            _ = migration.Sql(
                $"""
                DROP TRIGGER {table}_sealed_insert;
                DROP TRIGGER {table}_sealed_update;
                DROP TRIGGER {table}_sealed_delete;
                """);
        }

        _ = migration.Sql(
            """
            DROP TRIGGER analytics_days_sealed_insert;
            DROP TRIGGER analytics_days_sealed_update;
            DROP TRIGGER analytics_days_purged_update;
            DROP TRIGGER analytics_days_sealed_delete;
            DROP TRIGGER analytics_events_kept;
            """);
    }

    public static void AddPostgresAnalytics(this MigrationBuilder migration)
    {
        _ = migration.Sql(
            $"""
            CREATE FUNCTION analytics_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{Sealed}' USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE FUNCTION analytics_figures_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM analytics_days WHERE date = old.date AND sealed_at IS NOT NULL)
                OR TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM analytics_days WHERE date = new.date AND sealed_at IS NOT NULL) THEN
                    RAISE EXCEPTION '{Sealed}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN old; END IF;
                RETURN new;
            END $$;
            CREATE FUNCTION analytics_events_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM gone WHERE NOT EXISTS (
                    SELECT 1 FROM analytics_days WHERE sealed_at IS NOT NULL AND starts_at <= gone.timestamp AND ends_at > gone.timestamp))
                THEN
                    RAISE EXCEPTION '{NotSealed}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER analytics_days_sealed_update BEFORE UPDATE OF {SealedColumns} ON analytics_days FOR EACH ROW
                WHEN (old.sealed_at IS NOT NULL) EXECUTE FUNCTION analytics_sealed();
            CREATE TRIGGER analytics_days_purged_update BEFORE UPDATE OF purged_at ON analytics_days FOR EACH ROW
                WHEN (old.purged_at IS NOT NULL) EXECUTE FUNCTION analytics_sealed();
            CREATE TRIGGER analytics_days_sealed_delete BEFORE DELETE ON analytics_days FOR EACH ROW
                WHEN (old.sealed_at IS NOT NULL) EXECUTE FUNCTION analytics_sealed();
            CREATE TRIGGER analytics_events_kept AFTER DELETE ON analytics_events REFERENCING OLD TABLE AS gone
                FOR EACH STATEMENT EXECUTE FUNCTION analytics_events_kept();
            """);
        foreach (var table in Figures)
        {
            _ = migration.Sql(
                $"""
                CREATE TRIGGER {table}_sealed BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW
                    EXECUTE FUNCTION analytics_figures_sealed();
                """);
        }
    }

    public static void DropPostgresAnalytics(this MigrationBuilder migration)
    {
        foreach (var table in Figures) _ = migration.Sql($"DROP TRIGGER {table}_sealed ON {table};");
        _ = migration.Sql(
            """
            DROP TRIGGER analytics_days_sealed_update ON analytics_days;
            DROP TRIGGER analytics_days_purged_update ON analytics_days;
            DROP TRIGGER analytics_days_sealed_delete ON analytics_days;
            DROP TRIGGER analytics_events_kept ON analytics_events;
            DROP FUNCTION analytics_events_kept;
            DROP FUNCTION analytics_figures_sealed;
            DROP FUNCTION analytics_sealed;
            """);
    }

    private static string SqliteRefusal(string table, string verb, string row) =>
        $"""
        CREATE TRIGGER {table}_sealed_{verb.ToLowerInvariant()} BEFORE {verb} ON {table} WHEN EXISTS (
            SELECT 1 FROM analytics_days WHERE date = {row}.date AND sealed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, '{Sealed}'); END;
        """;
}
