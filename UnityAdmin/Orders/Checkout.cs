using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>
/// Selling, all in one transaction: the stock, the order with its price snapshot, the end of the buyer's own holds and the answer kept
/// under the client's key are there together, or none of them is. N buyers of k units: k orders, and nothing of the others.
/// </summary>
public sealed class Checkout(
    IdempotencyStore store, StockLedger ledger, CustomerBook customers, IOptions<ShopSettings> shop, TimeProvider clock)
{
    private const string Scope = "orders";

    /// <param name="wanted">What, for whom, where to.</param>
    /// <param name="request">The client's own key for this request, if it gave one.</param>
    /// <param name="by">Who is answerable: the storefront, or staff.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    /// <returns>The answer as JSON; the first answer where this request was made before.</returns>
    public Task<Result<string>> PlaceAsync(NewOrder wanted, IdempotentRequest? request, Actor by, CancellationToken stop) =>
        store.RunOnceAsync(
            by,
            OrdersActions.Placed,
            Scope,
            request,
            async db => (await PlaceAsync(db, wanted, by, stop)).Is(out var order, out var refused) ? Answer(order) : refused,
            stop);

    /// <summary>Sells in the caller's change: takes the stock, ends the buyer's own holds of these products, writes the order.</summary>
    internal async Task<Result<Order>> PlaceAsync(ShopDb db, NewOrder wanted, Actor by, CancellationToken stop)
    {
        if (wanted.CheckReachable() is { } unreachable) return unreachable;

        // Customers before products, everywhere: one order of taking things, so that nobody deadlocks.
        var customer = await CustomerOfAsync(db, wanted, by, stop);
        var opened = await ledger.OpenAsync(db, wanted.Lines.Select(line => line.ProductId), stop, wanted.HoldOwner);
        if (!opened.Is(out var stock, out _)) return await MissingAsync(db, wanted.Lines, stop);
        return CheckOnSale(stock, wanted.Lines) is { } hidden
            ? hidden
            : await SellAsync(db, wanted, customer, stock, stock.OwnHolds, by, stop);
    }

    /// <summary>Sells from products in hand: ends the holds that are the buyer's own, writes the order, posts the moves.</summary>
    internal async Task<Result<Order>> SellAsync(
        ShopDb db, NewOrder wanted, MetCustomer? customer, OpenStock stock, IReadOnlyList<Reservation> ownHolds, Actor by,
        CancellationToken stop)
    {
        var now = clock.NowUtc();
        if (ownHolds.FirstOrDefault(hold => !hold.HoldsAt(now)) is { } over) return StockRefusals.ReservationEnded(over.StatusAt(now));
        if (CheckEnough(stock, wanted.Lines, ownHolds) is { } refused) return refused;
        var order = await WriteAsync(db, wanted, customer, stock, now, stop);
        foreach (var hold in ownHolds)
        {
            if (hold.Confirm(order.Id, by, now).Refused is { } ended) return ended;
        }

        var document = new StockDocument(StockDocumentKind.Order, order.Id);
        var entries = ownHolds.Select(hold => hold.Release())
            .Concat(order.Items.Select(item => new StockEntry(item.ProductId, -item.Quantity, StockReason.Sale, document))).ToList();
        return (await stock.PostAsync(entries, by, stop)).Refused is { } no ? no : order;
    }

    /// <summary>Null when the storefront shows all of them.</summary>
    internal static Refusal? CheckOnSale(OpenStock stock, IReadOnlyList<CartLine> lines) =>
        lines.FirstOrDefault(line => stock.Products[line.ProductId].Status != ProductStatus.Active) is { } hidden
            ? OrdersRefusals.NotOnSale(hidden.ProductId)
            : null;

    /// <summary>Null when there is enough of all; holds of one's own are in nobody's way.</summary>
    internal static Refusal? CheckEnough(OpenStock stock, IReadOnlyList<CartLine> lines, IReadOnlyList<Reservation> ownHolds)
    {
        var own = ownHolds.ToLookup(hold => hold.ProductId, hold => hold.Quantity);
        var shortages = lines
            .Select(line => (Product: stock.Products[line.ProductId], Left: stock.BalanceOf(line.ProductId) + own[line.ProductId].Sum(),
                Wanted: line.Quantity))
            .Where(line => line.Left < line.Wanted).ToList();
        return shortages.Count == 0 ? null : OrdersRefusals.NotEnough(shortages);
    }

    internal static async Task<Refusal> MissingAsync(ShopDb db, IReadOnlyList<CartLine> lines, CancellationToken stop)
    {
        var ids = lines.Select(line => line.ProductId).ToList();
        var there = await db.Products.Where(product => ids.Contains(product.Id)).Select(product => product.Id).ToListAsync(stop);
        return OrdersRefusals.NotOnSale(ids.Except(there).First());
    }

    private async Task<MetCustomer?> CustomerOfAsync(ShopDb db, NewOrder wanted, Actor by, CancellationToken stop)
    {
        if (wanted.Contact.Points.Count > 0) return await customers.MeetAsync(db, wanted.Contact, by, stop);
        if (wanted.UserId is not { } id || await CustomerBook.AccountAsync(db, id, stop) is not { } account) return null;
        return new MetCustomer(account, by.Is(Role.Staff));
    }

    private async Task<Order> WriteAsync(
        ShopDb db, NewOrder wanted, MetCustomer? customer, OpenStock stock, DateTime now, CancellationToken stop)
    {
        var items = wanted.Lines.Select((line, index) => OrderItem.Of(stock.Products[line.ProductId], line.Quantity, index + 1)).ToList();
        var subtotal = items.Sum(item => item.LineCents);
        var delivery = wanted.Delivery.Method == DeliveryMethod.Delivery ? shop.Value.DeliveryCents : 0;
        var order = new Order
        {
            OrderNumber = await OrderNumber.NextAsync(db, shop.Value.DayOf(now), stop),
            UserId = customer?.Id,
            CustomerName = wanted.Contact.Name,
            CustomerPhone = wanted.Contact.Phone,
            CustomerEmail = wanted.Contact.Email,
            DeliveryMethod = wanted.Delivery.Method,
            DeliveryAddress = wanted.Delivery.Address,
            DeliveryCity = wanted.Delivery.City,
            DeliveryEircode = wanted.Delivery.Eircode,
            Notes = wanted.Notes,
            SubtotalCents = subtotal,
            DeliveryCents = delivery,
            TotalCents = subtotal + delivery,
            ItemCount = items.Sum(item => item.Quantity),
            CreatedAt = now,
            Items = items,
        }.Touch(now);
        _ = db.Orders.Add(order);
        if (customer is { MayUpdate: true, Id: var id } && wanted.Delivery is { Address: { } lines } to)
            await customers.RememberAddressAsync(db, id, new Place(lines, to.City, to.Eircode), stop);

        // The moves name the order, so it needs its key.
        _ = await db.SaveChangesAsync(stop);
        return order;
    }

    private static string Answer(Order order) => JsonSerializer.Serialize(
        new
        {
            Success = true,
            order.OrderNumber,
            Subtotal = new Money(order.SubtotalCents).Euros,
            Delivery = new Money(order.DeliveryCents).Euros,
            Total = new Money(order.TotalCents).Euros,
            Items = order.Items.OrderBy(item => item.Position).Select(item => new
            {
                item.ProductId,
                item.Sku,
                Name = item.ProductName,
                item.Quantity,
                Price = new Money(item.UnitPriceCents).Euros,
                Total = new Money(item.LineCents).Euros,
            }),
        },
        ApiProblem.Json);
}
