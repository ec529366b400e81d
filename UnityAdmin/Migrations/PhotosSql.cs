using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// The migration Photos on SQLite. Entity Framework would rebuild the table to add the column's CHECK, with foreign keys off and outside
/// the transaction; a column may bring its CHECK along. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class PhotosSql
{
    public static void AddSqliteSourceHash(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE images ADD COLUMN source_hash TEXT NULL CONSTRAINT ck_images_source_hash_length CHECK (length("source_hash") <= 64);
        """);

    public static void DropSqliteSourceHash(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE images DROP COLUMN source_hash;
        """);
}
