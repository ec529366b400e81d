using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Shell;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>What was and is kept for a customer, in their file.</summary>
internal sealed class CustomerHolds(TimeProvider clock) : ICustomerRecords
{
    private const int MostTyped = 100;

    private static readonly HashSet<string> Personal = ["customer_name", "customer_phone", "customer_email"];

    public string Title => "Reservations";

    public int Place => 30;

    public Task<Dictionary<int, int>> CountAsync(ShopDb db, IReadOnlyCollection<int> customers, CancellationToken stop) =>
        db.Reservations.Where(row => customers.Contains(row.UserId)).GroupBy(row => row.UserId)
            .Select(theirs => new { theirs.Key, Count = theirs.Count() })
            .ToDictionaryAsync(theirs => theirs.Key, theirs => theirs.Count, stop);

    public async Task<CustomerSection> ReadAsync(ShopDb db, int customer, int take, CancellationToken stop)
    {
        var (now, products) = (clock.NowUtc(), db.Products);
        var theirs = db.Reservations.AsNoTracking().Where(row => row.UserId == customer);
        var newest = await theirs.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take)
            .Join(products, hold => hold.ProductId, product => product.Id, (hold, product) => new { Hold = hold, product.Name })
            .ToListAsync(stop);
        var running = theirs.Where(row => row.Status == ReservationStatus.Pending && row.ExpiresAt > now);
        return new CustomerSection(
            Title,
            await theirs.CountAsync(stop),
            [.. newest.OrderByDescending(row => row.Hold.CreatedAt).ThenByDescending(row => row.Hold.Id)
                .Select(row => RecordOf(row.Hold, row.Name, now))],
            null,
            [.. (await running.Select(row => row.Id).Order().ToListAsync(stop)).Select(id => $"reservation {id}")]);
    }

    public async Task<List<TypedDetails>> TypedAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var newest = db.Reservations.AsNoTracking().Where(row => row.UserId == customer).OrderByDescending(row => row.Id).Take(MostTyped);
        return (await newest.ToListAsync(stop)).ConvertAll(hold => new TypedDetails(
            "a reservation", HrefOf(hold), new ContactDetails(hold.CustomerName, hold.CustomerPhone, hold.CustomerEmail)));
    }

    public async Task<Result> MoveAsync(ShopDb db, int from, int to, CancellationToken stop)
    {
        var pending = db.Reservations.Where(row => row.UserId == to && row.Status == ReservationStatus.Pending);
        var theirs = db.Reservations.Where(row => row.UserId == from);
        var both = theirs.Where(row => row.Status == ReservationStatus.Pending && pending.Any(other => other.ProductId == row.ProductId));
        if (await both.Select(row => row.Id).FirstOrDefaultAsync(stop) is > 0 and var id) return OrdersRefusals.BothHold(id);
        foreach (var hold in await theirs.ToListAsync(stop)) hold.UserId = to;
        return Result.Done;
    }

    public async Task EraseAsync(ShopDb db, int customer, CancellationToken stop)
    {
        var theirs = db.Reservations.Where(row => row.UserId == customer);
        var erased = await theirs.Select(row => new { row.Id, row.OrderNumber }).ToListAsync(stop);
        _ = await theirs.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.CustomerName, Customer.ErasedName).SetProperty(row => row.CustomerPhone, "")
                .SetProperty(row => row.CustomerEmail, (string?)null).SetProperty(row => row.SessionId, (string?)null)
                .SetProperty(row => row.Version, row => row.Version + 1),
            stop);
        foreach (var (id, text) in erased.Select(row => (row.Id, SearchText.Of(row.OrderNumber, Customer.ErasedName))))
            _ = await theirs.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SearchText, text), stop);
        await db.ForgetInLogsAsync(Reservation.Table, erased.ConvertAll(row => row.Id), Personal, stop);
    }

    private static string HrefOf(Reservation hold) => $"/reservations?id={hold.Id}";

    private static CustomerRecord RecordOf(Reservation hold, string product, DateTime now) => new(
        product,
        HrefOf(hold),
        hold.CreatedAt,
        hold.Quantity == 1 ? "1 unit" : $"{hold.Quantity} units",
        null,
        hold.StatusAt(now) switch
        {
            ReservationStatus.Pending => ("Held", "lock_clock", Meaning.Attention),
            ReservationStatus.Confirmed => ("Confirmed", "check_circle", Meaning.Good),
            ReservationStatus.Cancelled => ("Cancelled", "cancel", Meaning.Neutral),
            _ => ("Expired", "timer_off", Meaning.Neutral),
        });
}
