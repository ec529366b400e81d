using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>One entry of a count, with what it takes to take it back. Says nothing of what the books expect.</summary>
/// <param name="ProductId">What was counted.</param>
/// <param name="Sku">As on the label.</param>
/// <param name="Name">What it is.</param>
/// <param name="Size">As the catalogue spells it.</param>
/// <param name="Before">What was counted before it; null for nothing yet.</param>
/// <param name="Counted">What is counted with it.</param>
public sealed record CountEntry(int ProductId, string Sku, string Name, string Size, int? Before, int Counted)
{
    /// <summary>The product's last move when <see cref="Before"/> was counted.</summary>
    internal long? MoveBefore { get; init; }
}

/// <summary>Counting by scanner and keyboard. Everyone of the staff counts, several at once; nobody is told what the books say.</summary>
public sealed class Counting(ShopData data, StockLedger ledger, TimeProvider clock)
{
    /// <summary>One more of it is there.</summary>
    /// <param name="id">The stocktake.</param>
    /// <param name="sku">As scanned, or typed in any case.</param>
    /// <param name="alsoOutside">Takes a product in that does not belong to the stocktake's scope.</param>
    /// <param name="by">Who scans.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Result<CountEntry>> ScanAsync(int id, string sku, bool alsoOutside, Actor by, CancellationToken stop) =>
        EnterAsync(id, sku, alsoOutside, by, (line, head) => line.Add(1, head, by, clock.NowUtc()), stop);

    /// <summary>So many of it are there in all, whatever was counted before.</summary>
    public Task<Result<CountEntry>> SetAsync(int id, string sku, int counted, bool alsoOutside, Actor by, CancellationToken stop) =>
        EnterAsync(id, sku, alsoOutside, by, (line, head) => line.Set(counted, head, by, clock.NowUtc()), stop);

    /// <summary>The entry was a slip.</summary>
    public Task<Result> TakeBackAsync(int id, CountEntry slip, Actor by, CancellationToken stop) =>
        ChangeAsync(id, StockActions.CountEntered, Role.Staff, by, async db =>
        {
            if (await LineAsync(db, id, slip.ProductId, stop) is not { } line) return CountRefusals.NothingToTakeBack;
            if (!(await ledger.OpenAsync(db, [slip.ProductId], stop)).Is(out var stock, out var gone)) return gone;
            return line.TakeBack(slip, stock.HeadOf(slip.ProductId), by, clock.NowUtc()) is { } refused ? refused : Result.Done;
        }, stop);

    /// <summary>Asks for these lines to be counted once more, blind again; what was counted first is kept for comparison.</summary>
    public Task<Result> RecountAsync(int id, IReadOnlyCollection<int> lineIds, Actor by, CancellationToken stop) =>
        ChangeAsync(id, StockActions.RecountAsked, Role.Admin, by, async db =>
        {
            var lines = await db.StockCountLines
                .Where(line => line.StockCountId == id && line.Counted != null && lineIds.Contains(line.Id)).ToListAsync(stop);
            if (lines.Count == 0) return CountRefusals.NothingChosen;
            foreach (var line in lines) line.Recount();
            return Result.Done;
        }, stop);

