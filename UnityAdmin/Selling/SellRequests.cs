using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>A line of the old API's summary: how many submissions a status holds, and how many items they bring.</summary>
public sealed record StatusSummary(SellStatus Status, int Count, int TotalItems);

/// <summary>The queue by page number, for programs that expect it; pages of people read by keyset (<see cref="Queue"/>).</summary>
public sealed class SellRequests(ShopData data)
{
    /// <summary>A page of submissions, newest first.</summary>
    /// <param name="Total">How many there are under the filter.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    /// <param name="Summary">Over all submissions.</param>
    public sealed record Page(List<SellSubmission> Rows, int Total, PageCursor? Next, List<StatusSummary> Summary);

    /// <param name="filter">Which.</param>
    /// <param name="batchId">Only this one.</param>
    /// <param name="after">The end of the page before; then <paramref name="skip"/> is 0.</param>
    public Task<Page> ListAsync(
        QueueFilter filter, string? batchId, PageCursor? after, int skip, int take, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var rows = Queue.Narrow(db, filter);
            if (batchId is not null) rows = rows.Where(row => row.BatchId == batchId);
            var rest = after is null ? rows : rows.Where(row =>
                row.CreatedAt <= after.CreatedAt && (row.CreatedAt < after.CreatedAt || row.Id < after.Id));
            var newest = rest.Whole().OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);
            var page = await newest.Skip(skip).Take(take + 1).ToListAsync(stop);
            var next = page.Count > take ? new PageCursor(page[take - 1].CreatedAt, page[take - 1].Id) : null;
            var summary = await db.SellSubmissions.GroupBy(row => row.Status)
                .Select(group => new StatusSummary(group.Key, group.Count(), group.Sum(row => row.ItemCount))).ToListAsync(stop);
            return new Page([.. page.Take(take)], await rows.CountAsync(stop), next, summary);
        },
        stop);
}
