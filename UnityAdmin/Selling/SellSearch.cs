using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;

namespace UnityAdmin.Selling;

/// <summary>
/// Finding submissions by any part of a name, phone, e-mail, handle or batch id. The two databases keep different trigram indexes over
/// <c>search_text</c> (Migrations/InitialSql), so the question is put differently to each; parts shorter than three letters have no
/// trigram and scan.
/// </summary>
internal static class SellSearch
{
    public static IQueryable<SellSubmission> Find(ShopDb db, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return db.SellSubmissions;
        var parts = ContactSearch.PartsOf(typed);
        return db.OnSqlite && parts.All(part => part.All(Trigrams.Has))
            ? FindByFullText(db, parts)
            : parts.Aggregate(db.SellSubmissions.AsQueryable(), (rows, part) => part is [var one, var other]
                ? rows.Where(row => row.SearchText.Contains(one) || row.SearchText.Contains(other))
                : rows.Where(row => row.SearchText.Contains(part[0])));
    }

    private static IQueryable<SellSubmission> FindByFullText(ShopDb db, List<string[]> parts)
    {
        var match = string.Join(" AND ", parts.Select(part => $"({string.Join(" OR ", part.Select(Trigrams.Phrase))})"));
        var found = db.Database.SqlQuery<int>(
            $"SELECT rowid AS \"Value\" FROM sell_submissions_search WHERE search_text MATCH {match}");
        return db.SellSubmissions.Where(row => found.Contains(row.Id));
    }
}
