using Microsoft.Extensions.DependencyInjection;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>What the tests of stock begin with.</summary>
internal static class StockSteps
{
    public static readonly Actor Aoife = new(ActorKind.Client, "1", "Aoife Byrne", Role.Admin, "10.0.0.1");

    public static readonly Actor Marek = new(ActorKind.Client, "2", "Marek Kowalski", Role.Admin, "10.0.0.2");

    public static readonly Actor Niamh = new(ActorKind.Client, "3", "Niamh Doyle", Role.Manager, "10.0.0.3");

    /// <summary>A product on sale with an opening of so many units, in a test's shop or in a running one.</summary>
    /// <returns>Its id.</returns>
    public static async Task<int> AddProductAsync(
        IServiceProvider services, int units = 0, long priceCents = 10_000, string name = "Air Max 1", string size = "UK-9")
    {
        var (ledger, now) = (services.GetRequiredService<StockLedger>(), services.GetRequiredService<TimeProvider>().NowUtc());
        var added = await services.GetRequiredService<ShopData>().ChangeAsync<int>(Aoife, StockActions.ProductAdded, async db =>
        {
            var product = new Product
            {
                Sku = await ProductNumber.NextSkuAsync(db, Stop),
                Name = name,
                Brand = "Nike",
                Category = size.StartsWith("UK", StringComparison.Ordinal) ? Catalogue.UsedShoes : Catalogue.UsedClothes,
                Size = size,
                Condition = ProductCondition.Mint,
                PriceCents = priceCents,
                Status = ProductStatus.Active,
                CreatedAt = now,
            };
            product.Touch(now);
            _ = db.Products.Add(product);
            _ = await db.SaveChangesAsync(Stop);
            var opening = new StockEntry(product.Id, units, StockReason.Opening, null);
            if (units > 0 && (await ledger.PostAsync(db, [opening], Aoife, Stop)).Refused is { } refused) return refused;
            return product.Id;
        }, Stop);
        return added.Value;
    }

    /// <summary>Posts units that turned up, in a test's shop or in a running one.</summary>
    public static async Task AddUnitsAsync(IServiceProvider services, int product, int units)
    {
        var head = await services.GetRequiredService<ShopData>().ReadAsync(db => StockLedger.HeadAsync(db, product, Stop), Stop);
        var found = new Adjustment(product, head?.Id, units, null, StockReason.Found, "Turned up", Guid.NewGuid());
        Assert.Null((await services.GetRequiredService<Corrections>().AdjustAsync(found, Aoife, Stop)).Refused);
    }

    extension(TestShop shop)
    {
        /// <summary>A product on sale with an opening of so many units.</summary>
        /// <returns>Its id.</returns>
        public Task<int> ProductAsync(int units = 0, long priceCents = 10_000, string name = "Air Max 1", string size = "UK-9") =>
            AddProductAsync(shop.Root, units, priceCents, name, size);

        public Task<int> QuantityAsync(int product) =>
            shop.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}");

        public async Task<long?> HeadAsync(int product) =>
            (await shop.Data.ReadAsync(db => StockLedger.HeadAsync(db, product, Stop), Stop))?.Id;

        /// <summary>Takes the database's own defence away, as an attacker with the file would.</summary>
        public async Task DropGuardsAsync()
        {
            string[] sqlite =
            [
                "DROP TRIGGER stock_moves_no_update", "DROP TRIGGER stock_moves_no_delete", "DROP TRIGGER stock_moves_append",
                "DROP TRIGGER products_quantity", "DROP TRIGGER stock_moves_once",
            ];
            string[] postgres =
            [
                "DROP TRIGGER stock_moves_no_change ON stock_moves", "DROP TRIGGER stock_moves_append ON stock_moves",
                "DROP TRIGGER products_quantity ON products", "DROP TRIGGER stock_moves_once ON stock_moves",
            ];
            var drops = shop.Address.Provider == UnityAdmin.Data.DatabaseProvider.Sqlite ? sqlite : postgres;
            foreach (var drop in drops) await shop.ExecuteAsync(drop);
        }

        public async Task<List<long>> IdsAsync(string sql) =>
            [.. (await shop.RowsAsync(sql)).Select(row => Convert.ToInt64(row["Value"], null))];

        /// <summary>Corrects by so many units on the newest picture.</summary>
        public async Task<Result<StockCorrection>> CorrectAsync(
            int product, int difference, StockReason reason = StockReason.Correction, Actor? by = null) =>
            await shop.Get<Corrections>().AdjustAsync(
                new Adjustment(product, await shop.HeadAsync(product), difference, null, reason, "Miscounted", Guid.NewGuid()),
                by ?? Aoife, Stop);

        /// <summary>The oracle: quantities are sums, no balance is negative, every chain verifies.</summary>
        public async Task AssertLedgerIsSoundAsync()
        {
            var audit = shop.Get<LedgerAudit>();
            var sums = await audit.SumsAsync(Stop);
            Assert.True(sums.IsClean, sums.Detail);
            var chains = await audit.ChainsAsync(null, Stop);
            Assert.True(chains.Hashes.IsClean, chains.Hashes.Detail);
            Assert.True(chains.Links.IsClean, chains.Links.Detail);
            var reversals = await audit.ReversalsAsync(Stop);
            Assert.True(reversals.IsClean, reversals.Detail);
        }
    }
}
