using Bogus;
using UnityAdmin.Selling;

namespace UnityAdmin.Demo;

/// <summary>One thing in the bag, and what both sides think of its price.</summary>
/// <param name="AskCents">What the seller has in mind, whether or not they say it on the form.</param>
/// <param name="OfferCents">What the shop will give.</param>
internal sealed record DemoThing(
    DemoProduct Product, string Colour, string Condition, string Size, string Description, long AskCents, long OfferCents);

/// <summary>What one seller sends in at one time.</summary>
internal sealed record DemoBag(DemoSeller Seller, IReadOnlyList<DemoThing> Things, NewSubmission Sent)
{
    private static readonly string[] Conditions = ["Brand New & Tagged", "Like New", "Mint", "Decent", "Poor"];

    /// <param name="shelved">Whether it ends on the shelf, where there is no category for a phone or a watch.</param>
    public static DemoBag Pack(DemoSeller seller, Randomizer random, bool shelved = false)
    {
        var count = random.WeightedRandom([1, 2, 3, 4, 5, 6], [0.5f, 0.24f, 0.12f, 0.07f, 0.04f, 0.03f]);
        var things = Enumerable.Range(0, count).Select(_ => Thing(seller, random, shelved)).ToList();
        var (byItem, asTotal) = random.WeightedRandom(
            [(true, false), (false, true), (true, true), (false, false)], [0.62f, 0.2f, 0.12f, 0.06f]);
        var sum = things.Sum(thing => thing.AskCents);
        var total = byItem && count > 1 ? RoundedDown(sum * 95 / 100) : sum;
        var sent = new NewSubmission(
            seller.Contact,
            things.ConvertAll(thing => new NewItem(
                thing.Product.Category,
                thing.Product.Brand,
                thing.Condition,
                thing.Size,
                thing.Description,
                byItem ? new Money(thing.AskCents) : null)),
            asTotal ? new Money(total) : null,
            random.Bool(0.3f) ? random.ArrayElement(DemoWords.Notes) : null,
            random.Bool(0.35f) ? random.ArrayElement(DemoWords.SellerMessages) : null);
        return new DemoBag(seller, things, sent);
    }

    /// <summary>Five-euro steps, as people name prices; never nothing.</summary>
    public static long RoundedDown(long cents) => Math.Max(500, cents / 500 * 500);

    private static DemoThing Thing(DemoSeller seller, Randomizer random, bool shelved)
    {
        var shelf = random.WeightedRandom([DemoCatalogue.Shoes, DemoCatalogue.Clothes, DemoCatalogue.Others], [0.48f, 0.38f, 0.14f]);
        if (shelved && shelf == DemoCatalogue.Others) shelf = DemoCatalogue.Clothes;
        var product = random.ArrayElement(shelf);
        var colour = random.ArrayElement(product.Colours);
        var condition = random.WeightedRandom(Conditions, [0.17f, 0.26f, 0.27f, 0.24f, 0.06f]);
        var worth = product.WorthEuros * (long)DemoCatalogue.WorthLeftPercent(condition);
        var ask = RoundedDown(worth * random.Int(88, 118) / 100);
        var offer = RoundedDown(worth * random.Int(58, 76) / 100);
        if (random.Bool(0.15f)) ask = RoundedDown(offer * random.Int(92, 100) / 100);
        var description = DemoWords.Describe(product, colour, condition, seller.Casual, random);
        return new DemoThing(product, colour, condition, SizeOf(product, seller, random), description, ask, Math.Min(ask, offer));
    }

    private static string SizeOf(DemoProduct product, DemoSeller seller, Randomizer random) => product.Kind switch
    {
        _ when product.Category == "Shoes" => seller.ShoeSize,
        "phone" => random.ArrayElement(["128 GB", "256 GB"]),
        "chain" => random.ArrayElement(["45 cm", "50 cm", "55 cm"]),
        "headphones" or "watch" or "cap" or "beanie" or "backpack" => "One size",
        _ => seller.ClothesSize,
    };
}
