using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>What the tests of orders and reservations begin with.</summary>
internal static class OrderSteps
{
    public static readonly Actor Shopfront = Actor.Storefront("192.0.2.7");

    public static readonly ContactDetails Sorcha = new("Sorcha Walsh", "+353871234567", "sorcha@example.com");

    public static readonly ContactDetails Nobody = new(null, null, null);

    public static readonly Delivery Collected = new(DeliveryMethod.Collection);

    extension(TestShop shop)
    {
        /// <summary>Buys as the storefront does.</summary>
        public Task<Result<string>> BuyAsync(
            int product, int quantity = 1, ContactDetails? contact = null, string? session = null, KeyedRequest? request = null) =>
            shop.Get<Checkout>().PlaceAsync(
                new NewOrder([new CartLine(product, quantity)], contact ?? Nobody, Collected, SessionId: session), request, Shopfront, Stop);

        /// <summary>Buys, and must succeed.</summary>
        /// <returns>The order's id.</returns>
        public async Task<int> OrderAsync(int product, int quantity = 1, ContactDetails? contact = null)
        {
            Assert.Null((await shop.BuyAsync(product, quantity, contact ?? Sorcha)).Refused);
            return await shop.ScalarAsync<int>("SELECT MAX(id) FROM orders");
        }

        public Task<Result<string>> HoldAsync(int product, int quantity = 1, ContactDetails? contact = null, string? session = null) =>
            shop.Get<Reservations>().CreateAsync(
                new NewReservation([new CartLine(product, quantity)], contact ?? Sorcha, session), null, Shopfront, Stop);

        /// <summary>Holds, and must succeed.</summary>
        /// <returns>The reservation's id.</returns>
        public async Task<int> ReservationAsync(int product, int quantity = 1, ContactDetails? contact = null, string? session = null)
        {
            Assert.Null((await shop.HoldAsync(product, quantity, contact, session)).Refused);
            return await shop.ScalarAsync<int>("SELECT MAX(id) FROM product_reservations");
        }

        /// <summary>
        /// The oracle of quality.md section 1: the ledger is sound, every order has exactly its lines and its moves, every hold its
        /// beginning and at most one end, and nothing is left of what was refused.
        /// </summary>
        public async Task AssertShopIsSoundAsync()
        {
            await shop.AssertLedgerIsSoundAsync();
            foreach (var (what, sql) in Wrong)
            {
                var rows = await shop.RowsAsync(sql);
                Assert.True(rows.Count == 0, $"{what}: {string.Join("; ", rows.Take(5).Select(row => string.Join(", ", row)))}");
            }
        }
    }

    /// <summary>What must not be there, each as the rows that would be.</summary>
    private static readonly (string What, string Sql)[] Wrong =
    [
        ("orders without lines", "SELECT id FROM orders WHERE NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = orders.id)"),
        ("orders whose totals are not those of their lines",
            """
            SELECT o.id FROM orders o WHERE o.subtotal_cents <> (SELECT SUM(i.line_cents) FROM order_items i WHERE i.order_id = o.id)
            OR o.item_count <> (SELECT SUM(i.quantity) FROM order_items i WHERE i.order_id = o.id)
            """),
        ("lines without their sale",
            """
            SELECT i.id FROM order_items i WHERE NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.order_id = i.order_id
            AND m.product_id = i.product_id AND m.reason = 'sale' AND m.quantity_change = -i.quantity)
            """),
        ("sales without their line",
            """
            SELECT m.id FROM stock_moves m WHERE m.reason = 'sale' AND NOT EXISTS (SELECT 1 FROM order_items i
            WHERE i.order_id = m.order_id AND i.product_id = m.product_id AND i.quantity = -m.quantity_change)
            """),
        ("orders that came back more or less than once",
            """
            SELECT o.id FROM orders o WHERE (SELECT COUNT(*) FROM stock_moves m WHERE m.order_id = o.id AND m.quantity_change > 0)
            <> CASE WHEN o.restocked_at IS NULL THEN 0 ELSE (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id) END
            """),
        ("holds without their beginning",
            """
            SELECT r.id FROM product_reservations r WHERE (SELECT COUNT(*) FROM stock_moves m WHERE m.reservation_id = r.id
            AND m.product_id = r.product_id AND m.quantity_change = -r.quantity) <> 1
            """),
        ("holds with a wrong number of ends",
            """
            SELECT r.id FROM product_reservations r WHERE (SELECT COUNT(*) FROM stock_moves m WHERE m.reservation_id = r.id
            AND m.product_id = r.product_id AND m.quantity_change = r.quantity) <> CASE WHEN r.status = 'pending' THEN 0 ELSE 1 END
            """),
        ("customers nobody needed",
            """
            SELECT u.id FROM users u WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)
            AND NOT EXISTS (SELECT 1 FROM product_reservations r WHERE r.user_id = u.id)
            AND NOT EXISTS (SELECT 1 FROM sell_submissions s WHERE s.user_id = u.id) AND password_hash IS NULL
            AND merged_into_id IS NULL
            """),
    ];
}
