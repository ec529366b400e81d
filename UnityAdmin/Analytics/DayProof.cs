using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Orders;

namespace UnityAdmin.Analytics;

/// <summary>A day of the shop as a stretch of UTC, from the first moment that belongs to it to the first that does not.</summary>
public readonly record struct ShopDay(DateOnly Date, DateTime StartsAt, DateTime EndsAt)
{
    public static ShopDay Of(ShopSettings shop, DateOnly date) => new(date, shop.StartOf(date), shop.StartOf(date.AddDays(1)));

    /// <summary>
    /// The day's hours on the shop's clock, each with a stretch of UTC during which it shows them; the hour that comes twice in autumn has
    /// two. Offsets of all zones are whole quarters of an hour.
    /// </summary>
    public IEnumerable<(int Hour, ShopDay Stretch)> Hours(ShopSettings shop)
    {
        var (from, hour) = (StartsAt, shop.LocalOf(StartsAt).Hour);
        for (var quarter = StartsAt.AddMinutes(15); quarter < EndsAt; quarter = quarter.AddMinutes(15))
        {
            if (shop.LocalOf(quarter).Hour is var next && next == hour) continue;
            yield return (hour, new ShopDay(Date, from, quarter));
            (from, hour) = (quarter, next);
        }

        yield return (hour, new ShopDay(Date, from, EndsAt));
    }

    public IQueryable<AnalyticsEvent> EventsIn(ShopDb db)
    {
        var (from, to) = (StartsAt, EndsAt);
        return db.AnalyticsEvents.Where(happened => happened.Timestamp >= from && happened.Timestamp < to);
    }

    /// <summary>The orders whose money counts, less what of it went back: neither cancelled nor refunded as a whole.</summary>
    public IQueryable<Order> SalesIn(ShopDb db)
    {
        var (from, to) = (StartsAt, EndsAt);
        return db.Orders.Where(order => order.CreatedAt >= from && order.CreatedAt < to
            && order.Status != OrderStatus.Cancelled && order.PaymentStatus != PaymentStatus.Refunded);
    }
}

/// <summary>What a day was counted from. Two equal proofs of a day were counted from the same rows: ids only grow.</summary>
internal readonly record struct DayProof(
    DateTime StartsAt, DateTime EndsAt, long RawCount, long MaxEventId, int OrderCount, long RevenueCents)
{
    public static DayProof Of(AnalyticsDay day) =>
        new(day.StartsAt, day.EndsAt, day.RawCount, day.MaxEventId, day.OrderCount, day.RevenueCents);

    /// <summary>Counts the day's raw events and sales as they are now, by indexes alone.</summary>
    public static async Task<DayProof> CountAsync(ShopDb db, ShopDay day, CancellationToken stop)
    {
        var raw = await day.EventsIn(db).GroupBy(_ => 1)
            .Select(all => new { Count = all.LongCount(), Newest = all.Max(happened => happened.Id) }).SingleOrDefaultAsync(stop);
        var sales = await day.SalesIn(db).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Cents = all.Sum(order => order.TotalCents - order.RefundedCents) })
            .SingleOrDefaultAsync(stop);
        return new DayProof(day.StartsAt, day.EndsAt, raw?.Count ?? 0, raw?.Newest ?? 0, sales?.Count ?? 0, sales?.Cents ?? 0);
    }
}
