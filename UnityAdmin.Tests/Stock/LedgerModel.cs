using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>A move as the model knows it: numbers only, no database.</summary>
internal sealed record ModelMove(int Product, int Change, StockReason Reason, int? Reverses);

/// <summary>
/// The ledger as the issue describes it, in memory and as naively as can be: what each step must answer and what must then stand in the
/// books. Written against product.md and not against the code.
/// </summary>
internal sealed class LedgerModel(long[] pricesCents, int[] openings, long secondApproverCents)
{
    private readonly List<ModelMove> moves =
        [.. openings.Select((units, product) => new ModelMove(product, units, StockReason.Opening, null))];

    private readonly List<ModelCorrection> corrections = [];
    private ModelCorrection? lastSent;

    public IReadOnlyList<ModelMove> Moves => moves;

    public IReadOnlyList<ModelCorrection> Corrections => corrections;

    public int Quantity(int product) => moves.Where(move => move.Product == product).Sum(move => move.Change);

    /// <returns>Whether the step must be refused.</returns>
    public bool Refuses(LedgerOp step) => step switch
    {
        LedgerOp.Adjust adjust => RefusesAdjust(adjust),
        LedgerOp.SendAgain => false,
        LedgerOp.Reverse reverse => RefusesReverse(reverse),
        LedgerOp.Decide decide => RefusesDecide(decide),
        _ => false,
    };

    /// <summary>Which moves of the sequence a reversal names.</summary>
    public List<int> Picked(LedgerOp.Reverse step) => [.. step.Picks.Select(pick => pick % moves.Count).Distinct()];

    public bool SendsAgain => lastSent is not null;

    private bool RefusesAdjust(LedgerOp.Adjust step)
    {
        var behind = Math.Min(step.MovesBehind, moves.Count(move => move.Product == step.Product));
        var change = step.ToCount ? step.Amount - Quantity(step.Product) : step.Amount;
        if (step is { ToCount: true, Amount: < 0 } || behind > 0 || change == 0 || !step.Reason.Fits(change)) return true;
        return Enter(step.Admin, step.Reason, [new ModelMove(step.Product, change, step.Reason, null)]);
    }

    private bool RefusesReverse(LedgerOp.Reverse step)
    {
        var wanted = Picked(step).Select(index => (Index: index, Move: moves[index]))
            .OrderBy(pick => pick.Move.Product).ThenBy(pick => pick.Move.Change > 0).ThenByDescending(pick => pick.Index).ToList();
        var back = wanted.Select(pick => new ModelMove(pick.Move.Product, -pick.Move.Change, StockReason.Reversal, pick.Index)).ToList();
        return !Fits(back) || Enter(step.Admin, StockReason.Reversal, back);
    }

    private bool RefusesDecide(LedgerOp.Decide step)
    {
        if (corrections.Count == 0) return false;
        var correction = corrections[step.Pick % corrections.Count];
        var isOwn = correction.Admin == step.Admin;
        if (correction.Status != CorrectionStatus.Waiting || isOwn != (step.How == Deciding.Withdraw)) return true;
        if (step.How == Deciding.Approve && !Fits(correction.Lines)) return true;
        if (step.How == Deciding.Approve) moves.AddRange(correction.Lines);
        correction.Status = step.How switch
        {
            Deciding.Approve => CorrectionStatus.Posted,
            Deciding.Refuse => CorrectionStatus.Refused,
            _ => CorrectionStatus.Withdrawn,
        };
        return false;
    }

    private bool Enter(int admin, StockReason reason, List<ModelMove> lines)
    {
        var value = lines.Sum(line => Math.Abs(line.Change) * pricesCents[line.Product]);
        var alone = value <= secondApproverCents;
        if (alone && !Fits(lines)) return true;
        if (alone) moves.AddRange(lines);
        corrections.Add(lastSent = new ModelCorrection(admin, reason, lines)
        {
            Status = alone ? CorrectionStatus.Posted : CorrectionStatus.Waiting,
        });
        return false;
    }

    // No balance below zero on the way, and no move taken back twice.
    private bool Fits(List<ModelMove> lines)
    {
        var balances = openings.Select((_, product) => Quantity(product)).ToArray();
        foreach (var line in lines)
        {
            if (line.Reverses is { } taken && moves.Exists(move => move.Reverses == taken)) return false;
            if ((balances[line.Product] += line.Change) < 0) return false;
        }

        return true;
    }
}

internal sealed record ModelCorrection(int Admin, StockReason Reason, List<ModelMove> Lines)
{
    public CorrectionStatus Status { get; set; }
}
