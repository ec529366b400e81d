using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>The orders behind sales, their cancellations and returns, known by their number.</summary>
internal sealed class OrderDocuments(ShopData data) : IStockDocuments
{
    public StockDocumentKind Kind => StockDocumentKind.Order;

    public Task<IReadOnlyDictionary<long, DocumentName>> NameAsync(IReadOnlyCollection<long> ids, CancellationToken stop) =>
        data.ReadAsync<IReadOnlyDictionary<long, DocumentName>>(
            async db =>
            {
                var wanted = ids.Select(id => (int)id).ToList();
                return await db.Orders.Where(order => wanted.Contains(order.Id)).Select(order => new { order.Id, order.OrderNumber })
                    .ToDictionaryAsync(order => (long)order.Id, order => new DocumentName(order.OrderNumber, $"/orders/{order.Id}"), stop);
            },
            stop);

    public async Task<IReadOnlyList<long>> FindAsync(string typed, CancellationToken stop)
    {
        if (DayNumber.Find("ORD", typed) is not { } number) return [];
        return await data.ReadAsync(
            db => db.Orders.Where(order => order.OrderNumber == number).Select(order => (long)order.Id).ToListAsync(stop), stop);
    }
}
