using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>Which lines of a stocktake are wanted.</summary>
public enum CountShow
{
    ToCount,
    Counted,
    All,

    /// <summary>Counted otherwise than the books say, or in doubt; the dearest first. Not for those who count.</summary>
    Differences,
}

/// <summary>One product of a stocktake as a page shows it.</summary>
/// <param name="Id">The line's key.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Sku">As on the label.</param>
/// <param name="Name">What it is.</param>
/// <param name="Brand">Whose it is.</param>
/// <param name="Size">As the catalogue spells it.</param>
/// <param name="Counted">Null until counted.</param>
/// <param name="CountedBy">Who counted it last.</param>
/// <param name="CountedAt">When.</param>
/// <param name="IsRecount">It was counted and is to be counted once more.</param>
/// <param name="Books">What the books say of it; null to whoever may not know, and until it is counted.</param>
public sealed record CountLineRow(
    int Id, int ProductId, string Sku, string Name, string Brand, string Size,
    int? Counted, string? CountedBy, DateTime? CountedAt, bool IsRecount, CountBooks? Books);

/// <summary>A counted line against the books.</summary>
/// <param name="Expected">What the ledger said when it was counted.</param>
/// <param name="ValueCents">Difference × price.</param>
/// <param name="FirstCounted">What was counted before a recount.</param>
/// <param name="MovedMeanwhile">Stock moved between its first and its last scan.</param>
/// <param name="CorrectedSince">Somebody corrected it after it was counted, perhaps for the same difference.</param>
public sealed record CountBooks(
    int Expected, int Difference, long ValueCents, int? FirstCounted, bool MovedMeanwhile, bool CorrectedSince);

/// <summary>The lines of a stocktake, a page at a time.</summary>
public sealed class CountLines(ShopData data)
{
    public const int PageSize = 100;

    /// <param name="id">The stocktake.</param>
    /// <param name="show">Which lines.</param>
    /// <param name="search">A part of SKU, brand, name or size; null for all.</param>
    /// <param name="after">The last line seen; null begins.</param>
    /// <param name="by">The books are shown to managers, and to everyone once they are posted.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<List<CountLineRow>>> ReadAsync(
        int id, CountShow show, string? search, CountLineRow? after, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ReadAsync<Result<List<CountLineRow>>>(async db =>
        {
            if (await db.StockCounts.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } count) return StockRefusals.CountNotFound;
            var shows = count.ShowsBooksTo(by);
            if (show == CountShow.Differences && !shows && by.Lacks(Role.Manager) is { } blind) return blind;
            var rows = await Page(Wanted(db, id, show, search), show, after).ToListAsync(stop);
            return rows.Select(row => Row(row, shows)).ToList();
        }, stop);
    }

    /// <summary>Lines that a posting would change, or whose figure cannot be trusted.</summary>
    internal static IQueryable<StockCountLine> Differing(IQueryable<StockCountLine> lines) =>
        lines.Where(line => line.Counted != null && (line.Counted != line.Expected || line.MovedMeanwhile));

    /// <summary>Lines with their products, and whether the product was corrected after it was counted.</summary>
    internal static IQueryable<LineOfProduct> WithProducts(ShopDb db, IQueryable<StockCountLine> lines)
    {
        var moves = db.StockMoves;
        return lines.Join(db.Products, line => line.ProductId, product => product.Id, (line, product) => new LineOfProduct
        {
            Line = line,
            Product = product,
            ValueCents = Math.Abs((line.Counted ?? 0) - (line.Expected ?? 0)) * product.PriceCents,
            CorrectedSince = line.Counted != line.Expected
                && moves.Any(move => move.ProductId == line.ProductId && move.CorrectionId != null && move.Id > (line.LastMoveId ?? 0)
                    && move.StockCountId != line.StockCountId),
        });
    }

    private static IQueryable<LineOfProduct> Wanted(ShopDb db, int id, CountShow show, string? search)
    {
        var lines = db.StockCountLines.Where(line => line.StockCountId == id);
        lines = show switch
        {
            CountShow.ToCount => lines.Where(line => line.Counted == null),
            CountShow.Counted => lines.Where(line => line.Counted != null),
            CountShow.Differences => Differing(lines),
            _ => lines,
        };
        var rows = WithProducts(db, lines);
        if (search is null) return rows;
        var found = TextSearch.Find<Product>(db, SearchQuery.Parse(search)).Select(product => product.Id);
        return rows.Where(row => found.Contains(row.Product.Id));
    }

    private static IQueryable<LineOfProduct> Page(IQueryable<LineOfProduct> rows, CountShow show, CountLineRow? after)
    {
        if (show != CountShow.Differences)
            return rows.Where(row => row.Line.Id > (after == null ? 0 : after.Id)).OrderBy(row => row.Line.Id).Take(PageSize);
        if (after is { Books: { } books })
        {
            var value = Math.Abs(books.ValueCents);
            rows = rows.Where(row => row.ValueCents < value || (row.ValueCents == value && row.Line.Id > after.Id));
        }

        return rows.OrderByDescending(row => row.ValueCents).ThenBy(row => row.Line.Id).Take(PageSize);
    }

    private static CountLineRow Row(LineOfProduct row, bool shows)
    {
        var (line, product) = (row.Line, row.Product);
        var books = shows && line.Difference is { } difference
            ? new CountBooks(line.Expected!.Value, difference, difference * product.PriceCents, line.FirstCounted, line.MovedMeanwhile,
                row.CorrectedSince)
            : null;
        return new CountLineRow(
            line.Id, product.Id, product.Sku, product.Name, product.Brand, product.Size,
            line.Counted, line.CountedByName, line.CountedAt, line.Counted is null && line.FirstCounted is not null, books);
    }

    internal sealed class LineOfProduct
    {
        public required StockCountLine Line { get; init; }

        public required Product Product { get; init; }

        public long ValueCents { get; init; }

        public bool CorrectedSince { get; init; }
    }
}
