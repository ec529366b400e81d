using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// Finding reservations by their product, by whom they are for or by the storefront's number. Products and customers are found by their own
/// lines, so that a customer's other names and spellings count here too.
/// </summary>
internal static class HoldSearch
{
    /// <summary>The reservations in which every part typed is found somewhere; all of them when nothing was typed.</summary>
    public static IQueryable<Reservation> Find(ShopDb db, string? typed)
    {
        var query = ContactSearch.Parse(typed);
        var rows = query.Parts.Count == 0 && !query.IsBlank ? db.Reservations.Where(_ => false) : db.Reservations;
        return query.Parts.Aggregate(rows, (narrowed, part) => Narrow(db, narrowed, part));
    }

    // Each of the three by its own index; asked for in one condition, none of the indexes could be used.
    private static IQueryable<Reservation> Narrow(ShopDb db, IQueryable<Reservation> rows, SearchPart part)
    {
        var (products, people) = (TextSearch.Ids<Product>(db, part), TextSearch.Ids<Customer>(db, part));
        var found = db.Reservations.Where(hold => products.Contains(hold.ProductId)).Select(hold => hold.Id)
            .Union(db.Reservations.Where(hold => people.Contains(hold.UserId)).Select(hold => hold.Id))
            .Union(TextSearch.Ids<Reservation>(db, part));
        return rows.Where(hold => found.Contains(hold.Id));
    }
}
