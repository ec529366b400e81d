using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>
/// Rehearses what must never go wrong: many buyers, one unit, over HTTP. On a scratch product, a copy of a real one, which is on sale
/// only meanwhile; then the order is cancelled, the copy hidden and its unit written off. The ledger keeps all of it.
/// </summary>
public sealed class RaceRehearsal(
    ShopData data, Products products, Fulfilment fulfilment, Corrections corrections, ProductMoves moves, RaceBuyers buyers,
    TimeProvider clock)
{
    public const int FewestBuyers = 2;
    public const int MostBuyers = 2_000;
    public const int UsualBuyers = 64;

    /// <summary>What every trace of a rehearsal is marked with.</summary>
    public const string Note = "Race rehearsal";

    private const string Series = "RACE";
    private const string Mark = $"{Series}-";

    // No rehearsal takes this long: what is still on sale then was left by a process that was killed.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private int running;

    /// <param name="wanted">The product to copy; null for the newest on sale.</param>
    /// <param name="count">How many buyers.</param>
    /// <param name="server">Where this process listens.</param>
    /// <param name="by">An admin.</param>
    /// <param name="answered">Told how many buyers have their answer.</param>
    /// <param name="stop">Ends the race; it is tidied up all the same.</param>
    public async Task<Result<RaceReport>> RunAsync(
        int? wanted, int count, Uri server, Actor by, IProgress<int>? answered, CancellationToken stop)
    {
        if (by.Lacks(Role.Admin) is { } lacking) return lacking;
        if (count is < FewestBuyers or > MostBuyers) return RaceRefusals.BuyersOutOfRange;
        if (Interlocked.Exchange(ref running, 1) == 1) return RaceRefusals.Running;
        try
        {
            await TidyForgottenAsync(by, stop);
            var model = await ModelAsync(wanted, stop);
            if (model is null) return wanted is null ? RaceRefusals.NothingOnSale : StockRefusals.ProductNotFound;
            var added = await products.AddAsync(CopyOf(model), RaceReport.Units, by, stop, Series);
            return added.Is(out var scratch, out var refused)
                ? await RaceAsync(scratch, model.Sku, count, server, by, answered, stop)
                : refused;
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    /// <summary>The lines that a rehearsal has left in the ledger, newest first.</summary>
    public async Task<IReadOnlyList<DocumentedMove>> LedgerOfAsync(int productId, CancellationToken stop) =>
        (await moves.ReadAsync(productId, null, ProductMoves.PageSize, stop)).Moves;

    private async Task<RaceReport> RaceAsync(
        Product scratch, string modelSku, int count, Uri server, Actor by, IProgress<int>? answered, CancellationToken stop)
    {
        var (note, since, started) = ($"{Note} {scratch.Sku}", clock.NowUtc(), Stopwatch.GetTimestamp());
        IReadOnlyList<RaceAnswer> answers;
        RaceTraces race;
        TimeSpan took;
        Refusal? untidy;
        try
        {
            answers = await buyers.RushAsync(server, scratch.Id, note, count, answered, stop);
            took = Stopwatch.GetElapsedTime(started);
            race = await TracesAsync(scratch.Id, note, since, stop);
        }
        finally
        {
            untidy = await TidyAsync(scratch.Id, by, CancellationToken.None);
        }

        var after = await TracesAsync(scratch.Id, note, since, CancellationToken.None);
        return new RaceReport(scratch.Id, scratch.Sku, modelSku, answers, race, after, untidy, took);
    }

    private Task<Product?> ModelAsync(int? wanted, CancellationToken stop) => data.ReadAsync(
        db => wanted is { } id
            ? db.Products.SingleOrDefaultAsync(row => row.Id == id, stop)
            : db.Products.Where(row => row.Status == ProductStatus.Active && !row.Sku.StartsWith(Mark))
                .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(stop),
        stop);

    private static ProductFacts CopyOf(Product model)
    {
        var name = $"{Note}: {model.Name}";
        return ProductFacts.Of(model) with
        {
            Name = name.Length <= Product.NameLength ? name : name[..Product.NameLength],
            Description = null,
            PriceCents = Math.Max(1, model.PriceCents),
            Status = ProductStatus.Active,
        };
    }

    private Task<RaceTraces> TracesAsync(int productId, string note, DateTime since, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var (lines, orders) = (db.OrderItems, db.Orders.Where(order => order.CreatedAt >= since));
            var product = await db.Products.SingleAsync(row => row.Id == productId, stop);
            var ours = await orders.Where(order => order.Notes == note).Select(order => new { order.Id, order.OrderNumber, order.Status })
                .ToListAsync(stop);
            var ids = ours.ConvertAll(order => order.Id);
            return new RaceTraces(
                product.QuantityAvailable,
                product.Status == ProductStatus.Active,
                await db.StockMoves.Where(move => move.ProductId == productId).OrderBy(move => move.Id).ToListAsync(stop),
                [.. ours.Select(order => order.OrderNumber)],
                ours.Count(order => order.Status == OrderStatus.Cancelled),
                await lines.CountAsync(line => line.ProductId == productId || ids.Contains(line.OrderId), stop),
                await db.Reservations.CountAsync(hold => hold.ProductId == productId, stop),
                await orders.CountAsync(order => !lines.Any(line => line.OrderId == order.Id), stop));
        },
        stop);

    /// <returns>What stood in the way; null when nothing did.</returns>
    private async Task<Refusal?> TidyAsync(int productId, Actor by, CancellationToken stop)
    {
        // Hidden first, so that no request still under way takes the unit that the cancelled order brings back. Without a price, or
        // writing it off could need a second admin.
        var facts = ProductFacts.Of(await data.ReadAsync(db => db.Products.SingleAsync(row => row.Id == productId, stop), stop));
        var hidden = await products.EditAsync(productId, facts, facts with { Status = ProductStatus.Hidden, PriceCents = 0 }, by, stop);
        if (hidden.Refused is { } stillShown) return stillShown;
        foreach (var (id, version) in await OpenOrdersAsync(productId, stop))
        {
            if ((await fulfilment.CancelAsync(id, version, Note, by, stop)).Refused is { } stillOpen) return stillOpen;
        }

        var head = await data.ReadAsync(db => StockLedger.HeadAsync(db, productId, stop), stop);
        if (head is null or { BalanceAfter: 0 }) return null;
        var writeOff = new Adjustment(productId, head.Id, -head.BalanceAfter, null, StockReason.Correction, Note, Guid.NewGuid());
        return (await corrections.AdjustAsync(writeOff, by, stop)).Refused;
    }

    private async Task<IReadOnlyList<(int Id, int Version)>> OpenOrdersAsync(int productId, CancellationToken stop)
    {
        var rows = await data.ReadAsync(
            db => db.Orders.Where(order => order.Status != OrderStatus.Cancelled && order.Items.Any(item => item.ProductId == productId))
                .Select(order => new { order.Id, order.Version }).ToListAsync(stop),
            stop);
        return [.. rows.Select(row => (row.Id, row.Version))];
    }

    private async Task TidyForgottenAsync(Actor by, CancellationToken stop)
    {
        var before = clock.NowUtc() - Forgotten;
        var left = await data.ReadAsync(
            db => db.Products.Where(row => row.Status == ProductStatus.Active && row.Sku.StartsWith(Mark) && row.CreatedAt < before)
                .Select(row => row.Id).ToListAsync(stop),
            stop);
        foreach (var id in left) _ = await TidyAsync(id, by, stop);
    }
}
