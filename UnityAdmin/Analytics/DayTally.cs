using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Analytics;

/// <summary>All figures of one day, counted from its raw events and orders in one state of the database; nothing is written.</summary>
internal sealed record DayTally(
    AnalyticsDay Day,
    List<AnalyticsDaily> Types,
    List<AnalyticsHourly> Hours,
    List<AnalyticsProductDaily> Products,
    List<AnalyticsSearchDaily> Searches)
{
    /// <param name="db">Inside a transaction that sees one state of the database.</param>
    /// <param name="day">Which day, as it is cut now.</param>
    /// <param name="shop">Whose clock the hours are.</param>
    /// <param name="now">The moment of counting.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<DayTally> CountAsync(ShopDb db, ShopDay day, ShopSettings shop, DateTime now, CancellationToken stop)
    {
        var proof = await DayProof.CountAsync(db, day, stop);
        var visitors = await VisitorsAsync(db, day, stop);
        var everyone = new VisitorSketch();
        foreach (var session in visitors.Values.SelectMany(sessions => sessions).Distinct()) everyone.Add(session);
        var row = new AnalyticsDay
        {
            Date = day.Date,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            RawCount = proof.RawCount,
            MaxEventId = proof.MaxEventId,
            OrderCount = proof.OrderCount,
            RevenueCents = proof.RevenueCents,
            UniqueSessions = visitors.Values.SelectMany(sessions => sessions).Distinct().LongCount(),
            UniqueUsers = await day.EventsIn(db).Where(happened => happened.UserId != null).Select(happened => happened.UserId)
                .Distinct().LongCountAsync(stop),
            SessionSketch = everyone.ToBytes(),
            RolledUpAt = now,
        };
        return new DayTally(
            row,
            await TypesAsync(db, day, proof.RevenueCents, visitors, stop),
            await HoursAsync(db, day, shop, stop),
            await ProductsAsync(db, day, stop),
            await SearchesAsync(db, day, stop));
    }

    private static async Task<Dictionary<string, List<string>>> VisitorsAsync(ShopDb db, ShopDay day, CancellationToken stop)
    {
        var pairs = await day.EventsIn(db).Where(happened => happened.SessionId != null)
            .Select(happened => new { happened.EventType, Session = happened.SessionId! }).Distinct().ToListAsync(stop);
        return pairs.GroupBy(pair => pair.EventType).ToDictionary(type => type.Key, type => type.Select(pair => pair.Session).ToList());
    }

    private static async Task<List<AnalyticsDaily>> TypesAsync(
        ShopDb db, ShopDay day, long revenueCents, Dictionary<string, List<string>> visitors, CancellationToken stop)
    {
        var counted = await day.EventsIn(db).GroupBy(happened => happened.EventType)
            .Select(type => new
            {
                Name = type.Key,
                Count = type.LongCount(),
                Users = type.Where(happened => happened.UserId != null).Select(happened => happened.UserId).Distinct().LongCount(),
            })
            .ToListAsync(stop);

        // Money comes from the orders, so the row is there whether or not a browser told of a purchase.
        if (revenueCents > 0 && counted.All(type => type.Name != EventNames.Purchase))
            counted.Add(new { Name = EventNames.Purchase, Count = 0L, Users = 0L });
        return
        [
            .. counted.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => new AnalyticsDaily
            {
                Date = day.Date,
                EventType = type.Name,
                EventCount = type.Count,
                UniqueSessions = visitors.GetValueOrDefault(type.Name)?.Count ?? 0,
                UniqueUsers = type.Users,
                RevenueCents = type.Name == EventNames.Purchase ? revenueCents : 0,
                SessionSketch = SketchOf(visitors.GetValueOrDefault(type.Name) ?? []),
            }),
        ];
    }

    private static byte[] SketchOf(List<string> sessions)
    {
        var sketch = new VisitorSketch();
        foreach (var session in sessions) sketch.Add(session);
        return sketch.ToBytes();
    }

    // Grouped by the minute of UTC, which is an hour of the shop's clock whatever its zone's offset.
    private static async Task<List<AnalyticsHourly>> HoursAsync(ShopDb db, ShopDay day, ShopSettings shop, CancellationToken stop)
    {
        var minutes = await day.EventsIn(db)
            .GroupBy(happened => new { happened.Timestamp.Date, happened.Timestamp.Hour, happened.Timestamp.Minute })
            .Select(minute => new
            {
                minute.Key.Date,
                minute.Key.Hour,
                minute.Key.Minute,
                Count = minute.LongCount(),
                Views = minute.LongCount(happened => happened.EventType == EventNames.PageView),
            })
            .ToListAsync(stop);
        return
        [
            .. minutes.GroupBy(minute => shop.LocalOf(DateTime.SpecifyKind(minute.Date, DateTimeKind.Utc)
                    .AddHours(minute.Hour).AddMinutes(minute.Minute)).Hour)
                .OrderBy(hour => hour.Key)
                .Select(hour => new AnalyticsHourly
                {
                    Date = day.Date,
                    Hour = hour.Key,
                    EventCount = hour.Sum(minute => minute.Count),
                    PageViews = hour.Sum(minute => minute.Views),
                }),
        ];
    }

    private static async Task<List<AnalyticsProductDaily>> ProductsAsync(ShopDb db, ShopDay day, CancellationToken stop)
    {
        var (products, items) = (db.Products, db.OrderItems);
        string[] counted = [EventNames.ProductView, EventNames.AddToCart];
        var seen = await day.EventsIn(db).Where(happened => counted.Contains(happened.EventType) && happened.ProductId != null)
            .GroupBy(happened => happened.ProductId!.Value)
            .Select(product => new
            {
                product.Key,
                Views = product.LongCount(happened => happened.EventType == EventNames.ProductView),
                CartAdds = product.LongCount(happened => happened.EventType == EventNames.AddToCart),
            })
            .Join(products, seen => seen.Key, product => product.Id, (seen, _) => seen)
            .ToDictionaryAsync(seen => seen.Key, stop);
        var sold = await day.SalesIn(db).Join(items, order => order.Id, item => item.OrderId, (_, item) => item)
            .GroupBy(item => item.ProductId)
            .Select(product => new { product.Key, Units = product.Sum(item => item.Quantity), Cents = product.Sum(item => item.LineCents) })
            .ToDictionaryAsync(sale => sale.Key, stop);
        return
        [
            .. seen.Keys.Union(sold.Keys).Order().Select(product => new AnalyticsProductDaily
            {
                Date = day.Date,
                ProductId = product,
                Views = seen.GetValueOrDefault(product)?.Views ?? 0,
                CartAdds = seen.GetValueOrDefault(product)?.CartAdds ?? 0,
                UnitsSold = sold.GetValueOrDefault(product)?.Units ?? 0,
                RevenueCents = sold.GetValueOrDefault(product)?.Cents ?? 0,
            }),
        ];
    }

    private static async Task<List<AnalyticsSearchDaily>> SearchesAsync(ShopDb db, ShopDay day, CancellationToken stop) =>
    [
        .. (await day.EventsIn(db).Where(happened => happened.EventType == EventNames.Search && happened.SearchTerm != null)
            .GroupBy(happened => happened.SearchTerm!)
            .Select(term => new
            {
                term.Key,
                Searches = term.LongCount(),
                Sessions = term.Where(happened => happened.SessionId != null).Select(happened => happened.SessionId).Distinct().LongCount(),
                Nothing = term.LongCount(happened => happened.SearchResults == 0),
            })
            .ToListAsync(stop))
            .OrderBy(term => term.Key, StringComparer.Ordinal)
            .Select(term => new AnalyticsSearchDaily
            {
                Date = day.Date, Term = term.Key, Searches = term.Searches, UniqueSessions = term.Sessions, WithoutResult = term.Nothing,
            }),
    ];
}
