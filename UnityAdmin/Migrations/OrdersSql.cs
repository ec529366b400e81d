using Microsoft.EntityFrameworkCore.Migrations;

namespace UnityAdmin.Migrations;

/// <summary>
/// What the migration Orders does beyond the model: customers made of the contacts that are there, the ledger's foreign keys and the
/// triggers by which an order and a hold take and give back once, search indexes. Part of that migration, so never edited once it landed.
/// </summary>
internal static class OrdersSql
{
    /// <summary>
    /// SQLite adds no foreign key to a table that is there. Entity Framework would copy the ledger with foreign keys off, outside the
    /// transaction; the text of its definition is changed instead, which SQLite's own manual describes for constraints and which is done at
    /// once however long the ledger is. No row has an order or a reservation yet, so none can be wrong.
    /// </summary>
    public static void TieSqliteOrders(this MigrationBuilder migration)
    {
        _ = migration.Sql(
            """
            ALTER TABLE sell_submissions ADD COLUMN user_id INTEGER NULL
                CONSTRAINT fk_sell_submissions_users_user_id REFERENCES users (id) ON DELETE RESTRICT;
            CREATE INDEX idx_sell_submissions_user ON sell_submissions (user_id, created_at DESC, id DESC);
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = substr(sql, 1, length(rtrim(sql, char(9, 10, 13, 32))) - 1)
                || ', CONSTRAINT "fk_stock_moves_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT'
                || ', CONSTRAINT "fk_stock_moves_product_reservations_reservation_id" FOREIGN KEY ("reservation_id")'
                || ' REFERENCES "product_reservations" ("id") ON DELETE RESTRICT)'
                WHERE type = 'table' AND name = 'stock_moves';
            PRAGMA writable_schema = RESET;
            """);
    }

    /// <summary>The way back of <see cref="TieSqliteOrders"/>; before the tables it refers to are dropped.</summary>
    public static void UntieSqliteOrders(this MigrationBuilder migration) => migration.Sql(
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = substr(sql, 1, instr(sql, ', CONSTRAINT "fk_stock_moves_orders_order_id"') - 1) || ')'
            WHERE type = 'table' AND name = 'stock_moves';
        PRAGMA writable_schema = RESET;
        DROP INDEX idx_sell_submissions_user;
        ALTER TABLE sell_submissions DROP COLUMN user_id;
        """);

    public static void AddSqliteOrders(this MigrationBuilder migration)
    {
        _ = migration.Sql(Customers("group_concat(value, ' ')"));
        _ = migration.Sql(SqliteSearch("users"));
        _ = migration.Sql(SqliteSearch("orders"));
        _ = migration.Sql(
            $"""
            CREATE TRIGGER stock_moves_once BEFORE INSERT ON stock_moves
            WHEN new.order_id IS NOT NULL OR new.reservation_id IS NOT NULL BEGIN
                SELECT RAISE(ABORT, '{OrderOnce}') WHERE {OrderTwice};
                SELECT RAISE(ABORT, '{HoldOnce}') WHERE {HoldTwice};
            END;
            """);
    }

    public static void DropSqliteOrders(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER stock_moves_once;
        DROP TRIGGER users_search_insert;
        DROP TRIGGER users_search_delete;
        DROP TRIGGER users_search_update;
        DROP TABLE users_search;
        DROP TRIGGER orders_search_insert;
        DROP TRIGGER orders_search_delete;
        DROP TRIGGER orders_search_update;
        DROP TABLE orders_search;
        """);

