using Microsoft.AspNetCore.WebUtilities;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>Whether there is anything left to sell.</summary>
public enum ProductStock
{
    InStock,
    NoneLeft,
}

/// <summary>What the list of products shows; it travels in the page's address.</summary>
public sealed record ProductFilter
{
    public string? Search { get; init; }

    public string? Category { get; init; }

    public string? Size { get; init; }

    public string? Brand { get; init; }

    public ProductStatus? Status { get; init; }

    public ProductStock? Stock { get; init; }

    public bool IsNarrowed => this != new ProductFilter();

    /// <summary>Reads a query string; what cannot be understood is left out, so that an old link still opens.</summary>
    public static ProductFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) => values.TryGetValue(name, out var found) && found.ToString().Trim() is { Length: > 0 } text
            && !text.Any(char.IsControl) ? text : null;
        return new ProductFilter
        {
            Search = Text("q"),
            Category = Text("category") is { } category ? Catalogue.FindCategory(category) : null,
            Size = Text("size") is { } size ? Catalogue.FindSize(size) : null,
            Brand = Text("brand"),
            Status = Conventions.FromWord<ProductStatus>(Text("status")),
            Stock = Conventions.FromWord<ProductStock>(Text("stock")),
        };
    }

    /// <summary>The query string without its question mark; empty for the plain list.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>
        {
            ["q"] = Search,
            ["category"] = Category,
            ["size"] = Size,
            ["brand"] = Brand,
            ["status"] = Status is { } status ? Conventions.SnakeCase(status.ToString()) : null,
            ["stock"] = Stock is { } stock ? Conventions.SnakeCase(stock.ToString()) : null,
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }
}
