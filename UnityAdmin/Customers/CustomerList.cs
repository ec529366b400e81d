using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>One line of the list of customers.</summary>
/// <param name="Counts">How many documents they have, in the order of <see cref="CustomerRows.Titles"/>.</param>
public sealed record CustomerRow(Customer Customer, IReadOnlyList<int> Counts)
{
    internal CustomerCursor Cursor => new(Customer.CreatedAt, Customer.Id);

    public string? FirstOf(ContactKind kind) => Customer.Contacts.Where(contact => contact.Kind == kind)
        .OrderBy(contact => contact.Id).Select(contact => contact.Shown).FirstOrDefault();
}

/// <summary>The place of a row in the list, newest first.</summary>
public sealed record CustomerCursor(DateTime CreatedAt, int Id);

/// <param name="Titles">What the areas count, from the left.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the page after this begins; null at the end.</param>
public sealed record CustomerRows(IReadOnlyList<string> Titles, IReadOnlyList<CustomerRow> Rows, CustomerCursor? Next);

/// <summary>Reading the customers: by keyset, newest first. Records that were merged stand for nobody and are never shown.</summary>
public sealed class CustomerList(ShopData data, IEnumerable<ICustomerRecords> records)
{
    public const int PageSize = 100;

    /// <summary>Nobody reads further than this, so nobody counts further.</summary>
    public const int MostCounted = 10_000;

    /// <param name="filter">What is looked for.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many rows at most.</param>
    /// <param name="stop">Gives up.</param>
    public Task<CustomerRows> ReadAsync(CustomerFilter filter, CustomerCursor? after, int take, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var areas = records.OrderBy(area => area.Place).ToList();
            var found = await NewestFirst(After(Narrow(db, filter), after)).Take(take + 1).Include(row => row.Contacts).AsSplitQuery()
                .ToListAsync(stop);
            var more = found.Count > take;
            var page = more ? found[..take] : found;
            var ids = page.ConvertAll(row => row.Id);
            var counts = new List<Dictionary<int, int>>();
            foreach (var area in areas) counts.Add(await area.CountAsync(db, ids, stop));
            var rows = page.ConvertAll(row => new CustomerRow(row, [.. counts.Select(of => of.GetValueOrDefault(row.Id))]));
            return new CustomerRows([.. areas.Select(area => area.Title)], rows, more ? rows[^1].Cursor : null);
        },
        stop);

    /// <summary>How many the filter shows; one more than <see cref="MostCounted"/> means more than that.</summary>
    public Task<int> CountAsync(CustomerFilter filter, CancellationToken stop) =>
        data.ReadAsync(db => NewestFirst(Narrow(db, filter)).Take(MostCounted + 1).CountAsync(stop), stop);

    private static IQueryable<Customer> Narrow(ShopDb db, CustomerFilter filter)
    {
        var rows = TextSearch.Find<Customer>(db, ContactSearch.Parse(filter.Search, isGoods: false)).Where(row => row.MergedIntoId == null);
        return filter.Kind switch
        {
            CustomerKind.Erased => rows.Where(row => row.ErasedAt != null),
            CustomerKind.WithAccount => rows.Where(row => row.ErasedAt == null && row.Email != null),
            CustomerKind.SharedContact => rows.Where(row => Sharing(db).Contains(row.Id)),
            CustomerKind.Guests => rows.Where(row => row.ErasedAt == null && row.Email == null),
            _ => rows.Where(row => row.ErasedAt == null),
        };
    }

    // As long as the other still has it.
    private static IQueryable<int> Sharing(ShopDb db)
    {
        var contacts = db.CustomerContacts;
        return contacts.Where(contact => contact.OthersValue != null
                && contacts.Any(other => other.Kind == contact.Kind && other.Value == contact.OthersValue))
            .Select(contact => contact.UserId);
    }

    private static IOrderedQueryable<Customer> NewestFirst(IQueryable<Customer> rows) =>
        rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<Customer> After(IQueryable<Customer> rows, CustomerCursor? at)
    {
        if (at is not { CreatedAt: var created, Id: var id }) return rows;
        return rows.Where(row => row.CreatedAt <= created && (row.CreatedAt < created || row.Id < id));
    }
}
