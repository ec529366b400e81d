using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Stock does beyond the model: the triggers that make the ledger append-only and carry quantities, the catalogue's
/// search index, PostgreSQL's move ids. Part of that migration, so never edited once it has landed.
/// </summary>
internal static class StockSql
{
    /// <summary>
    /// Photos and items refer to products from now on. SQLite adds no foreign key to a table that is there, and Entity Framework would
    /// rebuild both with foreign keys off, outside the transaction: a kill half-way would leave a database that neither starts nor goes
    /// back. A column may bring its reference along, and nothing refers to images, so both are done inside the transaction here.
    /// </summary>
    public static void TieSqliteOwners(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE sell_items ADD COLUMN product_id INTEGER NULL
            CONSTRAINT fk_sell_items_products_product_id REFERENCES products (id) ON DELETE RESTRICT;
        CREATE INDEX idx_sell_items_product ON sell_items (product_id);
        CREATE TABLE images_tied (
            id INTEGER NOT NULL CONSTRAINT pk_images PRIMARY KEY AUTOINCREMENT,
            submission_id INTEGER NULL,
            product_id INTEGER NULL,
            content_hash TEXT NOT NULL,
            content_type TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            width_pixels INTEGER NOT NULL,
            height_pixels INTEGER NOT NULL,
            position INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            CONSTRAINT ck_images_content_hash_length CHECK (length("content_hash") <= 64),
            CONSTRAINT ck_images_content_type_length CHECK (length("content_type") <= 40),
            CONSTRAINT ck_images_one_owner CHECK ((product_id IS NULL) <> (submission_id IS NULL)),
            CONSTRAINT ck_images_size CHECK (size_bytes > 0),
            CONSTRAINT fk_images_products_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
            CONSTRAINT fk_images_sell_submissions_submission_id FOREIGN KEY (submission_id)
                REFERENCES sell_submissions (id) ON DELETE RESTRICT);
        INSERT INTO images_tied SELECT id, submission_id, product_id, content_hash, content_type, size_bytes, width_pixels, height_pixels,
            position, created_at FROM images;
        DROP TABLE images;
        ALTER TABLE images_tied RENAME TO images;
        CREATE INDEX idx_images_entity ON images (submission_id, product_id, position);
        CREATE INDEX idx_images_content ON images (content_hash);
        CREATE INDEX idx_images_product ON images (product_id, position) WHERE product_id IS NOT NULL;
        """);

    public static void AddSqliteStock(this MigrationBuilder migration)
    {
        _ = migration.Sql(SqliteLedger);
        _ = migration.Sql(
            """
            CREATE VIRTUAL TABLE products_search USING fts5(search_text, content='products', content_rowid='id', tokenize='trigram');
            CREATE TRIGGER products_search_insert AFTER INSERT ON products BEGIN
                INSERT INTO products_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            CREATE TRIGGER products_search_delete AFTER DELETE ON products BEGIN
                INSERT INTO products_search (products_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
            END;
            CREATE TRIGGER products_search_update AFTER UPDATE OF search_text ON products
            WHEN old.search_text <> new.search_text BEGIN
                INSERT INTO products_search (products_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
                INSERT INTO products_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
    }

    public static void DropSqliteStock(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TABLE products_search;
        DROP TRIGGER products_search_insert;
        DROP TRIGGER products_search_delete;
        DROP TRIGGER products_search_update;
        DROP TRIGGER products_birth;
        DROP TRIGGER products_quantity;
        DROP TRIGGER stock_moves_no_update;
        DROP TRIGGER stock_moves_no_delete;
        DROP TRIGGER stock_moves_append;
        DROP TRIGGER stock_moves_carry;
        """);

    public static void AddPostgresStock(this MigrationBuilder migration)
    {
        _ = migration.Sql(PostgresLedger);
        _ = migration.Sql("CREATE INDEX idx_products_search ON products USING gin (search_text gin_trgm_ops);");
    }

    public static void DropPostgresStock(this MigrationBuilder migration) => migration.Sql(
        """
        DROP INDEX idx_products_search;
        DROP TRIGGER products_birth ON products;
        DROP TRIGGER products_quantity ON products;
        DROP TRIGGER stock_moves_no_change ON stock_moves;
        DROP TRIGGER stock_moves_no_truncate ON stock_moves;
        DROP TRIGGER stock_moves_append ON stock_moves;
        DROP TRIGGER stock_moves_carry ON stock_moves;
        DROP FUNCTION products_birth, products_quantity, stock_moves_refuse, stock_moves_append, stock_moves_carry;
        DROP SEQUENCE stock_move_ids;
        """);

    // INSERT OR REPLACE deletes without firing DELETE triggers, so the guard before INSERT must leave it nothing to replace.
    private const string SqliteLedger =
        """
        CREATE TRIGGER stock_moves_no_update BEFORE UPDATE ON stock_moves BEGIN
            SELECT RAISE(ABORT, 'stock_moves is append-only: reverse the move instead');
        END;
        CREATE TRIGGER stock_moves_no_delete BEFORE DELETE ON stock_moves BEGIN
            SELECT RAISE(ABORT, 'stock_moves is append-only: reverse the move instead');
        END;
        CREATE TRIGGER stock_moves_append BEFORE INSERT ON stock_moves BEGIN
            SELECT RAISE(ABORT, 'stock_moves is append-only: the id must be above every other')
            WHERE new.id IS NULL OR new.id <= (SELECT COALESCE(MAX(id), 0) FROM stock_moves);
            SELECT RAISE(ABORT, 'stock_moves is append-only: this move or item has its row already')
            WHERE EXISTS (SELECT 1 FROM stock_moves WHERE reverses_id = new.reverses_id)
               OR EXISTS (SELECT 1 FROM stock_moves WHERE sell_item_id = new.sell_item_id);
            SELECT RAISE(ABORT, 'a move must follow its product''s last move: balance, hash and time')
            WHERE (new.balance_after, new.previous_hash) IS NOT (
                SELECT COALESCE(MAX(last.balance_after), 0) + new.quantity_change,
                       COALESCE(MAX(last.hash), '0000000000000000000000000000000000000000000000000000000000000000')
                FROM (SELECT balance_after, hash FROM stock_moves WHERE product_id = new.product_id
                      ORDER BY created_at DESC, id DESC LIMIT 1) last)
               OR new.created_at < (SELECT MAX(created_at) FROM stock_moves WHERE product_id = new.product_id);
            SELECT RAISE(ABORT, 'a reversal must take back exactly one move of the same product')
            WHERE new.reverses_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM stock_moves taken WHERE taken.id = new.reverses_id
                AND taken.product_id = new.product_id AND taken.quantity_change = -new.quantity_change);
        END;
        CREATE TRIGGER stock_moves_carry AFTER INSERT ON stock_moves BEGIN
            UPDATE products SET quantity_available = new.balance_after WHERE id = new.product_id;
        END;
        CREATE TRIGGER products_birth BEFORE INSERT ON products BEGIN
            SELECT RAISE(ABORT, 'a product begins with no stock and a key of its own: its first move brings the stock')
            WHERE new.quantity_available <> 0 OR EXISTS (SELECT 1 FROM products WHERE id = new.id OR sku = new.sku);
        END;
        CREATE TRIGGER products_quantity BEFORE UPDATE OF quantity_available, id ON products
        WHEN new.quantity_available IS NOT old.quantity_available OR new.id <> old.id BEGIN
            SELECT RAISE(ABORT, 'a quantity changes by a move in stock_moves alone')
            WHERE new.id <> old.id OR new.quantity_available IS NOT (
                SELECT balance_after FROM stock_moves WHERE product_id = new.id ORDER BY created_at DESC, id DESC LIMIT 1);
        END;
        """;

    private const string PostgresLedger =
        """
        CREATE SEQUENCE stock_move_ids;
        CREATE FUNCTION stock_moves_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'stock_moves is append-only: reverse the move instead' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE FUNCTION stock_moves_append() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last stock_moves%ROWTYPE;
        BEGIN
            PERFORM 1 FROM products WHERE id = new.product_id FOR UPDATE;
            SELECT * INTO last FROM stock_moves WHERE product_id = new.product_id ORDER BY created_at DESC, id DESC LIMIT 1;
            IF new.id <= last.id OR new.created_at < last.created_at
               OR new.balance_after <> COALESCE(last.balance_after, 0) + new.quantity_change
               OR new.previous_hash <> COALESCE(last.hash, repeat('0', 64)) THEN
                RAISE EXCEPTION 'a move must follow its product''s last move: id, balance, hash and time'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF new.reverses_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM stock_moves taken WHERE taken.id = new.reverses_id
                AND taken.product_id = new.product_id AND taken.quantity_change = -new.quantity_change) THEN
                RAISE EXCEPTION 'a reversal must take back exactly one move of the same product'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE FUNCTION stock_moves_carry() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE products SET quantity_available = new.balance_after WHERE id = new.product_id;
            RETURN NULL;
        END $$;
        CREATE FUNCTION products_birth() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF new.quantity_available <> 0 THEN
                RAISE EXCEPTION 'a product begins with no stock: its first move brings the stock'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE FUNCTION products_quantity() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF new.id <> old.id OR new.quantity_available IS DISTINCT FROM (
                SELECT balance_after FROM stock_moves WHERE product_id = new.id ORDER BY created_at DESC, id DESC LIMIT 1) THEN
                RAISE EXCEPTION 'a quantity changes by a move in stock_moves alone' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE TRIGGER stock_moves_no_change BEFORE UPDATE OR DELETE ON stock_moves
            FOR EACH ROW EXECUTE FUNCTION stock_moves_refuse();
        CREATE TRIGGER stock_moves_no_truncate BEFORE TRUNCATE ON stock_moves EXECUTE FUNCTION stock_moves_refuse();
        CREATE TRIGGER stock_moves_append BEFORE INSERT ON stock_moves FOR EACH ROW EXECUTE FUNCTION stock_moves_append();
        CREATE TRIGGER stock_moves_carry AFTER INSERT ON stock_moves FOR EACH ROW EXECUTE FUNCTION stock_moves_carry();
        CREATE TRIGGER products_birth BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION products_birth();
        CREATE TRIGGER products_quantity BEFORE UPDATE OF quantity_available, id ON products FOR EACH ROW
            WHEN (new.quantity_available IS DISTINCT FROM old.quantity_available OR new.id <> old.id)
            EXECUTE FUNCTION products_quantity();
        """;
}
