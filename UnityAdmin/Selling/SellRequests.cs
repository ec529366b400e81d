using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>A line of the old API's summary: how many submissions a status holds, and how many items they bring.</summary>
public sealed record StatusSummary(SellStatus Status, int Count, int TotalItems);

/// <summary>The queue by page number, for programs that expect it; pages of people read by keyset (<see cref="Queue"/>).</summary>
public sealed class SellRequests(ShopData data)
{
    /// <returns>The page, the total under the filter, and the summary over all submissions.</returns>
    public Task<(List<SellSubmission> Rows, int Total, List<StatusSummary> Summary)> ListAsync(
        QueueFilter filter, string? batchId, int skip, int take, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var rows = Queue.Narrow(db, filter);
            if (batchId is not null) rows = rows.Where(row => row.BatchId == batchId);
            var newest = rows.Whole().OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);
            var page = await newest.Skip(skip).Take(take).ToListAsync(stop);
            var summary = await db.SellSubmissions.GroupBy(row => row.Status)
                .Select(group => new StatusSummary(group.Key, group.Count(), group.Sum(row => row.ItemCount))).ToListAsync(stop);
            return (page, await rows.CountAsync(stop), summary);
        },
        stop);
}
