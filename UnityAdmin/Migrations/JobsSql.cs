using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Jobs does beyond the model: takes over the pauses that Quartz kept, drops Quartz's tables where a program before this
/// one made them, and marks the runs that had been cut off. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class JobsSql
{
    // Quartz kept moments as ticks of .NET, since the year 1.
    private const string PausedSeconds = "(paused_at - 621355968000000000) / 10000000.0";

    // Children first: they refer to triggers, and those to job_details.
    private static readonly string[] Tables =
    [
        "simple_triggers", "cron_triggers", "simprop_triggers", "blob_triggers", "triggers", "job_details", "calendars",
        "paused_trigger_grps", "paused_job_grps", "fired_triggers", "scheduler_state", "locks", "execution_history", "misfire_history",
        "job_status",
    ];

    public static void MoveFromQuartzOnSqlite(this MigrationBuilder migration) => Move(
        migration, $"strftime('%Y-%m-%d %H:%M:%f', {PausedSeconds}, 'unixepoch')", "strftime('%Y-%m-%d %H:%M:%f', 'now')");

    public static void MoveFromQuartzOnPostgres(this MigrationBuilder migration) =>
        Move(migration, $"to_timestamp({PausedSeconds})", "now()");

    // The column goes here: Entity Framework would rebuild the table to drop it.
    public static void DropCutOff(this MigrationBuilder migration) => migration.Sql("ALTER TABLE job_runs DROP COLUMN is_cut_off");

    private static void Move(MigrationBuilder migration, string pausedAt, string now)
    {
        // Neither database copies from a table only if it is there, so it is made first where it is not.
        _ = migration.Sql(
            $"""
            CREATE TABLE IF NOT EXISTS qrtz_triggers (sched_name VARCHAR(120), trigger_name VARCHAR(150), trigger_group VARCHAR(150),
                trigger_state VARCHAR(16), pause_reason VARCHAR(1000), paused_by VARCHAR(800), paused_at BIGINT);
            INSERT INTO job_pauses (job, paused_by, reason, paused_at)
            SELECT substr(trigger_name, 1, 80), MAX(substr(COALESCE(paused_by, 'unknown'), 1, 200)),
                MAX(substr(COALESCE(pause_reason, ''), 1, 200)), MAX(COALESCE({pausedAt}, {now}))
            FROM qrtz_triggers WHERE trigger_group = 'DEFAULT' AND trigger_state LIKE 'PAUSED%'
            GROUP BY substr(trigger_name, 1, 80);
            """);
        foreach (var table in Tables) _ = migration.Sql($"DROP TABLE IF EXISTS qrtz_{table}");
        _ = migration.Sql(
            """
            UPDATE job_runs SET is_cut_off = (1 = 1) WHERE state = 'failed' AND note IN (
                'The program stopped while it ran.', 'The program was stopped while it ran.',
                'It showed no sign of life any more; the program it ran in must have died.')
            """);
    }
}
