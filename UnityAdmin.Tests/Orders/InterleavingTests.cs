using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// Check 10 of quality.md section 2: however the statements of two operations fall between each other, the outcome is one that they would
/// have had one after the other. Every single switch from one to the other is tried from both sides, and a seeded choice of double ones;
/// <c>UNITY_LOAD</c> multiplies the choice.
/// </summary>
public sealed class InterleavingTests
{
    private const int Seed = 101;

    private static readonly Actor By = StockSteps.Aoife;

    private static readonly Dictionary<string, Func<TestShop, Task<Pair>>> Pairs = new()
    {
        ["checkout × checkout"] = async shop =>
        {
            var product = await shop.ProductAsync(1);
            return new Pair(product, () => CodeAsync(shop.BuyAsync(product)), () => CodeAsync(shop.BuyAsync(product)));
        },
        ["checkout × expiry"] = async shop =>
        {
            var product = await shop.ProductAsync(1);
            _ = await shop.ReservationAsync(product, 1, Stranger());
            shop.Clock.Advance(TimeSpan.FromHours(24));
            return new Pair(product, () => CodeAsync(shop.BuyAsync(product)), async () =>
            {
                _ = await shop.Get<Reservations>().ExpireAsync(Stop);
                return "ok";
            });
        },
        ["checkout × adjust"] = async shop =>
        {
            var product = await shop.ProductAsync(1);
            return new Pair(product, () => CodeAsync(shop.BuyAsync(product)), await AdjustAsync(shop, product, -1));
        },
        ["checkout × cancelled hold"] = async shop =>
        {
            var product = await shop.ProductAsync(1);
            var hold = await shop.ReservationAsync(product, 1, Stranger());
            return new Pair(product, () => CodeAsync(shop.BuyAsync(product)),
                () => CodeAsync(shop.Get<Reservations>().CancelAsync(hold, By, Stop)));
        },
        ["confirm × cancel of a hold"] = async shop =>
        {
            var product = await shop.ProductAsync(1);
            var hold = await shop.ReservationAsync(product, 1, Stranger());
            var reservations = shop.Get<Reservations>();
            return new Pair(product, () => CodeAsync(reservations.ConfirmAsync([hold], By, Stop)),
                () => CodeAsync(reservations.CancelAsync(hold, By, Stop)));
        },
        ["cancel × ship"] = async shop =>
        {
            var (product, fulfilment) = (await shop.ProductAsync(1), shop.Get<Fulfilment>());
            var order = await shop.OrderAsync(product, 1, Stranger());
            Assert.Null((await fulfilment.AdvanceAsync(order, 0, OrderStatus.Confirmed, By, Stop)).Refused);
            Assert.Null((await fulfilment.AdvanceAsync(order, 1, OrderStatus.Processing, By, Stop)).Refused);
            return new Pair(product, () => CodeAsync(fulfilment.CancelAsync(order, 2, "Changed their mind", By, Stop)),
                () => CodeAsync(fulfilment.ShipAsync(order, 2, "An Post", null, "Pays by transfer", By, Stop)));
        },
        ["adjust × adjust"] = async shop =>
        {
            var product = await shop.ProductAsync(2);
            return new Pair(product, await AdjustAsync(shop, product, -1), await AdjustAsync(shop, product, -2));
        },
        ["accept × refuse"] = shop => OffersAsync(shop, SellerAction.Refuse),
        ["accept × withdraw"] = shop => OffersAsync(shop, null),
    };

    private static int people;

    public static TheoryData<TestDatabase, string> EveryPair => [.. Enum.GetValues<TestDatabase>()
        .SelectMany(on => Pairs.Keys.Select(pair => new TheoryDataRow<TestDatabase, string>(on, pair)))];

