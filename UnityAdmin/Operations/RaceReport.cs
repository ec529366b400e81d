using UnityAdmin.Stock;

namespace UnityAdmin.Operations;

/// <summary>What one buyer was told.</summary>
/// <param name="Status">The HTTP status; null where no answer came.</param>
/// <param name="Code">The problem's code, or why there is no answer; null for a success.</param>
/// <param name="OrderNumber">The order they were promised; null for a no.</param>
public sealed record RaceAnswer(int? Status, string? Code, string? OrderNumber)
{
    public bool Won => Status == StatusCodes.Status200OK && OrderNumber is not null;

    /// <summary>The no that all but one must get.</summary>
    public bool Lost => Status == StatusCodes.Status409Conflict && Code == "insufficient_stock";

    public override string ToString() => (Status is { } status ? $"{status} {Code}" : $"not at all: {Code}").Trim();
}

/// <summary>What the database holds of a rehearsal, whatever the buyers were told.</summary>
/// <param name="Quantity">Of the scratch product.</param>
/// <param name="IsOnSale">Whether the scratch product is.</param>
/// <param name="Moves">Of the scratch product, oldest first.</param>
/// <param name="Orders">The number of every order that carries the rehearsal's note, with lines or without.</param>
/// <param name="Cancelled">How many of them are cancelled.</param>
/// <param name="Lines">Lines of these orders, and lines of the scratch product in any order.</param>
/// <param name="Holds">Reservations of the scratch product.</param>
/// <param name="Orphans">Orders of anyone that came since the start and have no lines.</param>
public sealed record RaceTraces(
    int Quantity, bool IsOnSale, IReadOnlyList<StockMove> Moves, IReadOnlyList<string> Orders, int Cancelled, int Lines, int Holds,
    int Orphans);

/// <summary>One rehearsal of the race: what was told, what is there, and whether both are what they must be.</summary>
/// <param name="ModelSku">The product it was a copy of.</param>
/// <param name="Race">What was there when the last buyer had been answered.</param>
/// <param name="After">What was there once it was tidied up.</param>
/// <param name="Untidy">What stood in the way of tidying up; null where nothing did.</param>
/// <param name="Took">From the start to the last answer.</param>
public sealed record RaceReport(
    int ProductId, string Sku, string ModelSku, IReadOnlyList<RaceAnswer> Answers, RaceTraces Race, RaceTraces After, Refusal? Untidy,
    TimeSpan Took)
{
    public const int Units = 1;

    public int Buyers => Answers.Count;

    public int Won => Answers.Count(answer => answer.Won);

    public int Lost => Answers.Count(answer => answer.Lost);

    /// <summary>Every other answer with how often it was given; empty when all is well.</summary>
    public IReadOnlyList<(string Answer, int Count)> Others =>
    [
        .. Answers.Where(answer => !answer.Won && !answer.Lost).CountBy(answer => answer.ToString())
            .Select(both => (both.Key, both.Value)),
    ];

    public bool Passed => Faults.Count == 0;

    /// <summary>Each way in which it is not as it must be, as a sentence.</summary>
    public IReadOnlyList<string> Faults => [.. Wrong()];

    private IEnumerable<string> Wrong()
    {
        if (Won != Units) yield return $"{Won:N0} of {Buyers:N0} buyers were told the {Units} unit is theirs.";
        if (Lost != Buyers - Units) yield return $"{Lost:N0} buyers were told it is sold out; it must be {Buyers - Units:N0}.";
        foreach (var (answer, count) in Others) yield return $"{count:N0} of {Buyers:N0} buyers were answered {answer}.";
        if (Race.Quantity != 0) yield return $"After the race {Race.Quantity:N0} units are left; it must be 0.";
        if (Race.Moves.Sum(move => move.QuantityChange) != Race.Quantity) yield return "The moves do not add up to what is left.";
        if (!Follows(After.Moves)) yield return "The moves do not follow one another: a balance or a hash is wrong.";
        if (Race.Moves.Count(move => move.Reason == StockReason.Sale) is var sales && sales != Won)
            yield return $"{sales:N0} sales stand in the ledger for {Won:N0} buyers who were told they had it.";
        if (Race.Orders.Count != Won)
            yield return $"{Race.Orders.Count:N0} orders were written for {Won:N0} buyers who were told they had it.";
        if (Race.Lines != Won) yield return $"{Race.Lines:N0} order lines were written; it must be {Won:N0}.";
        foreach (var answer in Answers.Where(answer => answer.Won && !Race.Orders.Contains(answer.OrderNumber!)))
            yield return $"The order {answer.OrderNumber} was promised and is not there.";
        if (Race.Orphans > 0) yield return $"{Race.Orphans:N0} orders without lines were left behind.";
        if (Race.Holds > 0) yield return $"{Race.Holds:N0} reservations were left behind.";
        foreach (var left in NotTidied()) yield return left;
    }

    private IEnumerable<string> NotTidied()
    {
        if (Untidy is { } no) yield return $"Tidying up was refused: {no.Sentence}";
        if (After.IsOnSale) yield return $"{Sku} is still on sale. Hide it by hand.";
        if (After.Quantity != 0) yield return $"{After.Quantity:N0} units of {Sku} are still in the books. Write them off by hand.";
        if (After.Cancelled != After.Orders.Count) yield return $"An order of {Sku} is still open. Cancel it by hand.";
    }

    private static bool Follows(IReadOnlyList<StockMove> moves) => moves.Zip(moves.Skip(1)).All(pair =>
        pair.Second.BalanceBefore == pair.First.BalanceAfter && pair.Second.PreviousHash == pair.First.Hash);
}
