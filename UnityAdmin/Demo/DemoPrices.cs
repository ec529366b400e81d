using Bogus;
using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>How the two sides move towards each other, in steps of five euros.</summary>
internal static class DemoPrices
{
    private const long Step = 500;

    /// <summary>What the seller would take: between the offer and what they last had in mind.</summary>
    public static Money Counter(SellSubmission submission, IReadOnlyList<DemoThing> things, long offered, Randomizer random)
    {
        var hoped = submission.Offers.Where(round => round.MadeBy == OfferParty.Seller).OrderByDescending(round => round.Revision)
            .Select(round => (long?)round.TotalCents).FirstOrDefault()
            ?? submission.Items.Where(item => item.PriceCents is not null).Sum(item => things[item.Position - 1].AskCents);
        var wish = offered + (hoped - offered) * random.Int(55, 95) / 100;

        // Far enough apart for one more round in between; a second counter is never above the first.
        var apart = submission.Offers.Count == 1 ? 3 * Step : 2 * Step;
        return new Money(Math.Max(offered + apart, wish / Step * Step));
    }

    /// <summary>What the shop asks for it: what it is worth in its condition, and never less than a fifth above what was paid.</summary>
    public static Money OnTheShelf(DemoProduct product, string condition, long paidCents, Randomizer random)
    {
        var worth = product.WorthEuros * (long)DemoCatalogue.WorthLeftPercent(condition) * random.Int(100, 118) / 100;
        return new Money((Math.Max(worth, paidCents * 6 / 5) + Step - 1) / Step * Step);
    }

    /// <summary>New prices whose sum lies part of the way from the shop's last total to the counter.</summary>
    public static List<(SellItem Item, Money Price)> Towards(long counter, IEnumerable<SellItem> items, Randomizer random)
    {
        var taken = items.Where(item => item.PriceCents is not null).OrderByDescending(item => item.PriceCents).ToList();
        var total = taken.Sum(item => item.PriceCents!.Value);
        var more = Math.Max(Step, (counter - total) * random.Int(30, 60) / 100 / Step * Step);
        var raises = taken.ConvertAll(item => more * item.PriceCents!.Value / total / Step * Step);
        raises[0] += more - raises.Sum();
        return [.. taken.Zip(raises).Where(pair => pair.Second > 0)
            .Select(pair => (pair.First, new Money(pair.First.PriceCents!.Value + pair.Second)))];
    }
}
