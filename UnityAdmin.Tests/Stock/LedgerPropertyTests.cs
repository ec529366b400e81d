using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>
/// Check 9 of quality.md: random sequences of every ledger verb against a model in memory. UNITY_SEQUENCES and UNITY_STEPS play more and
/// longer ones than a run of all tests has time for; a failure prints its seed and the shortest sequence that still fails.
/// </summary>
public sealed class LedgerPropertyTests
{
    private const long SecondApproverCents = 50_000;

    private static readonly long[] Prices = [9_000, 14_000];

    private static readonly int[] Openings = [4, 6];

    private static int Number(TestDatabase on) => Sequences.FromEnvironment("UNITY_SEQUENCES", on == TestDatabase.Sqlite ? 2_000 : 200);

    private static int Steps => Sequences.FromEnvironment("UNITY_STEPS", 8);

    /// <summary>Sequences play side by side on one ledger, each with products of its own.</summary>
    private static ParallelOptions AtOnce => new() { MaxDegreeOfParallelism = 4, CancellationToken = Stop };

    [Theory, BothDatabases]
    public async Task The_books_say_what_the_model_says_after_every_random_sequence(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await Parallel.ForEachAsync(Enumerable.Range(1, Number(on)), AtOnce, async (seed, _) =>
        {
            var sequence = LedgerOp.Sequence(seed, Steps);
            if (await FaultOfAsync(shop, sequence, Sound) is not { } fault) return;
            var shortest = await Sequences.ShrinkAsync(sequence, one => FaultOfAsync(shop, one, Sound));
            Assert.Fail($"seed {seed}: {fault}\n{Lines(shortest.Select(step => $"{step}"))}");
        });
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task The_model_finds_each_of_ten_planted_bugs(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        Assert.Equal(10, PlantedBugs.All.Count);
        foreach (var (name, plant) in PlantedBugs.All)
        {
            var found = await FirstFaultAsync(shop, plant);
            Assert.True(found is not null, $"Nobody noticed that {name}.");
            if (on == TestDatabase.Sqlite) await AssertShrinksAsync(shop, plant, found);
        }
    }

    [Fact]
    public async Task From_many_threads_at_once_nothing_is_lost_and_nothing_is_invented()
    {
        const int threads = 8, each = 150;
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var products = new List<int>();
        foreach (var price in Prices) products.Add(await shop.ProductAsync(20, price));
        var done = new System.Collections.Concurrent.ConcurrentBag<(int Product, int Change)>();
        await Task.WhenAll(Enumerable.Range(1, threads).Select(seed => Task.Run(() => PlayFreelyAsync(shop, products, seed, each, done))));
        foreach (var product in products)
        {
            var told = 20 + done.Where(change => change.Product == product).Sum(change => change.Change);
            Assert.Equal(told, await shop.QuantityAsync(product));
        }

        await shop.AssertLedgerIsSoundAsync();
        Assert.Equal(0, await shop.CountAsync("stock_moves", "balance_after < 0"));
    }

    // What a client was told is done must be there, and nothing else; who lost a race is told so and tries the next.
    private static async Task PlayFreelyAsync(
        TestShop shop, List<int> products, int seed, int steps, System.Collections.Concurrent.ConcurrentBag<(int, int)> done)
    {
        var (random, verbs, by) = (new Random(seed), shop.Get<Corrections>(), seed % 2 == 0 ? StockSteps.Aoife : StockSteps.Marek);
        for (var step = 0; step < steps; step++)
        {
            var product = products[random.Next(products.Count)];
            var outcome = random.Next(4) switch
            {
                0 when await shop.HeadAsync(product) is { } head =>
                    await verbs.ReverseAsync([head - random.Next(3)], "Taken back", Guid.NewGuid(), by, Stop),
                1 => await ApproveAnyAsync(shop, by),
                _ => await shop.CorrectAsync(product, random.Next(-6, 7), by: by),
            };
            if (outcome is not { Refused: null, Value.Status: CorrectionStatus.Posted }) continue;
            foreach (var line in outcome.Value.Lines) done.Add((line.ProductId, line.QuantityChange));
        }
    }

    private static async Task<Result<StockCorrection>> ApproveAnyAsync(TestShop shop, Actor by)
    {
        var waiting = await shop.IdsAsync("SELECT id AS \"Value\" FROM stock_corrections WHERE status = 'waiting' ORDER BY id LIMIT 1");
        return waiting is [var id] ? await shop.Get<Corrections>().ApproveAsync((int)id, by, Stop) : StockRefusals.CorrectionNotFound;
    }

    private static LedgerUnderTest Sound(TestShop shop, int[] products) => new(shop, products);

    // How a failing sequence is made short is the tests' own doing and the same on every database.
    private static async Task AssertShrinksAsync(
        TestShop shop, Func<TestShop, int[], LedgerUnderTest> make, IReadOnlyList<LedgerOp> found) =>
        Assert.InRange((await Sequences.ShrinkAsync(found, one => FaultOfAsync(shop, one, make))).Count, 1, 6);

    private static async Task<IReadOnlyList<LedgerOp>?> FirstFaultAsync(TestShop shop, Func<TestShop, int[], LedgerUnderTest> make)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var sequence = LedgerOp.Sequence(seed, Steps);
            if (await FaultOfAsync(shop, sequence, make) is not null) return sequence;
        }

        return null;
    }

    /// <returns>What the model and the books disagree on, or null.</returns>
    private static async Task<string?> FaultOfAsync(
        TestShop shop, IReadOnlyList<LedgerOp> sequence, Func<TestShop, int[], LedgerUnderTest> make)
    {
        var products = new int[Prices.Length];
        for (var i = 0; i < products.Length; i++) products[i] = await shop.ProductAsync(Openings[i], Prices[i]);
        var (model, real) = (new LedgerModel(Prices, Openings, SecondApproverCents), make(shop, products));
        foreach (var step in sequence)
        {
            var refused = await real.PlayAsync(step, model);
            if (model.Refuses(step) != refused is not null) return $"{step} answered {refused?.Code ?? "done"}";
            var (expected, books) = (Written(model), await real.BooksAsync());
            if (!expected.SequenceEqual(books)) return $"{step}: the books say\n{Lines(books)}\nnot\n{Lines(expected)}";
        }

        for (var i = 0; i < products.Length; i++)
        {
            if (await shop.QuantityAsync(products[i]) != model.Quantity(i)) return $"product {i} holds another quantity";
        }

        return null;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    private static IReadOnlyList<string> Written(LedgerModel model)
    {
        var balances = new int[Prices.Length];
        return [.. model.Moves.Select(move => string.Join(' ',
            move.Product, move.Change, balances[move.Product] += move.Change, move.Reason.ToString().ToLowerInvariant(),
            move.Reverses?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"))];
    }
}
