using UnityAdmin.Orders;

namespace UnityAdmin.Tests.Orders;

/// <summary>
/// One step of a random sequence of trade in two products between two customers and a guest (buyer 2). First and Second are the units of
/// each product in the cart. Numbers that point at things are taken modulo how many there are when it runs.
/// </summary>
internal abstract record TradeOp
{
    public sealed record Reserve(int Buyer, int First, int Second) : TradeOp;

    public sealed record Extend(int Pick, int Hours) : TradeOp;

    public sealed record CancelHold(int Pick) : TradeOp;

    /// <summary>One hold or, with another, two become one order.</summary>
    public sealed record Confirm(int Pick, int? Other) : TradeOp;

    public sealed record Buy(int Buyer, int First, int Second) : TradeOp;

    /// <summary>The last purchase is sent once more under its key, as it was or with another body.</summary>
    public sealed record BuyAgain(bool Otherwise) : TradeOp;

    public sealed record MarkPaid(int Pick) : TradeOp;

    /// <summary>The next step of the straight way: confirmed, processing, shipped, completed.</summary>
    public sealed record Advance(int Pick) : TradeOp;

    public sealed record CancelOrder(int Pick) : TradeOp;

    public sealed record Refund(int Pick) : TradeOp;

    /// <summary>€5 goes back, and something is said of some units of one line.</summary>
    public sealed record RefundSome(int Pick, int Line, int Units, ReturnCondition Condition) : TradeOp;

    public sealed record Adjust(int Product, int Difference) : TradeOp;

    public sealed record Reprice(int Product, int Cents) : TradeOp;

    /// <summary>The job that marks lapsed holds.</summary>
    public sealed record Expire : TradeOp;

    public sealed record Forward(long Milliseconds) : TradeOp;

    private const long Day = 86_400_000;

    public static IReadOnlyList<TradeOp> Sequence(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => One(random))];
    }

    private static TradeOp One(Random random) => random.Next(28) switch
    {
        < 5 when Cart(random) is var (first, second) => new Reserve(random.Next(2), first, second),
        < 9 when Cart(random) is var (first, second) => new Buy(random.Next(3), first, second),
        9 => new BuyAgain(random.Next(3) == 0),
        10 => new Extend(random.Next(9), random.Next(5) == 0 ? 400 : random.Next(0, 48)),
        11 or 12 => new CancelHold(random.Next(9)),
        13 or 14 => new Confirm(random.Next(9), random.Next(3) == 0 ? random.Next(9) : null),
        15 or 16 => new MarkPaid(random.Next(9)),
        17 or 18 => new Advance(random.Next(9)),
        19 => new CancelOrder(random.Next(9)),
        20 or 26 => new Refund(random.Next(9)),
        27 => new RefundSome(random.Next(9), random.Next(2), random.Next(1, 3), (ReturnCondition)random.Next(3)),
        21 => new Adjust(random.Next(2), random.Next(-3, 4)),
        22 => new Reprice(random.Next(2), random.Next(1, 15) * 1_000),
        23 => new Expire(),
        _ => new Forward(random.Next(5) switch { 0 => 1, 1 => Day / 2, 2 => Day - 1, 3 => Day, _ => 3 * Day }),
    };

    private static (int First, int Second) Cart(Random random) => random.Next(4) switch
    {
        0 => (random.Next(1, 3), random.Next(1, 3)),
        1 => (0, random.Next(1, 4)),
        _ => (random.Next(1, 4), 0),
    };
}
