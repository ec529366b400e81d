using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Reading one order with all that belongs to it.</summary>
public sealed class OrderBook(ShopData data)
{
    private const int MaxHistory = 200;

    /// <summary>Null when there is none of this number.</summary>
    public Task<OrderView?> FindAsync(int id, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            if (await WholeAsync(db, id, stop) is not { } order) return null;
            var history = db.SystemLogs.Where(log => log.Subject == Order.Table && log.SubjectId == id);
            return new OrderView(
                order,
                await ProductPhotos.CoversAsync(db, [.. order.Items.Select(item => item.ProductId)], stop),
                await db.StockMoves.Where(move => move.OrderId == id).OrderByDescending(move => move.Id).ToListAsync(stop),
                await db.Reservations.Where(hold => hold.OrderId == id).OrderBy(hold => hold.Id).ToListAsync(stop),
                await history.OrderByDescending(log => log.Id).Take(MaxHistory).ToListAsync(stop));
        },
        stop);

    /// <summary>With its items and refunds.</summary>
    internal static Task<Order?> WholeAsync(ShopDb db, int id, CancellationToken stop) => db.Orders.Include(row => row.Items)
        .Include(row => row.Refunds).ThenInclude(refund => refund.Lines).AsSplitQuery().SingleOrDefaultAsync(row => row.Id == id, stop);
}
