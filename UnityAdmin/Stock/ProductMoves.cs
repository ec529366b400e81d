using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>A move with the document behind it as people know it; an opening has none.</summary>
public sealed record DocumentedMove(StockMove Move, DocumentName? Document);

/// <param name="Moves">Newest first.</param>
/// <param name="Next">Where the page after this begins; null at the end.</param>
public sealed record MoveRows(IReadOnlyList<DocumentedMove> Moves, MoveCursor? Next);

/// <summary>The place of a move among its product's.</summary>
public sealed record MoveCursor(DateTime CreatedAt, long Id);

/// <summary>How one product came to its quantity: its moves a page at a time.</summary>
public sealed class ProductMoves(ShopData data, StockDocuments documents)
{
    /// <summary>Enough for the waterfall, which asks for one more than it shows.</summary>
    public const int PageSize = Waterfall.MaxSteps + 1;

    /// <param name="productId">Whose.</param>
    /// <param name="after">Where the page before ended; null for the newest.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<MoveRows> ReadAsync(int productId, MoveCursor? after, int take, CancellationToken stop)
    {
        var moves = await data.ReadAsync(db => After(db, productId, after).Take(take + 1).ToListAsync(stop), stop);
        var shown = moves.Take(take).ToList();
        var names = await documents.NameAsync(shown.Select(move => move.Document).OfType<StockDocument>(), stop);
        return new MoveRows(
            [.. shown.Select(move => new DocumentedMove(move, move.Document is { } document ? names.GetValueOrDefault(document) : null))],
            moves.Count > take ? new MoveCursor(shown[^1].CreatedAt, shown[^1].Id) : null);
    }

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<StockMove> After(ShopDb db, int productId, MoveCursor? at)
    {
        var moves = db.StockMoves.Where(move => move.ProductId == productId);
        if (at is { CreatedAt: var created, Id: var id })
            moves = moves.Where(move => move.CreatedAt <= created && (move.CreatedAt < created || move.Id < id));
        return moves.OrderByDescending(move => move.CreatedAt).ThenByDescending(move => move.Id);
    }
}
