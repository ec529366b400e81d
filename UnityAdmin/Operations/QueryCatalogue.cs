namespace UnityAdmin.Operations;

/// <summary>A question the shop asks all day, and the index that must answer it.</summary>
/// <param name="Index">As the seeds name it.</param>
/// <param name="Sql">One statement that both databases understand; it is explained, never run.</param>
public sealed record CatalogueQuery(string Index, string Title, string Sql);

/// <summary>The named indexes of product.md section 2, each with its query. A later area adds its own here.</summary>
public static class QueryCatalogue
{
    public static readonly IReadOnlyList<CatalogueQuery> All =
    [
        new("idx_products_size", "Products of a size, newest first",
            "SELECT * FROM products WHERE size = 'UK-9' ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_products_brand_key", "Products of a brand, newest first",
            "SELECT * FROM products WHERE brand_key = 'nike' ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_sell_submissions_status", "Sell requests of a status, newest first",
            "SELECT * FROM sell_submissions WHERE status = 'pending' ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_sell_submissions_created", "Sell requests, newest first",
            "SELECT * FROM sell_submissions ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_sell_items_submission", "Items of a sell request",
            "SELECT * FROM sell_items WHERE submission_id = 1 ORDER BY position"),
        new("idx_images_entity", "Photos of a sell request",
            "SELECT * FROM images WHERE submission_id = 1 AND product_id IS NULL ORDER BY position"),
        new("idx_logs_created", "Audit log, newest first",
            "SELECT * FROM system_logs ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_stock_moves_product", "Moves of a product, newest first",
            "SELECT * FROM stock_moves WHERE product_id = 1 ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_stock_moves_order", "Moves of an order",
            "SELECT * FROM stock_moves WHERE order_id = 1"),
        new("idx_orders_status", "Orders of a status, newest first",
            "SELECT * FROM orders WHERE status = 'pending' ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_orders_created", "Orders, newest first",
            "SELECT * FROM orders ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_orders_user", "Orders of a customer, newest first",
            "SELECT * FROM orders WHERE user_id = 1 ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_product_reservations_expiry", "Running holds, the first to end first",
            "SELECT * FROM product_reservations WHERE status = 'pending' ORDER BY expires_at, id LIMIT 50"),
        new("idx_users_created", "Customers, newest first",
            "SELECT * FROM users ORDER BY created_at DESC, id DESC LIMIT 50"),
        new("idx_password_resets_user", "Password resets of a customer, newest first",
            "SELECT * FROM password_resets WHERE user_id = 1 ORDER BY created_at DESC"),
        new("idx_analytics_event_type", "Events of a type since a moment",
            "SELECT * FROM analytics_events WHERE event_type = 'page_view' AND timestamp >= '2026-01-01 00:00:00.000' ORDER BY timestamp"),
        new("idx_analytics_timestamp", "Events of a day",
            "SELECT * FROM analytics_events WHERE timestamp >= '2026-01-01 00:00:00.000' AND timestamp < '2026-01-02 00:00:00.000'"),
        new("idx_analytics_user", "Events of a customer, newest first",
            "SELECT * FROM analytics_events WHERE user_id = 1 ORDER BY timestamp DESC LIMIT 50"),
        new("idx_analytics_daily_date", "Totals by day",
            "SELECT date, SUM(revenue_cents) FROM analytics_daily WHERE date >= '2026-01-01' GROUP BY date ORDER BY date"),
        new("idx_analytics_daily_type", "Days of an event type",
            "SELECT * FROM analytics_daily WHERE event_type = 'page_view' AND date >= '2026-01-01' ORDER BY date"),
        new("idx_job_runs_job", "Runs of a job, newest first",
            "SELECT * FROM job_runs WHERE job = 'outbox' ORDER BY id DESC LIMIT 50"),
    ];
}
