using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Messages;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>
/// Writes the past into the database: each step through the entities' own moves at its own time, with the audit rows and messages that
/// the step would have left. The caller owns the transaction, so a start that is stopped half-way leaves an empty shop.
/// </summary>
internal sealed class DemoChronicle(
    ShopDb db, ShopData data, HoldTokens tokens, IOptions<ShopSettings> shop, IOptions<StockSettings> stock)
{
    private readonly List<SystemLog> logs = [];
    private readonly Dictionary<DateOnly, int> numbers = [];
    private readonly PastClock clock = new();

    private IdempotencyStore Store => field ??= new IdempotencyStore(data, clock);

    public ShopDb Db => db;

    public SellMessages Messages => field ??= new SellMessages(shop, clock);

    public StockLedger Ledger => field ??= new StockLedger(clock);

    public Intake Intake => field ??= new Intake(data, Ledger, Messages, clock);

    public CustomerBook Customers => field ??= new CustomerBook(clock);

    public Checkout Checkout => field ??= new Checkout(Store, Ledger, Customers, shop, clock);

    public Fulfilment Fulfilment => field ??= new Fulfilment(data, Ledger, clock);

    public Reservations Reservations => field ??= new Reservations(
        data, Store, Ledger, Checkout, Customers, tokens, new HoldLimits(shop, clock), shop, clock);

    public Corrections Corrections => field ??= new Corrections(data, Ledger, stock, clock);

    public DateTime LocalTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, shop.Value.Zone);

    /// <summary>How long a reservation holds in this shop.</summary>
    public TimeSpan HoldTime => TimeSpan.FromHours(shop.Value.ReservationHours);

    /// <summary>The next number of that day, as the counter of new submissions will find it.</summary>
    public string NextBatchId(DateTime created)
    {
        var day = shop.Value.DayOf(created);
        numbers[day] = numbers.GetValueOrDefault(day) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"BATCH-{day:yyyyMMdd}-{numbers[day]:00000}");
    }

    /// <summary>One step: what <paramref name="change"/> does to tracked rows, saved as done by that actor at that time.</summary>
    /// <exception cref="InvalidOperationException">The move does not exist; the story is wrong.</exception>
    public Task StepAsync(Actor by, string action, DateTime at, Func<Result> change, CancellationToken stop) =>
        StepAsync(by, action, at, () => Task.FromResult(change()), stop);

    public async Task StepAsync(Actor by, string action, DateTime at, Func<Task<Result>> change, CancellationToken stop)
    {
        clock.Now = at;
        var trail = new AuditTrail();
        db.Trail = trail;
        if ((await change()).Refused is { } refused)
            throw new InvalidOperationException($"The demo shop's {action} is refused: {refused.Sentence}");
        foreach (var message in db.ChangeTracker.Entries<OutboxMessage>())
            if (message.State == EntityState.Added) Deliver(message.Entity);
        _ = await db.SaveChangesAsync(stop);
        db.Trail = null;
        logs.AddRange(trail.Rows(by, action, at));
    }

    /// <summary>The audit rows of all stories in the order of time, and the day's counters.</summary>
    public async Task CloseAsync(CancellationToken stop)
    {
        db.AddRange(numbers.Select(number => new BatchNumber { Day = number.Key, Last = number.Value }));
        db.SystemLogs.AddRange(logs.OrderBy(log => log.CreatedAt));
        _ = await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    // Without an address it waits for staff to pass it on; the rest has long been posted, and must not be posted again by a real server.
    private static void Deliver(OutboxMessage message)
    {
        if (message.ToEmail is null) return;
        (message.Status, message.Attempts, message.SentAt) = (OutboxStatus.Sent, 1, message.CreatedAt.AddSeconds(3));
    }
}

internal sealed class PastClock : TimeProvider
{
    public DateTime Now { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
