using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// The migration OwnHolds on SQLite. Entity Framework would rebuild the table of reservations to add the checks of the new columns, with
/// foreign keys off; a column may bring its CHECK along. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class OwnHoldsSql
{
    public static void AddSqliteOwnHolds(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE product_reservations ADD COLUMN counted_address TEXT NULL
            CONSTRAINT ck_product_reservations_counted_address_length CHECK (length("counted_address") <= 50);
        ALTER TABLE product_reservations ADD COLUMN token_hash TEXT NULL
            CONSTRAINT ck_product_reservations_token_hash_length CHECK (length("token_hash") <= 64);
        DROP INDEX idx_product_reservations_customer;
        CREATE UNIQUE INDEX idx_product_reservations_customer ON product_reservations (product_id, user_id)
            WHERE status = 'pending' AND token_hash IS NULL;
        CREATE UNIQUE INDEX idx_product_reservations_token ON product_reservations (token_hash, product_id)
            WHERE status = 'pending' AND token_hash IS NOT NULL;
        CREATE INDEX idx_product_reservations_pending ON product_reservations (product_id) WHERE status = 'pending';
        CREATE INDEX idx_product_reservations_open_session ON product_reservations (session_id, expires_at)
            WHERE status = 'pending' AND session_id IS NOT NULL;
        CREATE INDEX idx_product_reservations_open_address ON product_reservations (counted_address, expires_at)
            WHERE status = 'pending' AND counted_address IS NOT NULL;
        """);

    /// <summary>
    /// Fails, and changes nothing, while two strangers keep one product under one customer's contact: the index of before allows one. End
    /// one of the two reservations first.
    /// </summary>
    public static void DropSqliteOwnHolds(this MigrationBuilder migration) => migration.Sql(
        """
        DROP INDEX idx_product_reservations_open_address;
        DROP INDEX idx_product_reservations_open_session;
        DROP INDEX idx_product_reservations_pending;
        DROP INDEX idx_product_reservations_token;
        DROP INDEX idx_product_reservations_customer;
        CREATE UNIQUE INDEX idx_product_reservations_customer ON product_reservations (product_id, user_id) WHERE status = 'pending';
        ALTER TABLE product_reservations DROP COLUMN token_hash;
        ALTER TABLE product_reservations DROP COLUMN counted_address;
        """);
}
