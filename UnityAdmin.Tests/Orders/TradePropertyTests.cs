using UnityAdmin.Customers;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Random reservations, purchases, expiries, cancellations, refunds and a moving clock against a model in memory. UNITY_SEQUENCES and
/// UNITY_STEPS play more and longer ones than a run of all tests has time for; a failure prints its seed and the shortest sequence that
/// still fails.
/// </summary>
public sealed class TradePropertyTests
{
    private const int Players = 3;

    private static readonly long[] Prices = [9_000, 14_000];

    private static readonly int[] Openings = [5, 3];

    private static int Steps => Sequences.FromEnvironment("UNITY_STEPS", 14);

    /// <summary>Sequences play side by side, each player in a shop of its own: they move the clock.</summary>
    [Theory, BothDatabases]
    public async Task The_shop_says_what_the_model_says_after_every_random_sequence(TestDatabase on)
    {
        var sequences = Sequences.FromEnvironment("UNITY_SEQUENCES", on == TestDatabase.Sqlite ? 100 : 40);
        await Task.WhenAll(Enumerable.Range(0, Players).Select(player => Task.Run(async () =>
        {
            await using var shop = await on.OpenAsync();
            for (var seed = player + 1; seed <= sequences; seed += Players)
            {
                var sequence = TradeOp.Sequence(seed, Steps);
                if (await FaultOfAsync(shop, sequence, Sound) is not { } fault) continue;
                var shortest = await Sequences.ShrinkAsync(sequence, one => FaultOfAsync(shop, one, Sound));
                Assert.Fail($"seed {seed}: {fault}\n{Lines(shortest.Select(step => $"{step}"))}");
            }

            await shop.AssertShopIsSoundAsync();
        })));
    }

    /// <summary>On one database: a bug planted above it is the same on both.</summary>
    [Fact]
    public async Task The_model_finds_each_of_ten_planted_bugs()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        Assert.Equal(10, TradeBugs.All.Count);
        foreach (var (name, plant) in TradeBugs.All)
        {
            var found = await FirstFaultAsync(shop, plant);
            Assert.True(found is not null, $"Nobody noticed that {name}.");
            Assert.InRange(found.Count, 1, 8);
        }
    }

    private static TradeUnderTest Sound(TestShop shop, int[] products, ContactDetails[] buyers) => new(shop, products, buyers);

    private static async Task<IReadOnlyList<TradeOp>?> FirstFaultAsync(
        TestShop shop, Func<TestShop, int[], ContactDetails[], TradeUnderTest> make)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var sequence = TradeOp.Sequence(seed, Steps);
            if (await FaultOfAsync(shop, sequence, make) is not null)
                return await Sequences.ShrinkAsync(sequence, one => FaultOfAsync(shop, one, make));
        }

        return null;
    }

    /// <returns>What the model and the shop disagree on, or null.</returns>
    private static async Task<string?> FaultOfAsync(
        TestShop shop, IReadOnlyList<TradeOp> sequence, Func<TestShop, int[], ContactDetails[], TradeUnderTest> make)
    {
        var products = new int[Prices.Length];
        for (var i = 0; i < products.Length; i++) products[i] = await shop.ProductAsync(Openings[i], Prices[i]);
        var (model, real) = (new TradeModel(Prices, Openings, shop.Clock.NowUtc()), make(shop, products, Buyers(products[0])));
        foreach (var step in sequence)
        {
            var said = await real.PlayAsync(step, model);
            var expected = model.Answer(step);
            if (expected != said) return $"{step} answered {said}, not {expected}";
            var (wanted, books) = (model.Written(), await real.BooksAsync());
            if (!wanted.SequenceEqual(books)) return $"{step}: the books say\n{Lines(books)}\nnot\n{Lines(wanted)}";
        }

        return null;
    }

    // People of this sequence alone: they have no holds from another.
    private static ContactDetails[] Buyers(int number) =>
    [
        new("Sorcha Walsh", $"+35387{number:0000000}", null), new("Sean Kelly", $"+35386{number:0000000}", null), OrderSteps.Nobody,
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);
}
