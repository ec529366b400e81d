using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// Finding reservations by their product, by whom they are for or by the storefront's number. Products and customers have their own search
/// indexes; a reservation has only what it adds to them.
/// </summary>
internal static class HoldSearch
{
    private const string InDatabase = "It is the database that lowers the letters; the other spellings have no translation.";

    /// <summary>The reservations in which every part typed is found somewhere; all of them when nothing was typed.</summary>
    public static IQueryable<Reservation> Find(ShopDb db, string? typed) => string.IsNullOrWhiteSpace(typed)
        ? db.Reservations
        : ContactSearch.PartsOf(typed).Aggregate(db.Reservations.AsQueryable(), (rows, part) => Narrow(db, rows, part));

    [SuppressMessage("Globalization", "CA1304", Justification = InDatabase)]
    [SuppressMessage("Globalization", "CA1311", Justification = InDatabase)]
    [SuppressMessage("Performance", "CA1862", Justification = InDatabase)]
    private static IQueryable<Reservation> Narrow(ShopDb db, IQueryable<Reservation> rows, string[] part)
    {
        var (products, people, written) = (ProductSearch.Find(db, part[^1]).Select(row => row.Id), People(db, part), part[^1]);
        return rows.Where(hold => products.Contains(hold.ProductId) || people.Contains(hold.UserId)
            || hold.CustomerName.ToLower().Contains(written) || hold.OrderNumber!.ToLower().Contains(written));
    }

    // Found by the customer's own line: every spelling of a phone is one there.
    private static IQueryable<int> People(ShopDb db, string[] part)
    {
        if (db.OnSqlite && part.All(Trigrams.Has))
        {
            var match = string.Join(" OR ", part.Select(Trigrams.Phrase));
            return db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM users_search WHERE search_text MATCH {match}");
        }

        var (one, other) = (part[0], part[^1]);
        return db.Customers.Where(row => row.SearchText.Contains(one) || row.SearchText.Contains(other)).Select(row => row.Id);
    }
}
