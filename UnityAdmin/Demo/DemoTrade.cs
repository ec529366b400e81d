using Bogus;
using UnityAdmin.Orders;

namespace UnityAdmin.Demo;

/// <summary>What the shop sold and kept for people in sixty days: orders in every state, holds that run and holds that ended.</summary>
internal sealed class DemoTrade(
    DemoChronicle chronicle, IReadOnlyList<Actor> people, IReadOnlyList<DemoSeller> sellers, int seed, TimeZoneInfo zone,
    CancellationToken stop)
{
    private const int Days = 60;
    private const int Orders = 136;
    private const int Running = 12;

    /// <summary>Ended holds, which become orders, are given up, or run out.</summary>
    private const int Confirmed = 14;
    private const int GivenUp = 8;
    private const int RunOut = 10;

    private readonly DemoBasket basket = new(chronicle, stop);

    public IEnumerable<DemoEvent> Events(DateTime now)
    {
        var dice = new Randomizer(seed);
        var buyers = new DemoBuyers(sellers, Running + Confirmed + GivenUp + RunOut, dice);
        var accounts = new DemoAccounts(chronicle, buyers.Members, people[0], new Randomizer(seed + 1), stop).Events(now);
        return accounts.Concat(OrdersOf(buyers, now)).Concat(HoldsOf(buyers, now));
    }

    private IEnumerable<DemoEvent> OrdersOf(DemoBuyers buyers, DateTime now)
    {
        var moments = DemoRhythm.Moments(Orders, now, zone, new Randomizer(seed + 2), Days);
        return moments.SelectMany((moment, index) =>
        {
            var dice = new Randomizer(seed + 100 + index);
            var buyer = buyers.Next(dice);
            var to = dice.Bool(0.6f) ? DemoBuyers.DeliveryTo(buyer) : new Delivery(DeliveryMethod.Collection);
            var plot = PlotOf(Orders - 1 - index, dice);
            var wanted = dice.WeightedRandom([1, 2, 3], [0.72f, 0.22f, 0.06f]);
            var notes = dice.Bool(0.12f) ? dice.ArrayElement(DemoTradeWords.BuyerNotes) : null;
            var pace = PaceFrom(moment, now, seed + 1_000 + index);
            var order = new DemoOrder(chronicle, pace, ClerkOf(dice), to.Method == DeliveryMethod.Delivery, dice, stop);
            var by = Actor.Storefront($"198.51.100.{dice.Int(2, 250)}");
            return order.Tell(plot, by, OrdersActions.Placed, async at => await chronicle.Checkout.PlaceAsync(
                chronicle.Db,
                new NewOrder(await basket.FillAsync(at, wanted, dice), DemoBuyers.ContactOf(buyer), to, Notes: notes),
                by, stop));
        });
    }

    private IEnumerable<DemoEvent> HoldsOf(DemoBuyers buyers, DateTime now)
    {
        var endings = new Randomizer(seed + 3).Shuffle(
            Enumerable.Repeat(DemoHoldPlot.Confirmed, Confirmed).Concat(Enumerable.Repeat(DemoHoldPlot.GivenUp, GivenUp))
                .Concat(Enumerable.Repeat(DemoHoldPlot.RunOut, RunOut))).ToList();
        var over = now - chronicle.HoldTime - TimeSpan.FromHours(2);
        var moments = DemoRhythm.Moments(endings.Count, over, zone, new Randomizer(seed + 4), Days - 2);
        for (var index = 0; index < Running; index++)
        {
            // The ends are spread over the time a hold lasts.
            endings.Add(DemoHoldPlot.Running);
            moments.Add(WholeSeconds(now - chronicle.HoldTime * (1 - (index + 0.5) / Running)));
        }

        return moments.SelectMany((moment, index) =>
        {
            var dice = new Randomizer(seed + 400 + index);
            var (pace, clerk) = (PaceFrom(moment, now, seed + 1_400 + index), ClerkOf(dice));
            var order = new DemoOrder(chronicle, pace, clerk, delivered: false, dice, stop);
            var hold = new DemoHold(chronicle, basket, buyers.Reservers[index], pace, clerk, order, dice, stop);
            return hold.Tell(endings[index]);
        });
    }

    // Dates are thrown with dice of their own: how often depends on the shop's opening hours, and no story may depend on that.
    private DemoPace PaceFrom(DateTime moment, DateTime now, int timing) =>
        new(moment, now.AddMinutes(-3), 1, chronicle.LocalTime, new Randomizer(timing));

    private Actor ClerkOf(Randomizer dice) => dice.WeightedRandom(people.Take(6).ToArray(), [0.02f, 0.08f, 0.3f, 0.24f, 0.2f, 0.16f]);

    /// <param name="rank">Counted from the newest order: what needs time is told of older ones.</param>
    /// <param name="dice">How it went with those that are long over.</param>
    private static DemoOrderPlot PlotOf(int rank, Randomizer dice) => rank switch
    {
        < 5 => DemoOrderPlot.Placed,
        < 9 => DemoOrderPlot.Confirmed,
        < 14 => DemoOrderPlot.Packing,
        16 or 25 or 31 => DemoOrderPlot.RefundOwed,
        19 => DemoOrderPlot.CancelledUnpaid,
        < 23 => DemoOrderPlot.OnTheWay,
        40 or 60 => DemoOrderPlot.RefundedAfterCancel,
        50 or 70 => DemoOrderPlot.Returned,
        _ => dice.WeightedRandom(
            [DemoOrderPlot.Done, DemoOrderPlot.CancelledUnpaid, DemoOrderPlot.RefundedAfterCancel, DemoOrderPlot.Returned],
            [0.82f, 0.08f, 0.04f, 0.06f]),
    };

    private static DateTime WholeSeconds(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}
