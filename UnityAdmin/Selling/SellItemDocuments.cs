using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>The items behind intake moves, known by their batch number and their place in it.</summary>
internal sealed class SellItemDocuments(ShopData data) : IStockDocuments
{
    public StockDocumentKind Kind => StockDocumentKind.SellItem;

    public Task<IReadOnlyDictionary<long, DocumentName>> NameAsync(IReadOnlyCollection<long> ids, CancellationToken stop) =>
        data.ReadAsync<IReadOnlyDictionary<long, DocumentName>>(
            async db =>
            {
                var wanted = ids.Select(id => (int)id).ToList();
                var found = from item in db.SellItems
                            join submission in db.SellSubmissions on item.SubmissionId equals submission.Id
                            where wanted.Contains(item.Id)
                            select new { item.Id, item.Position, item.SubmissionId, submission.BatchId };
                return await found.ToDictionaryAsync(
                    item => (long)item.Id,
                    item => new DocumentName($"{item.BatchId} · item {item.Position}", $"/sell-requests/{item.SubmissionId}"), stop);
            },
            stop);

    public async Task<IReadOnlyList<long>> FindAsync(string typed, CancellationToken stop)
    {
        if (DayNumber.Find("BATCH", typed) is not { } batch) return [];
        return await data.ReadAsync(
            async db =>
            {
                var items = from item in db.SellItems
                            join submission in db.SellSubmissions on item.SubmissionId equals submission.Id
                            where submission.BatchId == batch && item.ProductId != null
                            orderby item.Position
                            select (long)item.Id;
                return await items.ToListAsync(stop);
            },
            stop);
    }
}
