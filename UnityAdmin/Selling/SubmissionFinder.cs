using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Selling;

/// <summary>Finds submissions for the command palette as the queue does: by part of a name, phone, e-mail, handle or batch id.</summary>
public sealed class SubmissionFinder(Queue queue) : IPaletteSource
{
    private const int Most = 8;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop)
    {
        var found = await queue.Open(new QueueFilter { Search = text }).ReadAsync(0, Most, stop);
        return [.. found.Select(row => new PaletteEntry(
            row.Contact.DisplayName,
            $"{row.BatchId} · {row.Contact.PhoneShown} · {SellingRefusals.Word(row.Status)}",
            string.Create(CultureInfo.InvariantCulture, $"/sell-requests/{row.Id}"),
            "sell",
            "Sell requests"))];
    }

    public async Task<string?> FindNamedAsync(string code, CancellationToken stop) => await queue.FindNamedAsync(code, stop) is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/sell-requests/{id}")
        : null;
}

/// <summary>Beside the navigation's entry: how many nobody has looked at yet.</summary>
public sealed class PendingBadge(Queue queue) : INavigationBadge
{
    public string Href => "/sell-requests";

    public Task<int> CountAsync(CancellationToken stop) => queue.CountPendingAsync(stop);
}
