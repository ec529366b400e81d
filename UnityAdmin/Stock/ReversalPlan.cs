using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What taking one move back would do.</summary>
/// <param name="Product">What it is a move of.</param>
/// <param name="Before">The balance just before it, after the lines above it.</param>
/// <param name="Refused">Why it cannot be taken back; then it counts for nothing in the lines below.</param>
public sealed record ReversalLine(StockMove Move, ReversedProduct Product, int Before, Refusal? Refused)
{
    public int After => Refused is null ? Before - Move.QuantityChange : Before;

    public long ValueCents => Refused is null ? Math.Abs((long)Move.QuantityChange) * Product.PriceCents : 0;
}

public sealed record ReversedProduct(int Id, string Name, string Sku, long PriceCents, int Available);

/// <summary>
/// What taking moves back would do, line by line in the order it would be posted: product by product, what adds stock before what takes
/// it, the newest first. The dry run and the posting make the same plan.
/// </summary>
public sealed record ReversalPlan(IReadOnlyList<ReversalLine> Lines)
{
    public long ValueCents => Lines.Sum(line => line.ValueCents);

    internal static async Task<ReversalPlan> MakeAsync(
        ShopDb db, IReadOnlyCollection<long> moveIds, DateTime now, CancellationToken stop)
    {
        var moves = await db.StockMoves.AsNoTracking().Where(move => moveIds.Contains(move.Id)).ToListAsync(stop);
        var reversed = await db.StockMoves.Where(move => move.ReversesId != null && moveIds.Contains(move.ReversesId.Value))
            .Select(move => move.ReversesId!.Value).ToListAsync(stop);
        var products = moves.Select(move => move.ProductId).Distinct().ToList();
        var facts = await Holds.Available(db, db.Products.Where(product => products.Contains(product.Id)), now)
            .Select(row => new ReversedProduct(row.Product.Id, row.Product.Name, row.Product.Sku, row.Product.PriceCents, row.Available))
            .ToDictionaryAsync(product => product.Id, stop);
        var balances = facts.ToDictionary(product => product.Key, product => product.Value.Available);
        return new ReversalPlan([.. Ordered(moves).Select(move =>
        {
            var before = balances[move.ProductId];
            var line = new ReversalLine(move, facts[move.ProductId], before, Why(move, before, facts[move.ProductId].Name, reversed));
            balances[move.ProductId] = line.After;
            return line;
        })]);
    }

    private static IEnumerable<StockMove> Ordered(IEnumerable<StockMove> moves) =>
        moves.OrderBy(move => move.ProductId).ThenBy(move => move.QuantityChange > 0).ThenByDescending(move => move.Id);

    private static Refusal? Why(StockMove move, int before, string name, List<long> reversed)
    {
        if (reversed.Contains(move.Id)) return StockRefusals.AlreadyReversed(move.Id);
        if (StockReasons.OfOrders.Contains(move.Reason)) return StockRefusals.BelongsToOrder(move.Reason);
        return before - move.QuantityChange < 0 ? StockRefusals.NotEnough(name, before) : null;
    }
}
