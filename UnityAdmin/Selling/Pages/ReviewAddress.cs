using Microsoft.AspNetCore.WebUtilities;

namespace UnityAdmin.Selling.Pages;

/// <summary>Where a review stands: <c>/sell-requests/12?status=pending&amp;show=notes</c>. It carries its queue.</summary>
/// <param name="Show">The tab being looked at; null for the first.</param>
public sealed record ReviewAddress(int Id, QueueFilter Filter, string? Show)
{
    private const string QueuePath = "/sell-requests";

    /// <summary>The queue with the filters it had.</summary>
    public string Queue => Filter.ToQuery() is { Length: > 0 } query ? $"{QueuePath}?{query}" : QueuePath;

    /// <summary>Another submission of the same queue, with the same tab open.</summary>
    public string Of(int id) => With(id, Show);

    public string Showing(string? tab) => With(Id, tab);

    private string With(int id, string? tab)
    {
        var path = Filter.ToQuery() is { Length: > 0 } query ? $"{QueuePath}/{id}?{query}" : $"{QueuePath}/{id}";
        return tab is null ? path : QueryHelpers.AddQueryString(path, "show", tab);
    }
}
