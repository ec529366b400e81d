using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What a product holds at this moment.</summary>
/// <param name="LastMoveId">The move that left it so; null before the first.</param>
public sealed record HeldStock(int ProductId, string Name, string Sku, long PriceCents, int Quantity, long? LastMoveId);

/// <summary>Reading what is there, for those who are about to change it.</summary>
public sealed class StockOnHand(ShopData data, StockLedger ledger)
{
    private const int Most = 8;

    public Task<HeldStock?> ReadAsync(int productId, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var product = await db.Products.SingleOrDefaultAsync(row => row.Id == productId, stop);
            if (product is null) return null;

            // The balance is the head's, not the product's: the two are read one after the other.
            var head = await StockLedger.HeadAsync(db, productId, stop);
            return new HeldStock(product.Id, product.Name, product.Sku, product.PriceCents, head?.BalanceAfter ?? 0, head?.Id);
        },
        stop);

    /// <summary>
    /// The same for a form that corrects it: lapsed holds are released first, so that what it starts from is what it is compared with.
    /// </summary>
    public async Task<HeldStock?> OpenAsync(int productId, CancellationToken stop)
    {
        await ledger.ReleaseLapsedAsync(data, [productId], stop);
        return await ReadAsync(productId, stop);
    }

    /// <summary>
    /// The few products whose SKU, name, brand or size have every word that was typed; a whole SKU alone, with or without its dash.
    /// </summary>
    public Task<IReadOnlyList<Product>> FindAsync(string typed, CancellationToken stop) => data.ReadAsync<IReadOnlyList<Product>>(
        async db =>
        {
            var (sku, key) = (typed.Trim().ToUpperInvariant(), SearchText.Key(typed));
            if (await db.Products.SingleOrDefaultAsync(product => product.Sku == sku, stop) is { } exact) return [exact];
            var found = await TextSearch.Find<Product>(db, SearchQuery.Parse(typed)).OrderByDescending(product => product.CreatedAt)
                .ThenByDescending(product => product.Id).Take(Most).ToListAsync(stop);
            return found.Find(product => SearchText.Key(product.Sku) == key) is { } spelt ? [spelt] : found;
        },
        stop);
}