    /// <summary>
    /// What nobody counted is taken to be gone: an admin's own word, given on purpose. Lines that wait for a recount are left alone.
    /// </summary>
    public Task<Result> CountRestAsZeroAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, StockActions.CountEntered, Role.Admin, by, async db =>
        {
            var rest = await db.StockCountLines
                .Where(line => line.StockCountId == id && line.Counted == null && line.FirstCounted == null).ToListAsync(stop);
            if (!(await ledger.OpenAsync(db, rest.Select(line => line.ProductId), stop)).Is(out var stock, out var gone)) return gone;
            foreach (var line in rest) line.Set(0, stock.HeadOf(line.ProductId), by, clock.NowUtc());
            return Result.Done;
        }, stop);

    /// <summary>The products that these SKUs name, by the SKU as it was typed.</summary>
    internal static async Task<Dictionary<string, Product>> ProductsAsync(ShopDb db, IEnumerable<string> typed, CancellationToken stop)
    {
        var wanted = typed.Distinct().ToList();
        var spellings = wanted.Concat(wanted.Select(sku => sku.ToUpperInvariant())).Distinct().ToList();
        var found = await db.Products.AsNoTracking().Where(product => spellings.Contains(product.Sku))
            .ToDictionaryAsync(product => product.Sku, stop);
        return wanted.Select(sku => (sku, product: found.GetValueOrDefault(sku) ?? found.GetValueOrDefault(sku.ToUpperInvariant())))
            .Where(pair => pair.product is not null).ToDictionary(pair => pair.sku, pair => pair.product!);
    }

    /// <summary>The lines of these products, nobody else's until the change ends; locked in one order, so that nobody deadlocks.</summary>
    internal static async Task<Dictionary<int, StockCountLine>> LinesAsync(
        ShopDb db, int id, List<int> products, CancellationToken stop)
    {
        if (!db.OnSqlite)
        {
            _ = await db.Database.SqlQuery<int>(
                $"""
                SELECT id AS "Value" FROM stock_count_lines WHERE stock_count_id = {id} AND product_id = ANY({products})
                ORDER BY product_id FOR UPDATE
                """).ToListAsync(stop);
        }

        return await db.StockCountLines.Where(line => line.StockCountId == id && products.Contains(line.ProductId))
            .ToDictionaryAsync(line => line.ProductId, stop);
    }

    /// <summary>Takes products in that the scope had left out, unless another open stocktake counts them.</summary>
    internal static async Task<Result<List<StockCountLine>>> TakeInAsync(ShopDb db, int id, List<int> products, CancellationToken stop)
    {
        await Stocktakes.StartAloneAsync(db, stop);
        var wanted = db.Products.Where(product => products.Contains(product.Id)).Select(product => product.Id);
        if (await Stocktakes.CountedElsewhereAsync(db, id, wanted, stop) is { } elsewhere) return elsewhere;
        var lines = products.Select(product => new StockCountLine { StockCountId = id, ProductId = product }).ToList();
        db.StockCountLines.AddRange(lines);
        return lines;
    }

    private async Task<Result<CountEntry>> EnterAsync(
        int id, string typed, bool alsoOutside, Actor by, Action<StockCountLine, StockMove?> enter, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync<CountEntry>(by, StockActions.CountEntered, async db =>
        {
            var sku = ScannedCode.Of(typed);
            if (await Stocktakes.TakeAsync(db, id, alone: false, stop) is { Refused: { } closed }) return closed;
            if (!(await ProductsAsync(db, [sku], stop)).TryGetValue(sku, out var product)) return CountRefusals.UnknownSku(sku);
            if (await LineAsync(db, id, product.Id, stop) is not { } line)
            {
                if (!alsoOutside) return CountRefusals.OutsideScope(product.Sku, product.Name);
                if (!(await TakeInAsync(db, id, [product.Id], stop)).Is(out var added, out var elsewhere)) return elsewhere;
                line = added.Single();
            }

            var entry = new CountEntry(product.Id, product.Sku, product.Name, product.Size, line.Counted, 0)
            {
                MoveBefore = line.LastMoveId,
            };
            if (!(await ledger.OpenAsync(db, [product.Id], stop)).Is(out var stock, out var gone)) return gone;
            enter(line, stock.HeadOf(product.Id));
            if (line.Counted is not (>= 0 and <= StockLedger.MaxUnits)) return StockRefusals.CountOutOfRange;
            return entry with { Counted = line.Counted.Value };
        }, stop);
    }

    private async Task<Result> ChangeAsync(
        int id, string action, Role atLeast, Actor by, Func<ShopDb, Task<Result>> change, CancellationToken stop)
    {
        if (by.Lacks(atLeast) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
            await Stocktakes.TakeAsync(db, id, alone: false, stop) is { Refused: { } closed } ? closed : await change(db), stop);
    }

    private static async Task<StockCountLine?> LineAsync(ShopDb db, int id, int product, CancellationToken stop) =>
        (await LinesAsync(db, id, [product], stop)).GetValueOrDefault(product);
}
