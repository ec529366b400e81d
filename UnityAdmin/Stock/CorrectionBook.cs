using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock;

/// <summary>One line of the list of corrections.</summary>
/// <param name="Correction">Without its lines.</param>
/// <param name="Units">What it adds to the shop in all, or takes.</param>
/// <param name="FirstProduct">The product of its first line.</param>
public sealed record CorrectionRow(StockCorrection Correction, int Lines, int Units, string FirstProduct);

/// <summary>One product's part of a correction, beside what there is now.</summary>
public sealed record CorrectionLineRow(StockCorrectionLine Line, string ProductName, string Sku, int Quantity);

/// <summary>
/// Reading what was asked for and what became of it. Whoever counts must not know what the books say: the differences of a stocktake that
/// is not posted are for managers alone.
/// </summary>
public sealed class CorrectionBook(ShopData data)
{
    public const int PageSize = 100;

    public Task<Dictionary<CorrectionStatus, int>> CountByStatusAsync(CancellationToken stop) => data.ReadAsync(
        db => db.StockCorrections.GroupBy(row => row.Status).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, stop),
        stop);

    public Task<int> CountWaitingAsync(CancellationToken stop) =>
        data.ReadAsync(db => db.StockCorrections.CountAsync(row => row.Status == CorrectionStatus.Waiting, stop), stop);

    /// <summary>A page of one status, newest first.</summary>
    /// <param name="status">Where they stand.</param>
    /// <param name="belowId">The last one that was read; null begins.</param>
    /// <param name="reader">Who looks.</param>
    /// <param name="stop">Gives up.</param>
    public Task<List<CorrectionRow>> ReadAsync(
        CorrectionStatus status, int? belowId, Actor reader, CancellationToken stop) => data.ReadAsync(
        db =>
        {
            var rows = OpenTo(reader, db).Where(row => row.Status == status);
            if (belowId is { } below) rows = rows.Where(row => row.Id < below);
            return Rows(db, rows.OrderByDescending(row => row.Id).Take(PageSize)).ToListAsync(stop);
        },
        stop);

    /// <summary>One of them; null when there is none of this number for this reader.</summary>
    public Task<CorrectionRow?> FindAsync(int id, Actor reader, CancellationToken stop) =>
        data.ReadAsync(db => Rows(db, OpenTo(reader, db).Where(row => row.Id == id)).SingleOrDefaultAsync(stop), stop);

    /// <summary>A page of a correction's lines in their order.</summary>
    public Task<List<CorrectionLineRow>> LinesAsync(int id, int afterPosition, Actor reader, CancellationToken stop) => data.ReadAsync(
        db =>
        {
            var products = db.Products;
            return OpenTo(reader, db).Where(row => row.Id == id).SelectMany(row => row.Lines).Where(line => line.Position > afterPosition)
                .OrderBy(line => line.Position).Take(PageSize)
                .Join(products, line => line.ProductId, product => product.Id, (line, product) =>
                    new CorrectionLineRow(line, product.Name, product.Sku, product.QuantityAvailable)).ToListAsync(stop);
        },
        stop);

    private static IQueryable<StockCorrection> OpenTo(Actor reader, ShopDb db) => reader.Is(Role.Manager)
        ? db.StockCorrections
        : db.StockCorrections.Where(row => row.Kind != CorrectionKind.Stocktake || row.Status == CorrectionStatus.Posted);

    private static IQueryable<CorrectionRow> Rows(ShopDb db, IQueryable<StockCorrection> rows)
    {
        var products = db.Products;
        return rows.Select(row => new CorrectionRow(
            row,
            row.Lines.Count,
            row.Lines.Sum(line => line.QuantityChange),
            row.Lines.OrderBy(line => line.Position)
                .Select(line => products.Single(product => product.Id == line.ProductId).Name).First()));
    }
}

/// <summary>Beside the navigation's entry, for those who may approve: how many corrections wait for a second admin.</summary>
public sealed class WaitingCorrections(CorrectionBook book) : INavigationBadge
{
    public string Href => "/stock";

    public Role AtLeast => Role.Admin;

    public Task<int> CountAsync(CancellationToken stop) => book.CountWaitingAsync(stop);
}
