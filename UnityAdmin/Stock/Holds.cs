using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Stock;

/// <summary>A product and what there is of it at a moment.</summary>
public sealed class AvailableProduct
{
    public required Product Product { get; init; }

    /// <summary>What can be sold or held.</summary>
    public required int Available { get; init; }

    /// <summary>Units kept for someone: on the shelf, not available.</summary>
    public required int Reserved { get; init; }
}

/// <summary>
/// What is held and what is available at a moment, for everything that reads stock. The books count the units of a hold as taken until
/// its release is written; from its expiry on they can be sold, so they are added back here.
/// </summary>
public static class Holds
{
    public static IQueryable<Reservation> RunningAt(ShopDb db, DateTime now) =>
        db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending && hold.ExpiresAt > now);

    /// <summary>Holds whose time is over and whose release is not written yet.</summary>
    public static IQueryable<Reservation> LapsedAt(ShopDb db, DateTime now) =>
        db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending && hold.ExpiresAt <= now);

    // The moment stands in the sum and not beside the product: SQLite would go by expiry and read through every running hold of the shop
    // for each product, instead of the few that the product has.
    public static IQueryable<AvailableProduct> Available(ShopDb db, IQueryable<Product> products, DateTime now)
    {
        var pending = db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending);
        return products.Select(product => new AvailableProduct
        {
            Product = product,
            Available = product.QuantityAvailable
                + pending.Where(hold => hold.ProductId == product.Id).Sum(hold => hold.ExpiresAt <= now ? hold.Quantity : 0),
            Reserved = pending.Where(hold => hold.ProductId == product.Id).Sum(hold => hold.ExpiresAt <= now ? 0 : hold.Quantity),
        });
    }

    /// <summary>The products of which there is anything available.</summary>
    public static IQueryable<Product> InStock(ShopDb db, IQueryable<Product> products, DateTime now)
    {
        var pending = db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending);
        return products.Where(product => product.QuantityAvailable > 0
            || pending.Where(hold => hold.ProductId == product.Id).Sum(hold => hold.ExpiresAt <= now ? hold.Quantity : 0) > 0);
    }

    /// <summary>The products of which there is nothing available.</summary>
    public static IQueryable<Product> NoneLeft(ShopDb db, IQueryable<Product> products, DateTime now)
    {
        var pending = db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending);
        return products.Where(product => product.QuantityAvailable == 0
            && pending.Where(hold => hold.ProductId == product.Id).Sum(hold => hold.ExpiresAt <= now ? hold.Quantity : 0) == 0);
    }
}
