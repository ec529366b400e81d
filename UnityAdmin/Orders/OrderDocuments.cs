using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>The orders behind sales, their cancellations and returns, known by their number.</summary>
internal sealed class OrderDocuments(ShopData data) : IStockDocuments
{
    /// <summary>A whole number is hardly a part of others.</summary>
    private const int Most = 20;

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
        var key = SearchText.Key(typed);
        if (!key.StartsWith("ord", StringComparison.Ordinal)) return [];
        var found = await data.ReadAsync(
            db => TextSearch.Find<Order>(db, SearchQuery.Parse(typed)).Select(order => new { order.Id, order.OrderNumber }).Take(Most)
                .ToListAsync(stop),
            stop);
        return [.. found.Where(order => SearchText.Key(order.OrderNumber) == key).Select(order => (long)order.Id)];
    }
}
