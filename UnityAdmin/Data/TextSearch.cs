using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace UnityAdmin.Data;

/// <summary>A row that search boxes find by one folded line (<see cref="UnityAdmin.Data.SearchText"/>).</summary>
public interface ISearchable
{
    int Id { get; }

    string SearchText { get; }

    /// <summary>Folds what the row says now; called after every change of it, with everything loaded that the line tells of.</summary>
    void RefreshSearchText();
}

/// <summary>
/// Finding rows by what someone typed. Both databases keep an index of trigrams over <c>search_text</c>, SQLite in the FTS5 table
/// <c>TABLE_search</c> beside it, PostgreSQL as <c>idx_TABLE_search</c>, so the question is put differently to each.
/// </summary>
internal static class TextSearch
{
    /// <summary>The rows in which every part is found; all of them when nothing was typed.</summary>
    public static IQueryable<T> Find<T>(ShopDb db, SearchQuery query)
        where T : class, ISearchable
    {
        var rows = db.Set<T>().AsQueryable();
        if (query.Parts.Count == 0) return query.IsBlank ? rows : rows.Where(_ => false);
        var indexed = db.OnSqlite ? query.Parts.Where(part => part.HasTrigrams).ToList() : [];
        if (indexed.Count > 0)
        {
            var found = FullText<T>(db, string.Join(" AND ", indexed.Select(part => part.ForFullText)));
            rows = rows.Where(row => found.Contains(row.Id));
        }

        return query.Parts.Except(indexed).Aggregate(rows, (narrowed, part) => narrowed.Where(Has<T>(part)));
    }

    /// <summary>The keys of the rows that have one part.</summary>
    public static IQueryable<int> Ids<T>(ShopDb db, SearchPart part)
        where T : class, ISearchable =>
        db.OnSqlite && part.HasTrigrams
            ? FullText<T>(db, part.ForFullText)
            : db.Set<T>().Where(Has<T>(part)).Select(row => row.Id);

    // The table's name is the model's own, never something typed.
    private static IQueryable<int> FullText<T>(ShopDb db, string match)
    {
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        return db.Database.SqlQuery<int>(FormattableStringFactory.Create(
            $"SELECT rowid AS \"Value\" FROM {table}_search WHERE search_text MATCH {{0}}", match));
    }

    private static Expression<Func<T, bool>> Has<T>(SearchPart part)
        where T : class, ISearchable
    {
        var row = Expression.Parameter(typeof(T), "row");
        var way = part.Ways.Select(terms => terms.Select(term => (Expression)Contains(row, term)).Aggregate(Expression.AndAlso));
        return Expression.Lambda<Func<T, bool>>(way.Aggregate(Expression.OrElse), row);
    }

    // Through a closure, so that it is a parameter of the statement and not a constant of its text.
    private static MethodCallExpression Contains(ParameterExpression row, string term)
    {
        Expression<Func<string, bool>> contains = line => line.Contains(term);
        var call = (MethodCallExpression)contains.Body;
        return call.Update(Expression.Property(row, nameof(ISearchable.SearchText)), call.Arguments);
    }
}
