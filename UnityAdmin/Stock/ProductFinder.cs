using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Stock;

/// <summary>Finds products for the command palette as their list does: by part of a SKU, brand, name or size.</summary>
public sealed class ProductFinder(ProductList list) : IPaletteSource
{
    private const int Most = 6;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop)
    {
        var found = await list.ReadAsync(new ProductFilter { Search = text }, null, Most, stop);
        return [.. found.Rows.Select(row => new PaletteEntry(
            $"{row.Brand} {row.Name}",
            $"{row.Sku} · {Catalogue.WordOfSize(row.Size)} · {(row.Available == 0 ? "none left" : $"{row.Available:N0} available")}",
            string.Create(CultureInfo.InvariantCulture, $"/products/{row.Id}"),
            "apparel",
            "Products"))];
    }

    public async Task<string?> FindNamedAsync(string code, CancellationToken stop) => await list.FindNamedAsync(code, stop) is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/products/{id}")
        : null;
}
