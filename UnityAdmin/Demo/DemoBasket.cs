using Bogus;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>What a buyer finds on sale at a moment of the past, and takes.</summary>
internal sealed class DemoBasket(DemoChronicle chronicle, CancellationToken stop)
{
    /// <returns>At most so many products, one unit of most of them.</returns>
    public async Task<IReadOnlyList<CartLine>> FillAsync(DateTime at, int products, Randomizer random)
    {
        // What has moved since cannot move before: the ledger's moments ascend.
        var moves = chronicle.Db.StockMoves;
        var there = await chronicle.Db.Products.AsNoTracking()
            .Where(product => product.Status == ProductStatus.Active && product.QuantityAvailable > 0
                && !moves.Any(move => move.ProductId == product.Id && move.CreatedAt > at))
            .OrderBy(product => product.Id).Select(product => new { product.Id, product.QuantityAvailable }).ToListAsync(stop);
        var units = there.SelectMany(product => Enumerable.Repeat(product, product.QuantityAvailable)).ToList();
        var lines = new List<CartLine>();
        while (lines.Count < products && units.Count > 0)
        {
            var taken = random.ListItem(units);
            lines.Add(new CartLine(taken.Id, taken.QuantityAvailable > 3 && random.Bool(0.12f) ? 2 : 1));
            _ = units.RemoveAll(unit => unit.Id == taken.Id);
        }

        return lines;
    }
}
