using Bogus;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>How a hold ends, if it has.</summary>
internal enum DemoHoldPlot
{
    Running,
    Confirmed,
    GivenUp,
    RunOut,
}

/// <summary>Something kept for someone for a day.</summary>
/// <param name="order">What it becomes when it is confirmed.</param>
internal sealed class DemoHold(
    DemoChronicle chronicle, DemoBasket basket, DemoSeller buyer, DemoPace pace, Actor clerk, DemoOrder order, Randomizer random,
    CancellationToken stop)
{
    // The job comes round within the minute.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(20);

    private readonly List<int> ids = [];
    private readonly List<int> products = [];

    public IEnumerable<DemoEvent> Tell(DemoHoldPlot plot)
    {
        var (begun, over) = (pace.At, pace.At + chronicle.HoldTime);
        List<DemoEvent> events = [new DemoEvent(begun, () => BeginAsync(begun))];
        if (plot == DemoHoldPlot.RunOut) events.Add(new DemoEvent(over + Noticed, () => ExpireAsync(over + Noticed)));
        if (plot is DemoHoldPlot.Running or DemoHoldPlot.RunOut) return events;
        pace.Pass(1, 21, atDesk: true, before: over);
        if (plot == DemoHoldPlot.Confirmed)
        {
            return events.Concat(order.Tell(DemoOrderPlot.Done, clerk, OrdersActions.ReservationConfirmed, _ =>
                chronicle.Reservations.ConfirmAsync(chronicle.Db, ids, clerk, stop)));
        }

        var given = pace.At;
        events.Add(new DemoEvent(given, () => GiveUpAsync(given)));
        return events;
    }

    private Task BeginAsync(DateTime at)
    {
        var by = Actor.Storefront($"198.51.100.{random.Int(2, 250)}");
        return chronicle.StepAsync(by, OrdersActions.Reserved, at, async () =>
        {
            var lines = await basket.FillAsync(at, random.Bool(0.2f) ? 2 : 1, random);
            var wanted = new NewReservation(lines, DemoBuyers.ContactOf(buyer), $"web-{random.Hexadecimal(16, "")}");
            if (!(await chronicle.Reservations.HoldAsync(chronicle.Db, wanted, by, stop)).Is(out var held, out var refused)) return refused;
            ids.AddRange(held.Rows.Select(one => one.Hold.Id));
            products.AddRange(held.Rows.Select(one => one.Product.Id));
            return Result.Done;
        }, stop);
    }

    private Task ExpireAsync(DateTime at) =>
        chronicle.StepAsync(StockLedger.Expiry, OrdersActions.ReservationExpired, at, async () =>
            (await chronicle.Ledger.OpenAsync(chronicle.Db, products, stop)).Refused is { } refused ? refused : Result.Done, stop);

    private Task GiveUpAsync(DateTime at) =>
        chronicle.StepAsync(clerk, OrdersActions.ReservationCancelled, at, async () =>
        {
            if (!(await chronicle.Reservations.OpenAsync(chronicle.Db, ids, stop)).Is(out var opened, out var missing)) return missing;
            foreach (var hold in opened.Holds)
            {
                if (await Reservations.CancelAsync(opened.Stock, hold, at, clerk, stop) is { } refused) return refused;
            }

            return Result.Done;
        }, stop);
}
