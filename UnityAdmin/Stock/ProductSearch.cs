using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>
/// Finding products by any part of SKU, brand, name or size. The two databases keep different trigram indexes over <c>search_text</c>
/// (Migrations/StockSql); words shorter than three letters have no trigram and scan.
/// </summary>
internal static class ProductSearch
{
    private const int Trigram = 3;

    public static IQueryable<Product> Find(ShopDb db, string typed)
    {
        var words = typed.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6).ToList();
        if (!db.OnSqlite || words.Any(word => word.Length < Trigram))
        {
            return words.Aggregate(
                db.Products.AsQueryable(), (rows, word) => rows.Where(product => product.SearchText.Contains(word)));
        }

        // A phrase in double quotes is text to FTS5, whatever signs are in it; a quote inside is doubled.
        var match = string.Join(" AND ", words.Select(word => $"\"{word.Replace("\"", "\"\"")}\""));
        var found = db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM products_search WHERE search_text MATCH {match}");
        return db.Products.Where(product => found.Contains(product.Id));
    }
}
