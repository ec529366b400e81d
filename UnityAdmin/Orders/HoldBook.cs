using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <param name="Running">At most one more than <see cref="HoldBook.MostCounted"/>.</param>
/// <param name="RunningOut">Those of them that end within <see cref="HoldBook.Soon"/>.</param>
public sealed record HoldCounts(int Running, int RunningOut);

/// <summary>
/// Reading reservations by what they are at this moment: the running ones in the order in which they run out, the others newest first,
/// by keyset.
/// </summary>
public sealed class HoldBook(ShopData data, TimeProvider clock)
{
    public const int PageSize = 100;

    /// <summary>Nobody reads further than this, so nobody counts further.</summary>
    public const int MostCounted = 10_000;

    /// <summary>What ends within this time asks for attention.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(4);

    /// <param name="filter">What is looked for.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many rows at most, those that complete a request not counted.</param>
    /// <param name="stop">Gives up.</param>
    public Task<HoldRows> ReadAsync(HoldFilter filter, HoldCursor? after, int take, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            if (filter.IsPointing) return new HoldRows(await Rows(db, Pointed(db, filter)).ToListAsync(stop), null);
            var now = clock.NowUtc();
            var rows = await PageAsync(db, filter, after, now, take + 1, stop);
            var (page, last) = (rows.Take(take).ToList(), rows.Count > take ? rows[take - 1].Hold : null);
            page.AddRange(await CompaniesAsync(db, filter.Tab, page, now, stop));
            var next = last is null ? null : new HoldCursor(GoesByExpiry(filter.Tab) ? last.ExpiresAt : last.CreatedAt, last.Id);
            return new HoldRows(page, next);
        },
        stop);

    /// <summary>Certain reservations as they are now, whatever has become of them.</summary>
    public Task<List<HoldRow>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken stop) =>
        data.ReadAsync(db => Rows(db, db.Reservations.Where(hold => ids.Contains(hold.Id))).ToListAsync(stop), stop);

    public Task<HoldCounts> CountAsync(CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var now = clock.NowUtc();
            return new HoldCounts(
                await SoonestFirst(In(db.Reservations, ReservationStatus.Pending, now), null).Take(MostCounted + 1).CountAsync(stop),
                await RunningOut(db, now).CountAsync(stop));
        },
        stop);

    /// <summary>Those that end within <see cref="Soon"/>.</summary>
    public static IQueryable<Reservation> RunningOut(ShopDb db, DateTime now)
    {
        var until = now + Soon;
        return In(db.Reservations, ReservationStatus.Pending, now).Where(hold => hold.ExpiresAt <= until);
    }

    private static bool GoesByExpiry(ReservationStatus tab) => tab is ReservationStatus.Pending or ReservationStatus.Expired;

    private static IQueryable<Reservation> In(IQueryable<Reservation> holds, ReservationStatus tab, DateTime now) => tab switch
    {
        ReservationStatus.Pending => holds.Where(hold => hold.Status == tab && hold.ExpiresAt > now),
        ReservationStatus.Expired => holds.Where(hold => hold.Status == tab
            || (hold.Status == ReservationStatus.Pending && hold.ExpiresAt <= now)),
        _ => holds.Where(hold => hold.Status == tab),
    };

    private static IQueryable<Reservation> Pointed(ShopDb db, HoldFilter filter) => filter.Id is { } id
        ? db.Reservations.Where(hold => hold.Id == id)
        : db.Reservations.Where(hold => hold.RequestId == filter.Request).OrderBy(hold => hold.Id);

    private static async Task<List<HoldRow>> PageAsync(
        ShopDb db, HoldFilter filter, HoldCursor? after, DateTime now, int take, CancellationToken stop)
    {
        var found = HoldSearch.Find(db, filter.Search);
        if (filter.Tab == ReservationStatus.Expired) return await ExpiredAsync(db, found, after, now, take, stop);
        var rows = In(found, filter.Tab, now);
        var ordered = filter.Tab == ReservationStatus.Pending ? SoonestFirst(rows, after) : NewestFirst(rows, after);
        return await Rows(db, ordered.Take(take)).ToListAsync(stop);
    }

    // Each of the two states has its own stretch of the index; read together neither could be followed in order.
    private static async Task<List<HoldRow>> ExpiredAsync(
        ShopDb db, IQueryable<Reservation> found, HoldCursor? after, DateTime now, int take, CancellationToken stop)
    {
        var unmarked = found.Where(hold => hold.Status == ReservationStatus.Pending && hold.ExpiresAt <= now);
        var marked = found.Where(hold => hold.Status == ReservationStatus.Expired);
        var rows = await Rows(db, LatestFirst(unmarked, after).Take(take)).ToListAsync(stop);
        rows.AddRange(await Rows(db, LatestFirst(marked, after).Take(take)).ToListAsync(stop));
        return [.. rows.OrderByDescending(row => row.Hold.ExpiresAt).ThenByDescending(row => row.Id).Take(take)];
    }

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<Reservation> SoonestFirst(IQueryable<Reservation> rows, HoldCursor? after)
    {
        if (after is { At: var at, Id: var id })
            rows = rows.Where(hold => hold.ExpiresAt >= at && (hold.ExpiresAt > at || hold.Id > id));
        return rows.OrderBy(hold => hold.ExpiresAt).ThenBy(hold => hold.Id);
    }

    private static IQueryable<Reservation> LatestFirst(IQueryable<Reservation> rows, HoldCursor? after)
    {
        if (after is { At: var at, Id: var id })
            rows = rows.Where(hold => hold.ExpiresAt <= at && (hold.ExpiresAt < at || hold.Id < id));
        return rows.OrderByDescending(hold => hold.ExpiresAt).ThenByDescending(hold => hold.Id);
    }

    private static IQueryable<Reservation> NewestFirst(IQueryable<Reservation> rows, HoldCursor? after)
    {
        if (after is { At: var at, Id: var id })
            rows = rows.Where(hold => hold.CreatedAt <= at && (hold.CreatedAt < at || hold.Id < id));
        return rows.OrderByDescending(hold => hold.CreatedAt).ThenByDescending(hold => hold.Id);
    }

    /// <summary>What was asked for together with the rows and stands further on in the same list.</summary>
    private static async Task<List<HoldRow>> CompaniesAsync(
        ShopDb db, ReservationStatus tab, List<HoldRow> rows, DateTime now, CancellationToken stop)
    {
        var requests = rows.Select(row => row.Hold.RequestId).Distinct().ToList();
        var ids = rows.Select(row => row.Id).ToList();
        var others = In(db.Reservations, tab, now).Where(hold => requests.Contains(hold.RequestId) && !ids.Contains(hold.Id));
        return await Rows(db, others.OrderBy(hold => hold.Id)).ToListAsync(stop);
    }

    private static IQueryable<HoldRow> Rows(ShopDb db, IQueryable<Reservation> holds)
    {
        var (images, orders, sold) = (ProductPhotos.All(db), db.Orders, db.OrderItems);
        return from hold in holds
               join product in db.Products on hold.ProductId equals product.Id
               select new HoldRow(
                   hold, product.Name, product.Sku, product.Size,
                   sold.Where(item => item.OrderId == hold.OrderId && item.ProductId == product.Id)
                       .Select(item => (long?)item.UnitPriceCents).FirstOrDefault() ?? product.PriceCents,
                   images.Where(image => image.ProductId == product.Id).OrderBy(image => image.Position)
                       .Select(image => (int?)image.Id).FirstOrDefault(),
                   images.Where(image => image.ProductId == product.Id).OrderBy(image => image.Position)
                       .Select(image => image.ContentHash).FirstOrDefault(),
                   orders.Where(order => order.Id == hold.OrderId).Select(order => order.OrderNumber).FirstOrDefault());
    }
}

/// <summary>Beside the navigation's entry: how many are about to run out.</summary>
public sealed class HoldsRunningOut(HoldBook book) : INavigationBadge
{
    public string Href => "/reservations";

    public async Task<int> CountAsync(CancellationToken stop) => (await book.CountAsync(stop)).RunningOut;
}
