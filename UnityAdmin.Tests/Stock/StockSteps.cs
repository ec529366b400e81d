using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>What the tests of stock begin with.</summary>
internal static class StockSteps
{
    public static readonly Actor Aoife = new(ActorKind.Client, "1", "Aoife Byrne", Role.Admin, "10.0.0.1");

    public static readonly Actor Marek = new(ActorKind.Client, "2", "Marek Kowalski", Role.Admin, "10.0.0.2");

    public static readonly Actor Niamh = new(ActorKind.Client, "3", "Niamh Doyle", Role.Manager, "10.0.0.3");

    extension(TestShop shop)
    {
        /// <summary>A product on sale with an opening of so many units.</summary>
        /// <returns>Its id.</returns>
        public async Task<int> ProductAsync(int units = 0, long priceCents = 10_000, string name = "Air Max 1", string size = "UK-9")
        {
            var ledger = shop.Get<StockLedger>();
            var added = await shop.Data.ChangeAsync<int>(Aoife, StockActions.ProductAdded, async db =>
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
                    CreatedAt = shop.Clock.NowUtc(),
                };
                product.Touch(shop.Clock.NowUtc());
                _ = db.Products.Add(product);
                _ = await db.SaveChangesAsync(Stop);
                var opening = new StockEntry(product.Id, units, StockReason.Opening, null);
                if (units > 0 && (await ledger.PostAsync(db, [opening], Aoife, Stop)).Refused is { } refused) return refused;
                return product.Id;
            }, Stop);
            return added.Value;
        }

        public Task<int> QuantityAsync(int product) =>
            shop.ScalarAsync<int>($"SELECT quantity_available FROM products WHERE id = {product}");

        public async Task<long?> HeadAsync(int product) =>
            (await shop.Data.ReadAsync(db => StockLedger.HeadAsync(db, product, Stop), Stop))?.Id;

        /// <summary>Corrects by so many units on the newest picture.</summary>
        public async Task<Result<StockCorrection>> CorrectAsync(
            int product, int difference, StockReason reason = StockReason.Correction, Actor? by = null) =>
            await shop.Get<Corrections>().AdjustAsync(
                new Adjustment(product, await shop.HeadAsync(product), difference, null, reason, "Miscounted", Guid.NewGuid()),
                by ?? Aoife, Stop);

        /// <summary>Posts one entry as another area would.</summary>
        public async Task PostAsync(StockEntry entry) => Assert.Null((await shop.Data.ChangeAsync(
            Aoife, "test.posted",
            async db => (await shop.Get<StockLedger>().PostAsync(db, [entry], Aoife, Stop)).Refused is { } no ? no : Result.Done,
            Stop)).Refused);

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
