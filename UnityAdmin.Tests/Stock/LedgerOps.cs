using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

internal enum Deciding
{
    Approve,
    Refuse,
    Withdraw,
}

/// <summary>One step of a random sequence. Numbers that point at things are taken modulo how many there are when it runs.</summary>
internal abstract record LedgerOp
{
    /// <summary>Someone corrects one product, by a difference or to a count, on a picture so many moves old.</summary>
    public sealed record Adjust(int Admin, int Product, bool ToCount, int Amount, StockReason Reason, int MovesBehind) : LedgerOp;

    /// <summary>The last correction is sent once more, as an impatient browser does.</summary>
    public sealed record SendAgain : LedgerOp;

    public sealed record Reverse(int Admin, IReadOnlyList<int> Picks) : LedgerOp
    {
        public override string ToString() => $"Reverse {{ Admin = {Admin}, Picks = [{string.Join(", ", Picks)}] }}";
    }

    public sealed record Decide(int Admin, int Pick, Deciding How) : LedgerOp;

    /// <summary>The clock of the machine is set, forwards or back.</summary>
    public sealed record SetClock(int Seconds) : LedgerOp;

    public static IReadOnlyList<LedgerOp> Sequence(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => One(random))];
    }

    private static LedgerOp One(Random random) => random.Next(12) switch
    {
        < 6 => new Adjust(
            random.Next(2),
            random.Next(2),
            random.Next(3) == 0,
            random.Next(-3, 8),
            StockReasons.ByHand[random.Next(StockReasons.ByHand.Count)],
            random.Next(4) == 0 ? random.Next(1, 4) : 0),
        6 => new SendAgain(),
        < 9 => new Reverse(random.Next(2), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(50))]),
        < 11 => new Decide(random.Next(2), random.Next(10), (Deciding)random.Next(3)),
        _ => new SetClock(random.Next(-3_600, 7_200)),
    };
}
