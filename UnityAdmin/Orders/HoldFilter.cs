using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>What the list of reservations shows; it travels in the page's address.</summary>
public sealed record HoldFilter
{
    /// <summary>As it is at this moment: a hold past its expiry stands among the expired, whether or not anything has marked it.</summary>
    public ReservationStatus Tab { get; init; }

    public string? Search { get; init; }

    /// <summary>One reservation, whatever has become of it.</summary>
    public int? Id { get; init; }

    /// <summary>All that was asked for in one request, whatever has become of it.</summary>
    public Guid? Request { get; init; }

    /// <summary>Whether it leads to certain reservations instead of going through the list.</summary>
    public bool IsPointing => Id is not null || Request is not null;

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static HoldFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) => values.TryGetValue(name, out var found) && found.ToString().Trim() is { Length: > 0 } text
            && !text.Any(char.IsControl) ? text : null;
        return new HoldFilter
        {
            Tab = Conventions.FromWord<ReservationStatus>(Text("show")) ?? ReservationStatus.Pending,
            Search = Text("q"),
            Id = int.TryParse(Text("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            Request = Guid.TryParse(Text("request"), out var request) ? request : null,
        };
    }

    /// <summary>The query string without its question mark; empty for the running ones.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["show"] = Tab == ReservationStatus.Pending ? null : Conventions.SnakeCase(Tab.ToString()),
            ["q"] = Search,
            ["id"] = Id?.ToString(CultureInfo.InvariantCulture),
            ["request"] = Request?.ToString(),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }
}
