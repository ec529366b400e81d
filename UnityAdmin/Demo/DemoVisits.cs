using Bogus;
using UnityAdmin.Analytics;
using UnityAdmin.Stock;

namespace UnityAdmin.Demo;

/// <summary>
/// Who came to the storefront in a hundred and twenty days, as far as browsers tell: those who bought and those who sent something in
/// did so when the shop's own books say, and many more only looked.
/// </summary>
internal sealed class DemoVisits(IReadOnlyList<Product> shelf, DateTime now, TimeZoneInfo zone, int seed)
{
    public const int Days = 120;

    private const int Looking = 1_650;

    private static readonly string[] Browsers =
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.1 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
    ];

    private static readonly string[] Collections = ["/new", "/shoes", "/streetwear", "/pre-owned", "/sale"];
    private static readonly string[] Reading = ["/sell", "/delivery", "/about", "/authenticity"];
    private static readonly string[] NotThere = ["supreme box logo", "yeezy slide", "moncler", "stone island kids", "dunk low uk 13"];

    private static readonly (string Term, int Found)[] Found =
    [
        ("dunk low", 9), ("jordan 4", 3), ("samba", 6), ("new balance", 14), ("tech fleece", 5), ("air max", 8), ("tn", 2), ("salomon", 4),
    ];

    private readonly List<AnalyticsEvent> told = [];

    // The few that everyone looks at are others than those put up first.
    private readonly Product[] byFame = [.. new Randomizer(seed).Shuffle(shelf)];

    private int sessions;

    /// <summary>What is written beside the charts, each on a day that shows why.</summary>
    public IReadOnlyList<(DateOnly Date, string Text)> Notes =>
    [
        (Weekday(DayOfWeek.Saturday, 55), "Air Jordan 4 drop at noon"),
        (Weekday(DayOfWeek.Wednesday, 27), "Story on Instagram by a DJ with 40,000 followers"),
        (Weekday(DayOfWeek.Saturday, 13), "Travis Scott drop at noon, sold out in an hour"),
    ];

    /// <param name="orders">When which products were bought, and by whom where they had signed in.</param>
    /// <param name="submissions">When something was sent in.</param>
    /// <param name="members">Since when which customers have an account.</param>
    /// <returns>In the order of time.</returns>
    public IReadOnlyList<AnalyticsEvent> Tell(
        IEnumerable<DemoPurchase> orders, IEnumerable<DateTime> submissions, IReadOnlyList<(int Id, DateTime Since)> members)
    {
        var (buying, selling, looking) = (new Randomizer(seed + 1), new Randomizer(seed + 2), new Randomizer(seed + 3));

        // A blocker or a closed tab keeps some from telling; the money is counted from the orders.
        foreach (var (index, order) in orders.Index())
        {
            if (index % 17 != 5) Buy(order, buying);
        }

        foreach (var sent in submissions) SendIn(sent, selling);
        var notes = Notes;
        var moments = DemoRhythm.Moments(Looking, now, zone, new Randomizer(seed + 4), Days, (local, ago) => Weight(local, ago, notes));
        foreach (var moment in moments)
        {
            var member = looking.Bool(0.07f) ? members[looking.Int(0, members.Count - 1)] : default;
            Look(moment, member.Id != 0 && member.Since < moment ? member.Id : null, looking);
        }

        return [.. told.OrderBy(one => one.Timestamp)];
    }

    private void Look(DateTime moment, int? member, Randomizer dice)
    {
        var visit = Begin(moment, member, dice);
        visit.Open(dice.Bool(0.6f) ? "/" : dice.ArrayElement(Collections));
        if (member is not null) Next(dice, visit).Do("sign_in", "/account");
        if (dice.Bool(0.3f)) Next(dice, visit).Open(dice.ArrayElement(Collections));
        if (dice.Bool(0.28f)) Search(Next(dice, visit), dice);
        var seen = dice.WeightedRandom([0, 1, 2, 3, 5], [0.3f, 0.3f, 0.2f, 0.14f, 0.06f]);
        for (var i = 0; i < seen; i++)
        {
            var product = Famous(moment, dice);
            Next(dice, visit).With(EventNames.ProductView, product);
            if (!dice.Bool(0.14f)) continue;
            Next(dice, visit).With(EventNames.AddToCart, product);
            if (dice.Bool(0.2f)) Next(dice, visit).With("remove_from_cart", product);
            else if (dice.Bool(0.35f)) Next(dice, visit).Do(EventNames.BeginCheckout, "/checkout");
        }

        if (dice.Bool(0.16f)) Next(dice, visit).Open(dice.ArrayElement(Reading));
        if (dice.Bool(0.06f)) Next(dice, visit).Do("sell_start", "/sell");
    }

    private void Buy(DemoPurchase order, Randomizer dice)
    {
        var visit = Begin(order.At.AddSeconds(-90 * (order.Products.Count + 3)), order.MemberId, dice);
        visit.Open("/");
        if (dice.Bool(0.3f)) Search(Next(dice, visit), dice);
        foreach (var product in order.Products)
        {
            Next(dice, visit).With(EventNames.ProductView, product);
            Next(dice, visit).With(EventNames.AddToCart, product);
        }

        Next(dice, visit).Do(EventNames.BeginCheckout, "/checkout");
        visit.JumpTo(order.At.AddSeconds(1));
        visit.Buy(order.Number);
    }

    private void SendIn(DateTime sent, Randomizer dice)
    {
        var visit = Begin(sent.AddSeconds(-dice.Int(240, 900)), null, dice);
        visit.Open("/sell");
        Next(dice, visit).Do("sell_start", "/sell");
        visit.JumpTo(sent.AddSeconds(1));
        visit.Do("sell_submit", "/sell");
    }

    private DemoVisit Begin(DateTime at, int? member, Randomizer dice)
    {
        var visitor = new DemoVisitor(member, $"198.51.{dice.Int(96, 103)}.0", dice.WeightedRandom(Browsers, [0.46f, 0.22f, 0.14f, 0.18f]));
        return new DemoVisit(told, $"demo-{++sessions:00000}", visitor, at, now);
    }

    private static DemoVisit Next(Randomizer dice, DemoVisit visit)
    {
        visit.Pass(dice.Int(6, 75));
        return visit;
    }

    private static void Search(DemoVisit visit, Randomizer dice)
    {
        var (term, found) = dice.Bool(0.18f) ? (dice.ArrayElement(NotThere), 0) : dice.ArrayElement(Found);
        visit.SearchFor(term, found);
    }

    private Product Famous(DateTime at, Randomizer dice)
    {
        for (var tries = 0; tries < 30; tries++)
        {
            var product = byFame[(int)(byFame.Length * Math.Pow(dice.Double(0, 0.999), 2.4))];
            if (product.CreatedAt < at) return product;
        }

        return shelf[0];
    }

    private DateOnly Weekday(DayOfWeek wanted, int daysAgo)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone)).AddDays(-daysAgo);
        return date.AddDays(-((date.DayOfWeek - wanted + 7) % 7));
    }

    /// <summary>Phones at lunch and on the couch, weekends above all; hardly anyone by night; noon when something drops.</summary>
    private static double Weight(DateTime local, double daysAgo, IReadOnlyList<(DateOnly Date, string Text)> notes)
    {
        var hour = local.Hour switch
        {
            < 1 => 0.35,
            < 7 => 0.06,
            < 10 => 0.5,
            < 12 => 0.8,
            < 14 => 1.15,
            < 18 => 0.9,
            < 20 => 1.3,
            < 23 => 2,
            _ => 1,
        };
        var day = local.DayOfWeek switch
        {
            DayOfWeek.Friday => 1.15,
            DayOfWeek.Saturday => 1.5,
            DayOfWeek.Sunday => 1.4,
            _ => 0.9,
        };
        var note = notes.Any(one => one.Date == DateOnly.FromDateTime(local));
        var drop = !note ? 1 : local.DayOfWeek == DayOfWeek.Saturday && local.Hour is 11 or 12 ? 5 : 1.5;
        return hour * day * drop * (1.15 - 0.35 * daysAgo / Days);
    }
}

internal sealed record DemoPurchase(DateTime At, string Number, int? MemberId, IReadOnlyList<Product> Products);
