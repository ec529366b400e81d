using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>
/// Finding orders by any part of an order number, name, phone, e-mail address or SKU. The two databases keep different trigram indexes
/// over <c>search_text</c> (Migrations/OrdersSql), so the question is put differently to each; parts shorter than three letters have no
/// trigram and scan.
/// </summary>
internal static class OrderSearch
{
    /// <summary>The orders in which every part typed is found; all of them when nothing was typed.</summary>
    public static IQueryable<Order> Find(ShopDb db, string? typed)
    {
        var parts = ContactSearch.PartsOf(typed ?? "");
        if (parts.Count == 0) return db.Orders;
        return db.OnSqlite && parts.All(part => part.All(Trigrams.Has))
            ? FindByFullText(db, parts)
            : parts.Aggregate(db.Orders.AsQueryable(), (rows, part) => part is [var one, var other]
                ? rows.Where(row => row.SearchText.Contains(one) || row.SearchText.Contains(other))
                : rows.Where(row => row.SearchText.Contains(part[0])));
    }

    private static IQueryable<Order> FindByFullText(ShopDb db, List<string[]> parts)
    {
        var match = string.Join(" AND ", parts.Select(part => $"({string.Join(" OR ", part.Select(Trigrams.Phrase))})"));
        var found = db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM orders_search WHERE search_text MATCH {match}");
        return db.Orders.Where(row => found.Contains(row.Id));
    }
}
