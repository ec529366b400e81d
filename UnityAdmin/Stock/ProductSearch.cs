using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>
/// Finding products by any part of a SKU, brand, name or size. The two databases keep different trigram indexes over <c>search_text</c>
/// (Migrations/StockSql), so the question is put differently to each.
/// </summary>
internal static class ProductSearch
{
    private const int MaxWords = 6;

    /// <summary>The products in which every word typed is found; all of them when nothing was typed.</summary>
    public static IQueryable<Product> Find(ShopDb db, string? typed)
    {
        var words = (typed ?? "").ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords).ToList();
        if (words.Count == 0) return db.Products;
        return db.OnSqlite && words.All(Trigrams.Has)
            ? FindByFullText(db, words)
            : words.Aggregate(db.Products.AsQueryable(), (rows, word) => rows.Where(row => row.SearchText.Contains(word)));
    }

    private static IQueryable<Product> FindByFullText(ShopDb db, List<string> words)
    {
        var match = string.Join(" AND ", words.Select(Trigrams.Phrase));
        var found = db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM products_search WHERE search_text MATCH {match}");
        return db.Products.Where(row => found.Contains(row.Id));
    }
}
