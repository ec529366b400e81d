using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Keeping products for someone: a hold begins with a move and ends with one, and has exactly one end.</summary>
public sealed class Reservations(
    ShopData data, IdempotencyStore store, StockLedger ledger, Checkout checkout, CustomerBook customers, IOptions<ShopSettings> shop,
    TimeProvider clock)
{
    private const string Scope = "reservations";

    /// <summary>How many lapsed holds one transaction of the job releases.</summary>
    private const int Batch = 200;

    /// <summary>Holds every product asked for, or none.</summary>
    /// <returns>The answer as JSON; the first answer where this request was made before.</returns>
    public Task<Result<string>> CreateAsync(NewReservation wanted, IdempotentRequest? request, Actor by, CancellationToken stop) =>
        store.RunOnceAsync(
            by,
            OrdersActions.Reserved,
            Scope,
            request,
            async db => (await HoldAsync(db, wanted, by, stop)).Is(out var held, out var refused) ? Answer(held) : refused,
            stop);

    /// <summary>The buyer comes and takes them: the holds become one order, at today's prices.</summary>
    /// <param name="ids">Pending reservations of one customer.</param>
    /// <param name="by">Who confirms.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result<Order>> ConfirmAsync(IReadOnlyCollection<int> ids, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        if (ids.Count == 0) return OrdersRefusals.NothingToConfirm;
        return await data.ChangeAsync<Order>(by, OrdersActions.ReservationConfirmed, db => ConfirmAsync(db, ids, by, stop), stop);
    }

    /// <summary>The same in the caller's change.</summary>
    internal async Task<Result<Order>> ConfirmAsync(ShopDb db, IReadOnlyCollection<int> ids, Actor by, CancellationToken stop)
    {
        if (!(await OpenAsync(db, ids, stop)).Is(out var opened, out var missing)) return missing;
        var (stock, holds) = opened;
        if (holds.Select(hold => hold.UserId).Distinct().Count() > 1) return OrdersRefusals.NotOneCustomer;
        return await checkout.SellAsync(db, OrderOf(holds), new MetCustomer(holds[0].UserId, false), stock, holds, by, stop);
    }

    /// <summary>Gives the units back. A hold that has ended, however it did, stays as it is.</summary>
    public Task<Result> CancelAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, OrdersActions.ReservationCancelled, by, (stock, hold, now) => CancelAsync(stock, hold, now, by, stop), stop);

    /// <summary>Keeps it longer, counted from its expiry.</summary>
    public Task<Result> ExtendAsync(int id, TimeSpan longer, Actor by, CancellationToken stop) =>
        ChangeAsync(id, OrdersActions.ReservationExtended, by, (_, hold, now) => Task.FromResult(hold.Extend(longer, now).Refused), stop);

    /// <summary>The same for whoever was shown an expiry to count from: refused where somebody has extended it since.</summary>
    public Task<Result> ExtendAsync(int id, DateTime seenExpiry, TimeSpan longer, Actor by, CancellationToken stop) =>
        ChangeAsync(id, OrdersActions.ReservationExtended, by, (_, hold, now) => Task.FromResult(
            hold.HoldsAt(now) && hold.ExpiresAt != seenExpiry ? OrdersRefusals.ExtendedMeanwhile : hold.Extend(longer, now).Refused), stop);

    /// <summary>When the next hold that is running ends, or did; null where none is running.</summary>
    public Task<DateTime?> NextExpiryAsync(CancellationToken stop) => data.ReadAsync(
        db => db.Reservations.Where(hold => hold.Status == ReservationStatus.Pending)
            .OrderBy(hold => hold.ExpiresAt).Select(hold => (DateTime?)hold.ExpiresAt).FirstOrDefaultAsync(stop),
        stop);

    /// <summary>
    /// Marks holds whose time is over and gives their units back in the books. Housekeeping: they hold nothing from their expiry on.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> ExpireAsync(CancellationToken stop)
    {
        var done = 0;
        while (true)
        {
            var now = clock.NowUtc();
            var due = await data.ReadAsync(
                db => Holds.LapsedAt(db, now).OrderBy(hold => hold.ExpiresAt).ThenBy(hold => hold.Id).Take(Batch)
                    .Select(hold => hold.ProductId).ToListAsync(stop),
                stop);
            if (due.Count == 0) return done;
            await ledger.ReleaseLapsedAsync(data, due, stop);
            done += due.Count;
        }
    }

    /// <summary>Ends a hold whose product is in hand.</summary>
    internal static async Task<Refusal?> CancelAsync(OpenStock stock, Reservation hold, DateTime now, Actor by, CancellationToken stop) =>
        hold.Cancel(by, now).Refused ?? (await stock.PostAsync([hold.Release()], by, stop)).Refused;

    private static NewOrder OrderOf(IReadOnlyList<Reservation> holds) => new(
        CartLine.Summed(holds.Select(hold => new CartLine(hold.ProductId, hold.Quantity))),
        new ContactDetails(holds[0].CustomerName, holds[0].CustomerPhone, holds[0].CustomerEmail),
        new Delivery(DeliveryMethod.Collection));

    private static string Answer(IReadOnlyList<(Reservation Hold, StockedProduct Product)> held) => JsonSerializer.Serialize(
        new
        {
            Success = true,
            Message = held.Count == 1 ? "The product is reserved for you." : $"{held.Count} products are reserved for you.",
            Reservations = held.Select(row => new
            {
                row.Hold.ProductId,
                ProductTitle = row.Product.Name,
                ReservationId = row.Hold.Id,
                row.Hold.Quantity,
            }),
            held[0].Hold.ExpiresAt,
        },
        ApiProblem.Json);

    internal async Task<Result<IReadOnlyList<(Reservation Hold, StockedProduct Product)>>> HoldAsync(
        ShopDb db, NewReservation wanted, Actor by, CancellationToken stop)
    {
        // Customers before products, everywhere: one order of taking things, so that nobody deadlocks.
        var customer = await customers.MeetAsync(db, wanted.Contact, by, stop);
        var opened = await ledger.OpenAsync(
            db, wanted.Lines.Select(line => line.ProductId), stop, new HoldOwner(customer.Id, wanted.SessionId));
        if (!opened.Is(out var stock, out _)) return await Checkout.MissingAsync(db, wanted.Lines, stop);
        if (Checkout.CheckOnSale(stock, wanted.Lines) is { } hidden) return hidden;
        if (stock.OwnHolds is [var held, ..])
            return OrdersRefusals.HeldAlready(stock.Products[held.ProductId].Name, held.ExpiresAt);
        if (Checkout.CheckEnough(stock, wanted.Lines, []) is { } refused) return refused;

        var holds = Make(wanted, customer.Id);
        db.Reservations.AddRange(holds);

        // The moves name the holds, so they need their keys.
        _ = await db.SaveChangesAsync(stop);
        var entries = holds.Select(hold => new StockEntry(
            hold.ProductId, -hold.Quantity, StockReason.Reservation, new StockDocument(StockDocumentKind.Reservation, hold.Id))).ToList();
        if ((await stock.PostAsync(entries, by, stop)).Refused is { } no) return no;
        return holds.Select(hold => (hold, stock.Products[hold.ProductId])).ToList();
    }

    private List<Reservation> Make(NewReservation wanted, int customerId)
    {
        var (now, request) = (clock.NowUtc(), Guid.NewGuid());
        return [.. wanted.Lines.Select(line => new Reservation
        {
            RequestId = request,
            ProductId = line.ProductId,
            Quantity = line.Quantity,
            UserId = customerId,
            SessionId = wanted.SessionId,
            OrderNumber = wanted.OrderNumber,
            CustomerName = wanted.Contact.Name ?? "",
            CustomerPhone = wanted.Contact.Phone ?? "",
            CustomerEmail = wanted.Contact.Email,
            CreatedAt = now,
        }.Until(now.AddHours(shop.Value.ReservationHours)))];
    }

    private async Task<Result> ChangeAsync(
        int id, string action, Actor by, Func<OpenStock, Reservation, DateTime, Task<Refusal?>> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
        {
            if (!(await OpenAsync(db, [id], stop)).Is(out var opened, out var missing)) return missing;
            var (stock, holds) = opened;
            return await change(stock, holds[0], clock.NowUtc()) is { } refused ? refused : Result.Done;
        }, stop);
    }

    /// <summary>Reservations with their products in hand, read once the products are locked: what they were before may be over.</summary>
    internal async Task<Result<(OpenStock Stock, IReadOnlyList<Reservation> Holds)>> OpenAsync(
        ShopDb db, IReadOnlyCollection<int> ids, CancellationToken stop)
    {
        var products = await db.Reservations.Where(hold => ids.Contains(hold.Id)).Select(hold => hold.ProductId).ToListAsync(stop);
        if (products.Count < ids.Distinct().Count()) return StockRefusals.ReservationNotFound;
        if (!(await ledger.OpenAsync(db, products, stop)).Is(out var stock, out var refused)) return refused;
        var holds = await db.Reservations.Where(hold => ids.Contains(hold.Id)).OrderBy(hold => hold.Id).ToListAsync(stop);
        return (stock, holds);
    }
}
