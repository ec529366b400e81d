using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>What the best products are best at.</summary>
public enum ProductOrder
{
    Revenue,
    Units,
    CartAdds,
    Views,
}

/// <summary>A product over a period.</summary>
public sealed record ProductFigures
{
    public int Id { get; init; }

    public string Name { get; init; } = "";

    public string Sku { get; init; } = "";

    public long Views { get; init; }

    public long CartAdds { get; init; }

    public long Units { get; init; }

    public long RevenueCents { get; init; }
}

/// <summary>A search term over a period.</summary>
public sealed record SearchFigures
{
    public required string Term { get; init; }

    public long Searches { get; init; }

    /// <summary>Sessions that searched for it; one that did so on two days counts twice.</summary>
    public long Sessions { get; init; }

    public long WithoutResult { get; init; }
}

/// <summary>The first of a long list each.</summary>
/// <param name="Products">By what was asked.</param>
/// <param name="Searches">The most frequent.</param>
/// <param name="Wanted">Those that most often found nothing.</param>
public sealed record Rankings(
    IReadOnlyList<ProductFigures> Products, IReadOnlyList<SearchFigures> Searches, IReadOnlyList<SearchFigures> Wanted)
{
    public const int Shown = 10;

    internal static async Task<Rankings> ReadAsync(
        ShopDb db, Period period, DayTally? today, ProductOrder order, int rows, CancellationToken stop) => new(
        await ProductsAsync(db, period, today, order, rows, stop),
        await SearchesAsync(db, period, today, false, rows, stop),
        await SearchesAsync(db, period, today, true, rows, stop));

    // A product that is among the first with today's figures but did nothing today is among the first without them. So it is enough to
    // read as many more as there are products today, and the past of those.
    internal static async Task<IReadOnlyList<ProductFigures>> ProductsAsync(
        ShopDb db, Period period, DayTally? today, ProductOrder order, int rows, CancellationToken stop)
    {
        var (from, to, live) = (period.From, period.To, today?.Day.Date);
        var past = db.AnalyticsProductDaily.Where(row => row.Date >= from && row.Date <= to && row.Date != live);
        var now = (today?.Products ?? []).ToDictionary(row => row.ProductId);
        var first = await Ranked(Sums(past), order).Take(rows + now.Count).ToListAsync(stop);
        var rest = now.Keys.Except(first.Select(row => row.Id)).ToList();
        if (rest.Count > 0) first.AddRange(await Sums(past.Where(row => rest.Contains(row.ProductId))).ToListAsync(stop));
        var all = first.ToDictionary(row => row.Id);
        foreach (var (id, row) in now)
        {
            var before = all.GetValueOrDefault(id) ?? new ProductFigures { Id = id };
            all[id] = before with
            {
                Views = before.Views + row.Views,
                CartAdds = before.CartAdds + row.CartAdds,
                Units = before.Units + row.UnitsSold,
                RevenueCents = before.RevenueCents + row.RevenueCents,
            };
        }

        var best = Ranked(all.Values.AsQueryable(), order).Take(rows).ToList();
        var ids = best.ConvertAll(row => row.Id);
        var products = db.Set<Stock.Product>();
        var names = await products.Where(product => ids.Contains(product.Id))
            .Select(product => new { product.Id, product.Name, product.Sku }).ToDictionaryAsync(product => product.Id, stop);
        return best.ConvertAll(row => row with { Name = names[row.Id].Name, Sku = names[row.Id].Sku });
    }

    internal static async Task<IReadOnlyList<SearchFigures>> SearchesAsync(
        ShopDb db, Period period, DayTally? today, bool wanted, int rows, CancellationToken stop)
    {
        var (from, to, live) = (period.From, period.To, today?.Day.Date);
        var past = db.AnalyticsSearchDaily.Where(row => row.Date >= from && row.Date <= to && row.Date != live);
        var now = (today?.Searches ?? []).ToDictionary(row => row.Term);
        var first = await Ranked(Sums(past), wanted).Take(rows + now.Count).ToListAsync(stop);
        var rest = now.Keys.Except(first.Select(row => row.Term)).ToList();
        if (rest.Count > 0) first.AddRange(await Sums(past.Where(row => rest.Contains(row.Term))).ToListAsync(stop));
        var all = first.ToDictionary(row => row.Term);
        foreach (var (term, row) in now)
        {
            var before = all.GetValueOrDefault(term) ?? new SearchFigures { Term = term };
            all[term] = before with
            {
                Searches = before.Searches + row.Searches,
                Sessions = before.Sessions + row.UniqueSessions,
                WithoutResult = before.WithoutResult + row.WithoutResult,
            };
        }

        return [.. Ranked(all.Values.AsQueryable(), wanted).Take(rows)];
    }

    private static IQueryable<ProductFigures> Sums(IQueryable<AnalyticsProductDaily> rows) => rows.GroupBy(row => row.ProductId)
        .Select(product => new ProductFigures
        {
            Id = product.Key,
            Views = product.Sum(row => row.Views),
            CartAdds = product.Sum(row => row.CartAdds),
            Units = product.Sum(row => row.UnitsSold),
            RevenueCents = product.Sum(row => row.RevenueCents),
        });

    private static IQueryable<SearchFigures> Sums(IQueryable<AnalyticsSearchDaily> rows) => rows.GroupBy(row => row.Term)
        .Select(term => new SearchFigures
        {
            Term = term.Key,
            Searches = term.Sum(row => row.Searches),
            Sessions = term.Sum(row => row.UniqueSessions),
            WithoutResult = term.Sum(row => row.WithoutResult),
        });

    private static IQueryable<ProductFigures> Ranked(IQueryable<ProductFigures> all, ProductOrder order) => (order switch
    {
        ProductOrder.Views => all.OrderByDescending(row => row.Views),
        ProductOrder.CartAdds => all.OrderByDescending(row => row.CartAdds),
        ProductOrder.Units => all.OrderByDescending(row => row.Units),
        _ => all.OrderByDescending(row => row.RevenueCents),
    }).ThenByDescending(row => row.Views).ThenBy(row => row.Id);

    private static IQueryable<SearchFigures> Ranked(IQueryable<SearchFigures> all, bool wanted) => wanted
        ? all.Where(row => row.WithoutResult > 0).OrderByDescending(row => row.WithoutResult).ThenBy(row => row.Term)
        : all.OrderByDescending(row => row.Searches).ThenBy(row => row.Term);
}
