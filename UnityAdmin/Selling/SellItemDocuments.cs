using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Selling;

/// <summary>The items behind intake moves, known by their batch number and their place in it.</summary>
internal sealed class SellItemDocuments(ShopData data) : IStockDocuments
{
    /// <summary>A whole number is hardly a part of others.</summary>
    private const int Most = 20;

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
        var key = SearchText.Key(typed);
        if (!key.StartsWith("batch", StringComparison.Ordinal)) return [];
        return await data.ReadAsync(
            async db =>
            {
                var found = await TextSearch.Find<SellSubmission>(db, SearchQuery.Parse(typed))
                    .Select(row => new { row.Id, row.BatchId }).Take(Most).ToListAsync(stop);
                var ids = found.Where(row => SearchText.Key(row.BatchId) == key).Select(row => row.Id).ToList();
                return await db.SellItems.Where(item => ids.Contains(item.SubmissionId) && item.ProductId != null)
                    .OrderBy(item => item.Position).Select(item => (long)item.Id).ToListAsync(stop);
            },
            stop);
    }
}
