using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

public enum QueueSort
{
    Newest,
    Oldest,
    Asking,
}

/// <summary>Whose submissions: anyone's, nobody's yet, or one person's.</summary>
public readonly record struct AssignedTo(bool Nobody, int? StaffId)
{
    public static readonly AssignedTo Unassigned = new(true, null);

    public static AssignedTo Person(int id) => new(false, id);

    public bool IsAnyone => !Nobody && StaffId is null;
}

/// <summary>What the queue shows; it travels in the page's address and in saved views as a query string.</summary>
public sealed record QueueFilter
{
    public SellStatus? Status { get; init; }

    public OfferStatus? Offer { get; init; }

    public string? Search { get; init; }

    public string? Category { get; init; }

    public AssignedTo Assigned { get; init; }

    public QueueSort Sort { get; init; }

    /// <summary>Whether anything but the status tab and the sort narrows the list.</summary>
    public bool IsNarrowed => Offer is not null || Search is not null || Category is not null || !Assigned.IsAnyone;

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static QueueFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) =>
            values.TryGetValue(name, out var found) && !string.IsNullOrWhiteSpace(found) ? found.ToString().Trim() : null;
        return new QueueFilter
        {
            Status = Conventions.FromWord<SellStatus>(Text("status")),
            Offer = Conventions.FromWord<OfferStatus>(Text("offer")),
            Search = Text("q"),
            Category = Text("category") is { } typed ? SellVocabulary.Find(SellVocabulary.Categories, typed) : null,
            Assigned = Text("assigned") is { } who ? ParseAssigned(who) : default,
            Sort = Conventions.FromWord<QueueSort>(Text("sort")) ?? QueueSort.Newest,
        };
    }

    /// <summary>The query string without its question mark; empty for the plain queue.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["status"] = Status is { } status ? Conventions.SnakeCase(status.ToString()) : null,
            ["offer"] = Offer is { } offer ? Conventions.SnakeCase(offer.ToString()) : null,
            ["q"] = Search,
            ["category"] = Category,
            ["assigned"] = Assigned.Nobody ? "nobody" : Assigned.StaffId?.ToString(CultureInfo.InvariantCulture),
            ["sort"] = Sort == QueueSort.Newest ? null : Conventions.SnakeCase(Sort.ToString()),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }

    private static AssignedTo ParseAssigned(string who) => who == "nobody" ? AssignedTo.Unassigned
        : int.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? AssignedTo.Person(id)
        : default;
}
