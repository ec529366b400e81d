using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>Which customers a list shows beside what was searched for.</summary>
public enum CustomerKind
{
    /// <summary>Those who sign in at the storefront.</summary>
    WithAccount,

    Guests,

    /// <summary>Those who share a contact with somebody else, as far as the shop can tell: probably one person twice.</summary>
    SharedContact,

    /// <summary>Those whose data was erased, whom no other list shows.</summary>
    Erased,
}

/// <summary>What the list of customers shows; it travels in the page's address.</summary>
public sealed record CustomerFilter
{
    public string? Search { get; init; }

    public CustomerKind? Kind { get; init; }

    public bool IsNarrowed => this != new CustomerFilter();

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static CustomerFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) => values.TryGetValue(name, out var found) && found.ToString().Trim() is { Length: > 0 } text
            && !text.Any(char.IsControl) ? text : null;
        return new CustomerFilter { Search = Text("q"), Kind = Conventions.FromWord<CustomerKind>(Text("kind")) };
    }

    /// <summary>The query string without its question mark; empty for the plain list.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["q"] = Search,
            ["kind"] = Kind is { } kind ? Conventions.SnakeCase(kind.ToString()) : null,
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }
}
