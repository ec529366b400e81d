using System.Globalization;
using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Finds running reservations for the command palette as their list does.</summary>
public sealed class HoldFinder(HoldBook book) : IPaletteSource
{
    private const int Most = 5;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop)
    {
        var found = await book.ReadAsync(new HoldFilter { Search = text }, null, Most, stop);
        return [.. found.Rows.Take(Most).Select(row => new PaletteEntry(
            row.Product,
            $"{Catalogue.WordOfSize(row.Size)} · held for {row.Hold.CustomerName}",
            string.Create(CultureInfo.InvariantCulture, $"/reservations?id={row.Id}"),
            "lock_clock",
            "Reservations"))];
    }
}
