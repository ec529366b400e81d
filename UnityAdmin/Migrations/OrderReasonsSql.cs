using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration OrderReasons does on SQLite in place of the generated half: Entity Framework would rebuild the table orders to add a
/// check to it, and its triggers would be gone. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class OrderReasonsSql
{
    public static void AddSqliteOrderReasons(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE orders ADD COLUMN taken_back_reason TEXT
            CONSTRAINT ck_orders_taken_back_reason_length CHECK (length("taken_back_reason") <= 300);
        ALTER TABLE orders ADD COLUMN unpaid_reason TEXT
            CONSTRAINT ck_orders_unpaid_reason_length CHECK (length("unpaid_reason") <= 300);
        """);

    public static void DropSqliteOrderReasons(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE orders DROP COLUMN unpaid_reason;
        ALTER TABLE orders DROP COLUMN taken_back_reason;
        """);
}
