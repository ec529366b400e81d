using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Customers;

/// <summary>Finds customers for the command palette as their list does: by part of a name, phone, e-mail address or handle.</summary>
public sealed class CustomerFinder(CustomerList list) : IPaletteSource
{
    private const int Most = 6;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken stop)
    {
        var found = await list.ReadAsync(new CustomerFilter { Search = text }, null, Most, stop);
        return [.. found.Rows.Select(row => new PaletteEntry(
            row.Customer.DisplayName,
            string.Join(" · ", row.Customer.Contacts.OrderBy(contact => contact.Kind).Select(contact => contact.Shown).Take(2)),
            string.Create(CultureInfo.InvariantCulture, $"/customers/{row.Customer.Id}"),
            "person",
            "Customers"))];
    }
}
