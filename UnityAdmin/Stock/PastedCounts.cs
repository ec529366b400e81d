using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>What becomes of a pasted row.</summary>
public enum PasteVerdict
{
    Enters,

    /// <summary>Its product stands in several rows, which are added up.</summary>
    EntersSummed,

    /// <summary>It is no product of this stocktake; entered only where that is wanted.</summary>
    OutsideScope,

    UnknownSku,
    NotANumber,
    Negative,
    TooMany,
}

/// <summary>One pasted row and what becomes of it.</summary>
/// <param name="Line">Its number in what was pasted.</param>
/// <param name="Sku">As typed.</param>
/// <param name="Typed">The count as typed.</param>
/// <param name="Product">Its product's name; null where there is none.</param>
/// <param name="Total">What is entered for its product.</param>
/// <param name="Replaces">What was counted so far and is replaced.</param>
public sealed record PasteRow(int Line, string Sku, string Typed, PasteVerdict Verdict, string? Product, int Total, int? Replaces)
{
    internal int ProductId { get; init; }

    /// <summary>What to write instead, where it is wrong and that can be said.</summary>
    public string? Advice => Verdict switch
    {
        PasteVerdict.NotANumber => CountSheet.AdviceFor(Typed),
        PasteVerdict.UnknownSku when CountSheet.IsFormula(Sku) => CountSheet.AdviceFor(Sku),
        _ => null,
    };

    public bool IsWrong => Verdict > PasteVerdict.OutsideScope;
}

/// <summary>Counts brought from a spreadsheet or a file: shown row by row first, then entered as one change.</summary>
public sealed class PastedCounts(ShopData data, StockLedger ledger, TimeProvider clock)
{
    /// <param name="id">The stocktake.</param>
    /// <param name="sheet">The pasted text or the file, as bytes.</param>
    /// <param name="columns">Which columns to read, where somebody was asked; null to go by the headings.</param>
    /// <param name="by">Who counts.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<List<PasteRow>>> PreviewAsync(
        int id, byte[] sheet, ColumnMapping? columns, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        if (!CountSheet.Read(sheet, columns).Is(out var rows, out var wrong)) return wrong;
        return await data.ReadAsync<Result<List<PasteRow>>>(async db =>
        {
            var count = await db.StockCounts.SingleOrDefaultAsync(row => row.Id == id, stop);
            if (count is null) return StockRefusals.CountNotFound;
            if (count.Closed is { } closed) return closed;
            return await JudgeAsync(db, id, rows, stop);
        }, stop);
    }

    /// <summary>Enters every row that can be, as counts of the whole: what was counted of these products before is replaced.</summary>
    /// <returns>How many products were entered.</returns>
    public async Task<Result<int>> EnterAsync(
        int id, byte[] sheet, ColumnMapping? columns, bool alsoOutside, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        if (!CountSheet.Read(sheet, columns).Is(out var rows, out var wrong)) return wrong;
        return await data.ChangeAsync<int>(by, StockActions.CountEntered, async db =>
        {
            if (await Stocktakes.TakeAsync(db, id, alone: false, stop) is { Refused: { } closed }) return closed;
            var last = alsoOutside ? PasteVerdict.OutsideScope : PasteVerdict.EntersSummed;
            var totals = (await JudgeAsync(db, id, rows, stop)).Where(row => row.Verdict <= last)
                .GroupBy(row => row.ProductId).ToDictionary(same => same.Key, same => same.First().Total);
            if (totals.Count == 0) return CountRefusals.NothingToEnter;
            var products = totals.Keys.Order().ToList();
            var lines = await Counting.LinesAsync(db, id, products, stop);
            var outside = products.Where(product => !lines.ContainsKey(product)).ToList();
            if (outside.Count > 0)
            {
                if (!(await Counting.TakeInAsync(db, id, outside, stop)).Is(out var added, out var elsewhere)) return elsewhere;
                foreach (var line in added) lines[line.ProductId] = line;
            }

            if (!(await ledger.OpenAsync(db, products, stop)).Is(out var stock, out var gone)) return gone;
            var now = clock.NowUtc();
            foreach (var product in products) lines[product].Set(totals[product], stock.HeadOf(product), by, now);
            return products.Count;
        }, stop);
    }

    private static async Task<List<PasteRow>> JudgeAsync(ShopDb db, int id, List<SheetRow> rows, CancellationToken stop)
    {
        var products = await Counting.ProductsAsync(db, rows.Select(row => row.Sku), stop);
        var ids = products.Values.Select(product => product.Id).Distinct().ToList();
        var counted = await db.StockCountLines.AsNoTracking().Where(line => line.StockCountId == id && ids.Contains(line.ProductId))
            .ToDictionaryAsync(line => line.ProductId, line => line.Counted, stop);
        var judged = rows.Select(row => Judge(row, products.GetValueOrDefault(row.Sku))).ToList();
        var sums = judged.Where(row => !row.IsWrong).GroupBy(row => row.ProductId)
            .ToDictionary(same => same.Key, same => (Rows: same.Count(), Total: same.Sum(row => (long)row.Total)));
        return [.. judged.Select(row => row.IsWrong ? row : Sum(row, sums[row.ProductId], counted))];
    }

    private static PasteRow Judge(SheetRow row, Product? product)
    {
        PasteRow As(PasteVerdict verdict, long total = 0) =>
            new(row.Line, row.Sku, row.Count, verdict, product?.Name, (int)total, null) { ProductId = product?.Id ?? 0 };
        if (product is null) return As(PasteVerdict.UnknownSku);
        return CountSheet.NumberOf(row.Count) switch
        {
            null => As(PasteVerdict.NotANumber),
            < 0 => As(PasteVerdict.Negative),
            > StockLedger.MaxUnits => As(PasteVerdict.TooMany),
            { } units => As(PasteVerdict.Enters, units),
        };
    }

    private static PasteRow Sum(PasteRow row, (int Rows, long Total) sum, Dictionary<int, int?> counted)
    {
        if (sum.Total > StockLedger.MaxUnits) return row with { Verdict = PasteVerdict.TooMany };
        var verdict = !counted.ContainsKey(row.ProductId) ? PasteVerdict.OutsideScope
            : sum.Rows > 1 ? PasteVerdict.EntersSummed
            : PasteVerdict.Enters;
        return row with { Verdict = verdict, Total = (int)sum.Total, Replaces = counted.GetValueOrDefault(row.ProductId) };
    }
}
