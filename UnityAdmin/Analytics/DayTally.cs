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
    /// <summary>Anyone may send any name: of those that are not ours a day has rows for so many, the most frequent.</summary>
    internal const int MostUnknown = 100;

    /// <param name="db">Inside a transaction that sees one state of the database.</param>
    /// <param name="day">Which day, as it is cut now.</param>
    /// <param name="shop">Whose clock the hours are.</param>
    /// <param name="now">The moment of counting.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<DayTally> CountAsync(ShopDb db, ShopDay day, ShopSettings shop, DateTime now, CancellationToken stop)
    {
        var proof = await DayProof.CountAsync(db, day, stop);
        var visits = await VisitsAsync(db, day, stop);
        var people = visits.FindAll(visit => visit.EventType != EventNames.Crawler);
        var row = new AnalyticsDay
        {
            Date = day.Date,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            RawCount = proof.RawCount,
            MaxEventId = proof.MaxEventId,
            OrderCount = proof.OrderCount,
            RevenueCents = proof.RevenueCents,
            UniqueSessions = SessionsIn(people),
            UniqueUsers = UsersIn(people),
            SessionSketch = SketchOf(people),
            RolledUpAt = now,
        };
        return new DayTally(
            row,
            TypesOf(day, proof.RevenueCents, visits),
            await HoursAsync(db, day, shop, stop),
            await ProductsAsync(db, day, stop),
            await SearchesAsync(db, day, stop));
    }

    /// <param name="Session">The hash of the session, by which it is known from others; null for an event without one.</param>
    private readonly record struct Visit(string EventType, ulong? Session, int? User, long Count);

    private static long SessionsIn(IEnumerable<Visit> visits) =>
        visits.Where(visit => visit.Session is not null).Select(visit => visit.Session).Distinct().LongCount();

    private static long UsersIn(IEnumerable<Visit> visits) =>
        visits.Where(visit => visit.User is not null).Select(visit => visit.User).Distinct().LongCount();

    private static byte[] SketchOf(IEnumerable<Visit> visits)
    {
        var sketch = new VisitorSketch();
        foreach (var visit in visits)
            if (visit.Session is { } session) sketch.Add(session);
        return sketch.ToBytes();
    }

    // One pass over the day's rows serves all that is counted by type, sessions and users together. Read by the bare reader: these are by
    // far the most rows, and Entity Framework would take longer over them than the database.
    private static async Task<List<Visit>> VisitsAsync(ShopDb db, ShopDay day, CancellationToken stop)
    {
        await using var command = day.EventsIn(db).GroupBy(happened => new { happened.SessionId, happened.EventType, happened.UserId })
            .Select(visit => new { visit.Key.SessionId, visit.Key.EventType, visit.Key.UserId, Count = visit.LongCount() })
            .CreateDbCommand();
        await using var rows = await command.ExecuteReaderAsync(stop);
        var (visits, types) = (new List<Visit>(), new Dictionary<string, string>());
        (string? session, ulong? hash) = (null, null);
        while (await rows.ReadAsync(stop))
        {
            // The events of a session follow each other.
            var name = await rows.IsDBNullAsync(0, stop) ? null : rows.GetString(0);
            if (name != session) (session, hash) = (name, name is null ? null : VisitorSketch.HashOf(name));
            var type = rows.GetString(1);
            if (!types.TryGetValue(type, out var known)) types[type] = known = type;
            visits.Add(new Visit(known, hash, await rows.IsDBNullAsync(2, stop) ? null : rows.GetInt32(2), rows.GetInt64(3)));
        }

        return visits;
    }

    private static List<AnalyticsDaily> TypesOf(ShopDay day, long revenueCents, List<Visit> visits)
    {
        var types = ByType(visits);

        // Money comes from the orders, so the row is there whether or not a browser told of a purchase.
        if (revenueCents > 0) _ = types.TryAdd(EventNames.Purchase, []);
        return
        [
            .. types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => new AnalyticsDaily
            {
                Date = day.Date,
                EventType = type.Key,
                EventCount = type.Value.Sum(visit => visit.Count),
                UniqueSessions = SessionsIn(type.Value),
                UniqueUsers = UsersIn(type.Value),
                RevenueCents = type.Key == EventNames.Purchase ? revenueCents : 0,
                SessionSketch = SketchOf(type.Value),
            }),
        ];
    }

    /// <summary>By name, the rarest beyond <see cref="MostUnknown"/> together as <see cref="EventNames.Other"/>.</summary>
    private static Dictionary<string, List<Visit>> ByType(List<Visit> visits)
    {
        var types = visits.GroupBy(visit => visit.EventType).ToDictionary(type => type.Key, type => type.ToList());
        var rare = types.Where(type => !EventNames.Known.ContainsKey(type.Key))
            .OrderByDescending(type => type.Value.Sum(visit => visit.Count)).ThenBy(type => type.Key, StringComparer.Ordinal)
            .Skip(MostUnknown).ToList();
        if (rare.Count == 0) return types;
        foreach (var (name, _) in rare) _ = types.Remove(name);
        types[EventNames.Other] = [.. types.GetValueOrDefault(EventNames.Other) ?? [], .. rare.SelectMany(type => type.Value)];
        return types;
    }

    // Each hour is counted by the indexes alone, as the stretches of UTC during which the shop's clock shows it.
    private static async Task<List<AnalyticsHourly>> HoursAsync(ShopDb db, ShopDay day, ShopSettings shop, CancellationToken stop)
    {
        var hours = new List<AnalyticsHourly>();
        foreach (var hour in day.Hours(shop))
        {
            var stretch = hour.Stretch.EventsIn(db);
            var all = await stretch.LongCountAsync(stop);
            var views = all == 0 ? 0 : await stretch.LongCountAsync(happened => happened.EventType == EventNames.PageView, stop);
            hours.Add(new AnalyticsHourly { Date = day.Date, Hour = hour.Hour, EventCount = all, PageViews = views });
        }

        return
        [
            .. hours.GroupBy(hour => hour.Hour).OrderBy(hour => hour.Key).Select(hour => new AnalyticsHourly
            {
                Date = day.Date,
                Hour = hour.Key,
                EventCount = hour.Sum(part => part.EventCount),
                PageViews = hour.Sum(part => part.PageViews),
            }).Where(hour => hour.EventCount > 0),
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
        var refunds = db.OrderRefundLines;
        var back = await day.SalesIn(db).Join(items, order => order.Id, item => item.OrderId, (_, item) => item)
            .Join(refunds, item => item.Id, line => line.OrderItemId, (item, line) => new { item.ProductId, line.Cents })
            .GroupBy(line => line.ProductId).Select(product => new { product.Key, Cents = product.Sum(line => line.Cents) })
            .ToDictionaryAsync(product => product.Key, product => product.Cents, stop);
        return
        [
            .. seen.Keys.Union(sold.Keys).Order().Select(product => new AnalyticsProductDaily
            {
                Date = day.Date,
                ProductId = product,
                Views = seen.GetValueOrDefault(product)?.Views ?? 0,
                CartAdds = seen.GetValueOrDefault(product)?.CartAdds ?? 0,
                UnitsSold = sold.GetValueOrDefault(product)?.Units ?? 0,
                RevenueCents = (sold.GetValueOrDefault(product)?.Cents ?? 0) - back.GetValueOrDefault(product),
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
