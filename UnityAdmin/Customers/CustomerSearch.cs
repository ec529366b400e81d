using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>
/// Finding customers by any part of a name, phone, e-mail address or handle. The two databases keep different trigram indexes over
/// <c>search_text</c> (Migrations/OrdersSql), so the question is put differently to each; parts shorter than three letters scan.
/// </summary>
internal static class CustomerSearch
{
    public static IQueryable<Customer> Find(ShopDb db, string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? db.Customers : Find(db, ContactSearch.PartsOf(typed));

    /// <param name="db">Where.</param>
    /// <param name="parts">Every one must be found; one with two spellings by either.</param>
    public static IQueryable<Customer> Find(ShopDb db, List<string[]> parts) =>
        db.OnSqlite && parts.TrueForAll(part => part.All(Trigrams.Has))
            ? FindByFullText(db, parts)
            : parts.Aggregate(db.Customers.AsQueryable(), (rows, part) => part is [var one, var other]
                ? rows.Where(row => row.SearchText.Contains(one) || row.SearchText.Contains(other))
                : rows.Where(row => row.SearchText.Contains(part[0])));

    private static IQueryable<Customer> FindByFullText(ShopDb db, List<string[]> parts)
    {
        var match = string.Join(" AND ", parts.Select(part => $"({string.Join(" OR ", part.Select(Trigrams.Phrase))})"));
        var found = db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM users_search WHERE search_text MATCH {match}");
        return db.Customers.Where(row => found.Contains(row.Id));
    }
}
