using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;

namespace UnityAdmin.Orders;

/// <summary>Reading the orders: by keyset, newest first, so that their last page costs what their first does.</summary>
public sealed class OrderList(ShopData data, IOptions<ShopSettings> shop)
{
    public const int PageSize = 100;

    /// <summary>Nobody reads further than this, so nobody counts further.</summary>
    public const int MostCounted = 10_000;

    private const int ExportPage = 500;

    /// <param name="filter">What is looked for.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many rows at most.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<OrderRows> ReadAsync(OrderFilter filter, OrderCursor? after, int take, CancellationToken stop)
    {
        var rows = await data.ReadAsync(
            db => Rows(Ordered(After(Narrow(db, filter), after), false).Take(take + 1)).ToListAsync(stop), stop);
        return rows.Count <= take ? new OrderRows(rows, null) : new OrderRows(rows[..take], rows[take - 1].Cursor);
    }

    /// <summary>Every row under the filter in its order, read page by page so that no query stays open.</summary>
    public async IAsyncEnumerable<OrderRow> AllAsync(OrderFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        OrderCursor? after = null;
        do
        {
            var page = await ReadAsync(filter, after, ExportPage, stop);
            foreach (var row in page.Rows) yield return row;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>These rows as they are now, in no order; those that are gone are missing.</summary>
    public Task<List<OrderRow>> FindAllAsync(IReadOnlyCollection<int> ids, CancellationToken stop) =>
        data.ReadAsync(db => Rows(db.Orders.Where(row => ids.Contains(row.Id))).ToListAsync(stop), stop);

    /// <summary>The order with this very number; null where there is none.</summary>
    public async Task<int?> FindNamedAsync(string typed, CancellationToken stop) => DayNumber.Find("ORD", typed) is { } number
        ? await data.ReadAsync(
            db => db.Orders.Where(row => row.OrderNumber == number).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop), stop)
        : null;

    /// <summary>
    /// How many each tab holds under the filter, whatever its own tab says; one more than <see cref="MostCounted"/> means more than that.
    /// </summary>
    public Task<Dictionary<OrderTab, int>> CountAsync(OrderFilter filter, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var counts = new Dictionary<OrderTab, int>();
            foreach (var tab in OrderTab.All)
                counts[tab] = await Ordered(Narrow(db, filter with { Tab = tab }), false).Take(MostCounted + 1).CountAsync(stop);
            return counts;
        },
        stop);

    /// <summary>How many orders that were placed after this one the filter would show.</summary>
    public Task<int> CountNewerAsync(OrderFilter filter, int lastId, CancellationToken stop) =>
        data.ReadAsync(db => Narrow(db, filter).CountAsync(row => row.Id > lastId, stop), stop);

    /// <summary>The highest id there is; what is placed from here on is above it.</summary>
    public Task<int> LastIdAsync(CancellationToken stop) =>
        data.ReadAsync(async db => await db.Orders.MaxAsync(row => (int?)row.Id, stop) ?? 0, stop);

    /// <summary>How many nobody has confirmed yet.</summary>
    public Task<int> CountPendingAsync(CancellationToken stop) =>
        data.ReadAsync(db => db.Orders.CountAsync(row => row.Status == OrderStatus.Pending, stop), stop);

    public Task<OrderNeighbours> NeighboursAsync(OrderFilter filter, int id, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var here = await db.Orders.Where(row => row.Id == id).Select(row => new OrderCursor(row.CreatedAt, row.Id))
                .SingleOrDefaultAsync(stop);
            if (here is null) return new OrderNeighbours(null, null);
            var narrowed = Narrow(db, filter);
            var next = await Ordered(After(narrowed, here), false).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop);
            var previous = await Ordered(Before(narrowed, here), true).Select(row => (int?)row.Id).FirstOrDefaultAsync(stop);
            return new OrderNeighbours(previous, next);
        },
        stop);

    // A whole number by its own index: its digits are in every order of its day, which an index of trigrams is slow to tell apart.
    private static IQueryable<Order> Find(ShopDb db, string? typed) => DayNumber.Find("ORD", typed) is { } number
        ? db.Orders.Where(row => row.OrderNumber == number)
        : TextSearch.Find<Order>(db, ContactSearch.Parse(typed));

    private IQueryable<Order> Narrow(ShopDb db, OrderFilter filter)
    {
        var rows = filter.Tab.Of(Find(db, filter.Search));
        if (filter.Payment is { } payment) rows = rows.Where(row => row.PaymentStatus == payment);
        if (filter.From is { } first)
        {
            var start = shop.Value.StartOf(first);
            rows = rows.Where(row => row.CreatedAt >= start);
        }

        if (filter.To is { } last)
        {
            var end = shop.Value.StartOf(last.AddDays(1));
            rows = rows.Where(row => row.CreatedAt < end);
        }

        return rows;
    }

    private static IOrderedQueryable<Order> Ordered(IQueryable<Order> rows, bool backwards) => backwards
        ? rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
        : rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);

    // The redundant outer comparison is what lets both databases seek into the index instead of filtering along it.
    private static IQueryable<Order> After(IQueryable<Order> rows, OrderCursor? at)
    {
        if (at is not { CreatedAt: var created, Id: var id }) return rows;
        return rows.Where(row => row.CreatedAt <= created && (row.CreatedAt < created || row.Id < id));
    }

    private static IQueryable<Order> Before(IQueryable<Order> rows, OrderCursor at)
    {
        var (created, id) = (at.CreatedAt, at.Id);
        return rows.Where(row => row.CreatedAt >= created && (row.CreatedAt > created || row.Id > id));
    }

    private static IQueryable<OrderRow> Rows(IQueryable<Order> rows) => rows.Select(row => new OrderRow
    {
        Id = row.Id,
        OrderNumber = row.OrderNumber,
        Status = row.Status,
        PaymentStatus = row.PaymentStatus,
        PaymentMethod = row.PaymentMethod,
        CustomerName = row.CustomerName,
        CustomerPhone = row.CustomerPhone,
        CustomerEmail = row.CustomerEmail,
        DeliveryMethod = row.DeliveryMethod,
        ItemCount = row.ItemCount,
        FirstItem = row.Items.OrderBy(item => item.Position).Select(item => item.ProductName).First(),
        LineCount = row.Items.Count,
        SubtotalCents = row.SubtotalCents,
        DeliveryCents = row.DeliveryCents,
        TotalCents = row.TotalCents,
        RefundedCents = row.RefundedCents,
        TrackingNumber = row.TrackingNumber,
        CreatedAt = row.CreatedAt,
        PaidAt = row.PaidAt,
        ShippedAt = row.ShippedAt,
        RefundedAt = row.RefundedAt,
        Version = row.Version,
    });
}
