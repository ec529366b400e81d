using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Analytics;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>What the storefront told of its visitors, and what the nights made of it.</summary>
internal sealed class DemoFigures(ShopData data, IOptions<ShopSettings> shop, DateTime now, CancellationToken stop)
{
    private static readonly Actor Nightly = Actor.Job("analytics-rollup");

    public async Task TellAsync(ShopDb db, DemoShelf shelf, Actor author, int seed)
    {
        var visits = new DemoVisits(shelf.Products, now, shop.Value.Zone, seed);
        var members = await db.Customers.Where(customer => customer.PasswordHash != null).OrderBy(customer => customer.Id)
            .Select(customer => new { customer.Id, customer.CreatedAt }).ToListAsync(stop);
        var submissions = await db.SellSubmissions.OrderBy(sent => sent.Id).Select(sent => sent.CreatedAt).ToListAsync(stop);
        var events = visits.Tell(
            await PurchasesAsync(db, shelf, [.. members.Select(member => member.Id)]),
            submissions,
            members.ConvertAll(member => (member.Id, member.CreatedAt)));
        _ = await db.InsertManyAsync(events, "", stop);
        db.AnalyticsNotes.AddRange(visits.Notes.Select(note => new AnalyticsNote
        {
            Date = note.Date,
            Text = note.Text,
            Author = author.Name,
            CreatedAt = shop.Value.StartOf(note.Date).AddHours(34),
        }));
        _ = await db.SaveChangesAsync(stop);
    }

    /// <summary>
    /// The nightly jobs' own work, as if the last night's runs were the latest: all days are rolled up, the one that is not over as far
    /// as it had got then, and the raw events of the first month are gone. They commit day by day; a start that is stopped in between
    /// leaves days for the real jobs to do.
    /// </summary>
    public async Task CountAsync()
    {
        var night = shop.Value.StartOf(shop.Value.DayOf(now)).AddHours(4);
        var clock = new PastClock { Now = night < now ? night : now };
        _ = await new Rollup(data, clock, shop).RunAsync(Nightly, Unwatched.Work, stop);
        _ = await new Retention(data, clock, shop).PurgeAsync(Actor.Job("analytics-retention"), Unwatched.Work, stop);
    }

    private async Task<List<DemoPurchase>> PurchasesAsync(ShopDb db, DemoShelf shelf, HashSet<int> members)
    {
        var (orders, items) = (db.Orders, db.OrderItems);
        var lines = await orders.Join(items, order => order.Id, item => item.OrderId, (order, item) => new
        {
            order.Id, order.CreatedAt, order.OrderNumber, order.UserId, item.ProductId,
        }).OrderBy(line => line.Id).ThenBy(line => line.ProductId).ToListAsync(stop);
        var products = shelf.Products.ToDictionary(product => product.Id);
        return
        [
            .. lines.GroupBy(line => (line.Id, line.CreatedAt, line.OrderNumber, line.UserId)).Select(order => new DemoPurchase(
                order.Key.CreatedAt,
                order.Key.OrderNumber,
                order.Key.UserId is { } customer && members.Contains(customer) ? customer : null,
                [.. order.Where(line => products.ContainsKey(line.ProductId)).Select(line => products[line.ProductId])])),
        ];
    }
}
