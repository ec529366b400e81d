using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

/// <summary>The real verbs on a real database, played one step at a time. A planted bug is a subclass that answers otherwise.</summary>
internal class LedgerUnderTest(TestShop shop, int[] products)
{
    private static readonly Actor[] Admins = [StockSteps.Aoife, StockSteps.Marek];

    private readonly List<int> entered = [];
    private (Adjustment Wanted, Actor By)? lastAdjustment;
    private (IReadOnlyCollection<long> Moves, Guid Operation, Actor By)? lastReversal;

    protected TestShop Shop => shop;

    protected Corrections Verbs => shop.Get<Corrections>();

    protected int[] Products => products;

    /// <returns>The refusal, or null.</returns>
    public async Task<Refusal?> PlayAsync(LedgerOp step, LedgerModel before)
    {
        switch (step)
        {
            case LedgerOp.Adjust adjust:
                return await AdjustStepAsync(adjust);
            case LedgerOp.SendAgain when before.SendsAgain:
                return lastAdjustment is { } again ? (await AdjustAsync(again.Wanted, again.By)).Refused
                    : (await ReverseAsync(lastReversal!.Value.Moves, lastReversal.Value.Operation, lastReversal.Value.By)).Refused;
            case LedgerOp.Reverse reverse:
                return await ReverseStepAsync(reverse, before);
            case LedgerOp.Decide decide when entered.Count > 0:
                return (await DecideAsync(entered[decide.Pick % entered.Count], decide.How, Admins[decide.Admin])).Refused;
            case LedgerOp.SetClock clock:
                shop.Clock.Advance(TimeSpan.FromSeconds(clock.Seconds));
                return null;
            default:
                return null;
        }
    }

    /// <summary>The books of these products as the model writes them: the moves in order, each with its balance.</summary>
    public async Task<IReadOnlyList<string>> BooksAsync()
    {
        var rows = await shop.RowsAsync(
            $"""
            SELECT product_id, quantity_change, balance_after, reason, reverses_id, id FROM stock_moves
            WHERE product_id IN ({string.Join(", ", products)}) ORDER BY id
            """);
        var ids = rows.Select(row => Convert.ToInt64(row["id"], null)).ToList();
        return [.. rows.Select(row => string.Join(' ',
            Array.IndexOf(products, Convert.ToInt32(row["product_id"], null)), row["quantity_change"], row["balance_after"], row["reason"],
            row["reverses_id"] is null or DBNull ? "-" : ids.IndexOf(Convert.ToInt64(row["reverses_id"], null))))];
    }

    protected virtual Task<Result<StockCorrection>> AdjustAsync(Adjustment wanted, Actor by) => Verbs.AdjustAsync(wanted, by, Stop);

    protected virtual Task<Result<StockCorrection>> ReverseAsync(IReadOnlyCollection<long> moves, Guid operation, Actor by) =>
        Verbs.ReverseAsync(moves, "Taken back", operation, by, Stop);

    protected virtual Task<Result<StockCorrection>> DecideAsync(int correction, Deciding how, Actor by) => how switch
    {
        Deciding.Approve => Verbs.ApproveAsync(correction, by, Stop),
        Deciding.Refuse => Verbs.RefuseAsync(correction, "Not so", by, Stop),
        _ => Verbs.WithdrawAsync(correction, by, Stop),
    };

    protected async Task<List<long>> MovesAsync(int product) => await shop.IdsAsync(
        $"SELECT id AS \"Value\" FROM stock_moves WHERE product_id = {product} ORDER BY id DESC");

    private async Task<Refusal?> AdjustStepAsync(LedgerOp.Adjust step)
    {
        var product = products[step.Product];
        var moves = await MovesAsync(product);
        long? seen = step.MovesBehind < moves.Count ? moves[step.MovesBehind] : null;
        var wanted = new Adjustment(
            product, seen, step.ToCount ? null : step.Amount, step.ToCount ? step.Amount : null, step.Reason, "Random", Guid.NewGuid());
        var outcome = await AdjustAsync(wanted, Admins[step.Admin]);
        if (outcome.Refused is { } refused) return refused;
        (lastAdjustment, lastReversal) = ((wanted, Admins[step.Admin]), null);
        entered.Add(outcome.Value.Id);
        return null;
    }

    private async Task<Refusal?> ReverseStepAsync(LedgerOp.Reverse step, LedgerModel before)
    {
        var all = await shop.IdsAsync(
            $"SELECT id AS \"Value\" FROM stock_moves WHERE product_id IN ({string.Join(", ", products)}) ORDER BY id");
        var (moves, operation) = (before.Picked(step).Select(index => all[index]).ToList(), Guid.NewGuid());
        var outcome = await ReverseAsync(moves, operation, Admins[step.Admin]);
        if (outcome.Refused is { } refused) return refused;
        (lastAdjustment, lastReversal) = (null, (moves, operation, Admins[step.Admin]));
        entered.Add(outcome.Value.Id);
        return null;
    }
}