    [Theory, MemberData(nameof(EveryPair))]
    public async Task Only_serial_outcomes(TestDatabase on, string pair)
    {
        var weave = new Interleaver();
        await using var shop = await on.OpenAsync(weave.Register);
        var fault = await FaultAsync(shop, weave, Pairs[pair], Buyers.Times(on == TestDatabase.Sqlite ? 2 : 6));
        Assert.True(fault is null, fault);
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [InlineData("checkout × checkout")]
    [InlineData("checkout × expiry")]
    [InlineData("adjust × adjust")]
    [InlineData("cancel × ship")]
    [InlineData("accept × refuse")]
    [InlineData("accept × withdraw")]
    public async Task Without_locks_and_versions_it_is_seen(string pair)
    {
        var weave = new Interleaver { WithoutGuards = true };
        await using var shop = await TestDatabase.Postgres.OpenAsync(weave.Register);
        Assert.NotNull(await FaultAsync(shop, weave, Pairs[pair], 24));
    }

    private static async Task<string?> FaultAsync(TestShop shop, Interleaver weave, Func<TestShop, Task<Pair>> begin, int more)
    {
        var random = new Random(Seed);
        var (firstThen, firstSteps) = await SerialAsync(shop, weave, await begin(shop), [0, 1]);
        var (secondThen, secondSteps) = await SerialAsync(shop, weave, await begin(shop), [1, 0]);
        var serial = new[] { firstThen, secondThen };
        foreach (var order in Orders(firstSteps, secondSteps, more, random))
        {
            var pair = await begin(shop);
            var told = await weave.RunAsync([pair.First, pair.Second], order);
            var outcome = await pair.OutcomeAsync(shop, told[0].Answer, told[1].Answer);
            if (!serial.Contains(outcome))
                return $"after {string.Join(' ', order)}: {outcome}; one after the other: {string.Join(" or ", serial.Distinct())}";
        }

        return null;
    }

    /// <summary>Every place for one switch, from both sides, and some of the places for two.</summary>
    private static IEnumerable<(int Which, int Steps)[]> Orders(int firstSteps, int secondSteps, int more, Random random)
    {
        int[] steps = [firstSteps, secondSteps];
        foreach (var which in new[] { 0, 1 })
        {
            for (var at = 1; at < steps[which]; at++) yield return [(which, at), (1 - which, int.MaxValue)];
        }

        for (var i = 0; i < more; i++)
        {
            var which = random.Next(2);
            yield return [(which, random.Next(1, steps[which])), (1 - which, random.Next(1, steps[1 - which])), (which, int.MaxValue)];
        }
    }

    /// <summary>One whole after the other; how many statements the one took that had everything to itself.</summary>
    private static async Task<(string Outcome, int Steps)> SerialAsync(TestShop shop, Interleaver weave, Pair pair, int[] which)
    {
        Func<Task<string>>[] operations = [pair.First, pair.Second];
        var early = (await weave.RunAsync([operations[which[0]]], []))[0];
        var late = (await weave.RunAsync([operations[which[1]]], []))[0];
        return (which[0] == 0
            ? await pair.OutcomeAsync(shop, early.Answer, late.Answer)
            : await pair.OutcomeAsync(shop, late.Answer, early.Answer), early.Steps);
    }

    private static async Task<Pair> OffersAsync(TestShop shop, SellerAction? other)
    {
        var phone = $"+35386{Interlocked.Increment(ref people):0000000}";
        var submitted = await shop.SubmitAsync(A.Form(phone, null, $"@seller{people}"));
        var offers = shop.Get<Offers>();
        Assert.Null((await offers.SendTotalAsync(submitted.Id, new OfferTerms(new Money(15_000), null), A.Aoife, Stop)).Refused);
        return new Pair(-submitted.Id, () => CodeAsync(shop.AnswerAsync(submitted, A.Accept())), () => other is { } action
            ? CodeAsync(shop.AnswerAsync(submitted, new SellerAnswer(action, 1, null, null)))
            : CodeAsync(offers.WithdrawAsync(submitted.Id, A.Aoife, Stop)));
    }

    private static async Task<Func<Task<string>>> AdjustAsync(TestShop shop, int product, int by)
    {
        var wanted = new Adjustment(product, await shop.HeadAsync(product), by, null, StockReason.Lost, "Not found", Guid.NewGuid());
        return () => CodeAsync(shop.Get<Corrections>().AdjustAsync(wanted, By, Stop));
    }

    private static UnityAdmin.Customers.ContactDetails Stranger() =>
        new("Somebody", $"+35385{Interlocked.Increment(ref people):0000000}", null);

    private static async Task<string> CodeAsync<T>(Task<Result<T>> outcome) => (await outcome).Refused?.Code ?? "ok";

    private static async Task<string> CodeAsync(Task<Result> outcome) => (await outcome).Refused?.Code ?? "ok";

    /// <param name="Subject">The product the two meet at; below zero, the submission.</param>
    private sealed record Pair(int Subject, Func<Task<string>> First, Func<Task<string>> Second)
    {
        public async Task<string> OutcomeAsync(TestShop shop, string first, string second) =>
            $"{first} and {second}, {await StateAsync(shop)}";

        private async Task<string> StateAsync(TestShop shop)
        {
            if (Subject < 0)
            {
                return await shop.ScalarAsync<string>(
                    $"""
                    SELECT status || ' ' || offer_status || ' ' || COALESCE(final_price_cents, 0)
                    FROM sell_submissions WHERE id = {-Subject}
                    """);
            }

            var orders = await shop.RowsAsync(
                $"""
                SELECT o.status FROM orders o JOIN order_items i ON i.order_id = o.id WHERE i.product_id = {Subject}
                UNION ALL SELECT status FROM product_reservations WHERE product_id = {Subject}
                """);
            return $"{await shop.QuantityAsync(Subject)} left, {string.Join(' ', orders.Select(row => row["status"]).Order())}";
        }
    }
}
