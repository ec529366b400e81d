using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the first migration does beyond the model: trigram indexes for the search box, and indexes on the contact. Part of that migration,
/// so never edited once it has landed.
/// </summary>
internal static class InitialSql
{
    private const string Contact =
        """
        CREATE INDEX idx_sell_submissions_phone ON sell_submissions (contact_phone);
        CREATE INDEX idx_sell_submissions_email ON sell_submissions (contact_email);
        CREATE INDEX idx_sell_submissions_handle ON sell_submissions (contact_handle);
        """;

    public static void AddSqliteSearch(this MigrationBuilder migration)
    {
        _ = migration.Sql(Contact);
        _ = migration.Sql(
            """
            CREATE VIRTUAL TABLE sell_submissions_search USING fts5(
                search_text, content='sell_submissions', content_rowid='id', tokenize='trigram');
            CREATE TRIGGER sell_submissions_search_insert AFTER INSERT ON sell_submissions BEGIN
                INSERT INTO sell_submissions_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            CREATE TRIGGER sell_submissions_search_delete AFTER DELETE ON sell_submissions BEGIN
                INSERT INTO sell_submissions_search (sell_submissions_search, rowid, search_text)
                VALUES ('delete', old.id, old.search_text);
            END;
            CREATE TRIGGER sell_submissions_search_update AFTER UPDATE OF search_text ON sell_submissions
            WHEN old.search_text <> new.search_text BEGIN
                INSERT INTO sell_submissions_search (sell_submissions_search, rowid, search_text)
                VALUES ('delete', old.id, old.search_text);
                INSERT INTO sell_submissions_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
    }

    public static void DropSqliteSearch(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER sell_submissions_search_insert;
        DROP TRIGGER sell_submissions_search_delete;
        DROP TRIGGER sell_submissions_search_update;
        DROP TABLE sell_submissions_search;
        """);

    public static void AddPostgresSearch(this MigrationBuilder migration)
    {
        _ = migration.Sql(Contact);
        _ = migration.Sql(
            """
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX idx_sell_submissions_search ON sell_submissions USING gin (search_text gin_trgm_ops);
            """);
    }

    public static void DropPostgresSearch(this MigrationBuilder migration) => migration.Sql("DROP INDEX idx_sell_submissions_search;");
}
