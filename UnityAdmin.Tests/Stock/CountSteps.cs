using UnityAdmin.Stock;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests.Stock;

/// <summary>What the tests of stocktakes begin with.</summary>
internal static class CountSteps
{
    extension(TestShop shop)
    {
        public async Task<Actor> PersonAsync(Role role, string name)
        {
            var id = await shop.LetInAsync(role, name);
            return new Actor(ActorKind.Staff, $"{id}", name, role, "10.0.0.9");
        }

        public Task<Actor> AdminAsync() => shop.PersonAsync(Role.Admin, "Aoife Byrne");

        public Task<Actor> CounterAsync() => shop.PersonAsync(Role.Staff, "Sean Kelly");

        /// <summary>An open stocktake of everything, or of a brand or size.</summary>
        /// <returns>Its id.</returns>
        public async Task<int> CountOpenedAsync(string title = "Spring count", string? size = null, string? brand = null)
        {
            var wanted = new NewCount(title, Size: size, Brand: brand);
            var opened = await shop.Get<Stocktakes>().OpenAsync(wanted, await shop.AdminAsync(), Stop);
            Assert.Null(opened.Refused);
            return opened.Value.Id;
        }

        public Task<string> SkuAsync(int product) => shop.ScalarAsync<string>($"SELECT sku FROM products WHERE id = {product}");

        public async Task<CountEntry> ScannedAsync(int count, int product) => (await shop.Get<Counting>().ScanAsync(
            count, await shop.SkuAsync(product), false, await shop.CounterAsync(), Stop)).Value;

        public async Task<CountEntry> CountedAsync(int count, int product, int units) => (await shop.Get<Counting>().SetAsync(
            count, await shop.SkuAsync(product), units, false, await shop.CounterAsync(), Stop)).Value;

        /// <summary>So many are sold, past the count.</summary>
        public async Task SoldAsync(int product, int units) => Assert.Null((await shop.BuyAsync(product, units)).Refused);

        public async Task<PostPreview> PreviewAsync(int count) =>
            (await shop.Get<CountPosting>().PreviewAsync(count, await shop.AdminAsync(), Stop)).Value;

        /// <summary>Posts on the newest picture.</summary>
        public async Task<Result<StockCount>> PostedAsync(int count, bool acceptDoubtful = false)
        {
            var seen = (await shop.Get<CountPosting>().PreviewAsync(count, await shop.AdminAsync(), Stop)) is { Refused: null } preview
                ? preview.Value.Seen
                : 0;
            return await shop.Get<CountPosting>().PostAsync(
                new PostCount(count, seen, acceptDoubtful, Guid.NewGuid()), await shop.AdminAsync(), Stop);
        }

        public Task<string> CountStatusAsync(int count) => shop.ScalarAsync<string>($"SELECT status FROM stock_counts WHERE id = {count}");

        /// <summary>Product 1 so many times more, as and on.</summary>
        public Task CopyProductsAsync(int copies) => shop.ExecuteAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= {copies})
            INSERT INTO products (sku, name, brand, category, size, condition, price_cents, status, quantity_available, search_text,
                created_at, updated_at, version)
            SELECT 'X-' || i, name, brand, category, size, condition, price_cents, status, 0, search_text, created_at, updated_at, version
            FROM products, n WHERE id = 1
            """);
    }
}
