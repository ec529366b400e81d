using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Search does beyond the model: the search index of reservations, and the names of customers who were merged before.
/// The lines themselves are folded by the program (<see cref="Data.TextBackfills"/>). Part of that migration, so never edited once it
/// has landed.
/// </summary>
internal static class SearchSql
{
    public static void AddSqliteSearchText(this MigrationBuilder migration)
    {
        _ = migration.Sql(OtherNames("group_concat(name, char(10))"));
        _ = migration.Sql(
            """
            CREATE VIRTUAL TABLE product_reservations_search USING fts5(
                search_text, content='product_reservations', content_rowid='id', tokenize='trigram');
            INSERT INTO product_reservations_search (product_reservations_search) VALUES ('rebuild');
            CREATE TRIGGER product_reservations_search_insert AFTER INSERT ON product_reservations BEGIN
                INSERT INTO product_reservations_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            CREATE TRIGGER product_reservations_search_delete AFTER DELETE ON product_reservations BEGIN
                INSERT INTO product_reservations_search (product_reservations_search, rowid, search_text)
                VALUES ('delete', old.id, old.search_text);
            END;
            CREATE TRIGGER product_reservations_search_update AFTER UPDATE OF search_text ON product_reservations
            WHEN old.search_text <> new.search_text BEGIN
                INSERT INTO product_reservations_search (product_reservations_search, rowid, search_text)
                VALUES ('delete', old.id, old.search_text);
                INSERT INTO product_reservations_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
    }

    /// <summary>Entity Framework would rebuild the four tables to drop a column each, and their triggers would be gone.</summary>
    public static void DropSqliteSearchText(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER product_reservations_search_insert;
        DROP TRIGGER product_reservations_search_delete;
        DROP TRIGGER product_reservations_search_update;
        DROP TABLE product_reservations_search;
        ALTER TABLE product_reservations DROP COLUMN search_text;
        ALTER TABLE products DROP COLUMN brand_key;
        ALTER TABLE users DROP COLUMN other_names;
        ALTER TABLE user_contacts DROP COLUMN others_value;
        """);

    public static void AddPostgresSearchText(this MigrationBuilder migration)
    {
        _ = migration.Sql(OtherNames("string_agg(name, chr(10) ORDER BY id)"));
        _ = migration.Sql(
            "CREATE INDEX idx_product_reservations_search ON product_reservations USING gin (search_text gin_trgm_ops);");
    }

    public static void DropPostgresSearchText(this MigrationBuilder migration) =>
        migration.Sql("DROP INDEX idx_product_reservations_search;");

    private static string OtherNames(string joined) =>
        $"""
        UPDATE users SET other_names = (
            SELECT {joined} FROM (SELECT MIN(id) AS id, name FROM users gone
                WHERE gone.merged_into_id = users.id AND gone.name IS NOT NULL AND gone.name IS DISTINCT FROM users.name
                GROUP BY name) names)
        WHERE id IN (SELECT merged_into_id FROM users WHERE merged_into_id IS NOT NULL);
        """;
}
