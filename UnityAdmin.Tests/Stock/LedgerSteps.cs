using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>What the tests of reading the ledger begin with.</summary>
internal static class LedgerSteps
{
    extension(TestShop shop)
    {
        /// <summary>Posts moves as other areas would, in one commit and at one moment; orders they name are written before.</summary>
        public async Task MovesAsync(Actor by, params StockEntry[] entries)
        {
            await shop.OrdersBehindAsync(entries);
            Assert.Null((await shop.Data.ChangeAsync<int>(
                by,
                "test.posted",
                async db => (await shop.Get<StockLedger>().PostAsync(db, entries, by, Stop)).Refused is { } no ? no : 1,
                Stop)).Refused);
        }

        private async Task OrdersBehindAsync(IEnumerable<StockEntry> entries)
        {
            var lines = string.Join(", ", entries.Where(entry => entry.Document?.Kind == StockDocumentKind.Order)
                .Select(entry => $"({entry.Document!.Value.Id}, {entry.ProductId}, {-entry.Change})"));
            if (lines.Length == 0) return;
            await shop.ExecuteAsync(
                $"""
                WITH line(order_id, product_id, quantity) AS (VALUES {lines})
                INSERT INTO orders (id, order_number, status, payment_status, delivery_method, subtotal_cents, delivery_cents, total_cents,
                    item_count, created_at, updated_at, search_text, version)
                SELECT order_id, 'ORD-' || order_id, 'pending', 'pending', 'collection', SUM(price_cents * quantity), 0,
                    SUM(price_cents * quantity), SUM(quantity), '2026-03-02 09:00:00.000', '2026-03-02 09:00:00.000', '', 0
                FROM line JOIN products p ON p.id = product_id GROUP BY order_id
                """);
            await shop.ExecuteAsync(
                $"""
                WITH line(order_id, product_id, quantity) AS (VALUES {lines})
                INSERT INTO order_items (order_id, position, product_id, sku, product_name, brand, size, unit_price_cents, quantity,
                    line_cents)
                SELECT order_id, product_id, product_id, sku, name, brand, size, price_cents, quantity, price_cents * quantity
                FROM line JOIN products p ON p.id = product_id
                """);
        }

        /// <summary>Two products with moves of several reasons, people and days; the clock ends on 4 March.</summary>
        public async Task<(int Shoes, int Hoodie)> LedgerAsync()
        {
            var shoes = await shop.ProductAsync(10);
            var hoodie = await shop.ProductAsync(5, 8_000, "Box Logo Hoodie", "M");
            shop.Clock.Advance(TimeSpan.FromDays(1));
            await shop.MovesAsync(Storefront, Sale(shoes, 41), Sale(hoodie, 41), Sale(shoes, 42));
            _ = await shop.CorrectAsync(shoes, 2, StockReason.Found);
            shop.Clock.Advance(TimeSpan.FromDays(1));
            _ = await shop.CorrectAsync(hoodie, -1, StockReason.Damaged, StockSteps.Marek);
            await shop.MovesAsync(Storefront, Sale(hoodie, 43));
            return (shoes, hoodie);
        }

        /// <summary>Every move's number under a query string, newest first.</summary>
        public async Task<List<long>> NumbersAsync(string query)
        {
            var numbers = new List<long>();
            await foreach (var row in shop.Get<LedgerBook>().AllAsync(LedgerFilter.Parse(query), Stop)) numbers.Add(row.Move.Id);
            return numbers;
        }

        /// <summary>The same, asked of the database past our code.</summary>
        public async Task<List<long>> NumbersWhereAsync(string where) =>
            [.. (await shop.RowsAsync($"SELECT id FROM stock_moves WHERE {where} ORDER BY created_at DESC, id DESC"))
                .Select(row => Convert.ToInt64(row["id"], null))];
    }

    public static readonly Actor Storefront = Actor.Storefront("10.0.0.9");

    public static StockEntry Sale(int product, int order) =>
        new(product, -1, StockReason.Sale, new StockDocument(StockDocumentKind.Order, order));
}