    public static void AddPostgresOrders(this MigrationBuilder migration)
    {
        _ = migration.Sql(Customers("string_agg(value, ' ')"));
        _ = migration.Sql(
            $"""
            CREATE INDEX idx_users_search ON users USING gin (search_text gin_trgm_ops);
            CREATE INDEX idx_orders_search ON orders USING gin (search_text gin_trgm_ops);
            CREATE FUNCTION stock_moves_once() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF ({OrderTwice}) THEN
                    RAISE EXCEPTION '{OrderOnce}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF ({HoldTwice}) THEN
                    RAISE EXCEPTION '{HoldOnce}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN new;
            END $$;
            CREATE TRIGGER stock_moves_once BEFORE INSERT ON stock_moves FOR EACH ROW
                WHEN (new.order_id IS NOT NULL OR new.reservation_id IS NOT NULL) EXECUTE FUNCTION stock_moves_once();
            """);
    }

    public static void DropPostgresOrders(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER stock_moves_once ON stock_moves;
        DROP FUNCTION stock_moves_once;
        DROP INDEX idx_users_search;
        DROP INDEX idx_orders_search;
        """);

    private const string OrderOnce = "an order takes a product once, and brings back what it took, once";

    private const string HoldOnce = "a hold takes its units once, and releases what it took, once";

    private const string OrderTwice =
        """
        new.order_id IS NOT NULL AND CASE WHEN new.reason = 'sale'
        THEN EXISTS (SELECT 1 FROM stock_moves m WHERE m.order_id = new.order_id AND m.product_id = new.product_id)
        ELSE NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.order_id = new.order_id AND m.product_id = new.product_id
                         AND m.reason = 'sale' AND m.quantity_change = -new.quantity_change)
          OR EXISTS (SELECT 1 FROM stock_moves m WHERE m.order_id = new.order_id AND m.product_id = new.product_id
                     AND m.reason <> 'sale') END
        """;

    private const string HoldTwice =
        """
        new.reservation_id IS NOT NULL AND CASE WHEN new.reason = 'reservation'
        THEN EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id)
        ELSE NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id AND m.product_id = new.product_id
                         AND m.reason = 'reservation' AND m.quantity_change = -new.quantity_change)
          OR EXISTS (SELECT 1 FROM stock_moves m WHERE m.reservation_id = new.reservation_id AND m.reason <> 'reservation') END
        """;

    // One customer a phone; an e-mail address or a handle of several phones is the first one's.
    private static string Customers(string joined) =>
        $"""
        INSERT INTO users (name, created_at, updated_at, search_text, version)
            SELECT MAX(contact_name), MIN(created_at), MIN(created_at), contact_phone, 0 FROM sell_submissions GROUP BY contact_phone
            ORDER BY MIN(created_at), contact_phone;
        INSERT INTO user_contacts (user_id, kind, value, created_at) SELECT id, 'phone', search_text, created_at FROM users;
        UPDATE sell_submissions SET user_id =
            (SELECT user_id FROM user_contacts WHERE kind = 'phone' AND value = sell_submissions.contact_phone);
        INSERT INTO user_contacts (user_id, kind, value, created_at)
            SELECT MIN(user_id), 'email', lower(contact_email), MIN(created_at) FROM sell_submissions
            WHERE contact_email IS NOT NULL GROUP BY lower(contact_email);
        INSERT INTO user_contacts (user_id, kind, value, created_at)
            SELECT MIN(user_id), 'handle', lower(contact_channel || ':' || ltrim(contact_handle, '@')), MIN(created_at)
            FROM sell_submissions WHERE ltrim(contact_handle, '@') <> ''
            GROUP BY lower(contact_channel || ':' || ltrim(contact_handle, '@'));
        UPDATE users SET search_text = lower(COALESCE(name || ' ', '') || COALESCE(
            (SELECT {joined} FROM user_contacts WHERE user_contacts.user_id = users.id), ''));
        """;

    private static string SqliteSearch(string table) =>
        $"""
        CREATE VIRTUAL TABLE {table}_search USING fts5(search_text, content='{table}', content_rowid='id', tokenize='trigram');
        INSERT INTO {table}_search ({table}_search) VALUES ('rebuild');
        CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
            INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
        END;
        CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
            INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
        END;
        CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table}
        WHEN old.search_text <> new.search_text BEGIN
            INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
            INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
        END;
        """;
}
