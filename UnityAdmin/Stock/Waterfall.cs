using System.Globalization;

namespace UnityAdmin.Stock;

/// <summary>Why a quantity is what it is: one step a move, oldest first, from what was there before them.</summary>
/// <param name="Before">What the moves older than the first step had come to; null when there are none.</param>
/// <param name="Steps">At most <see cref="MaxSteps"/>.</param>
public sealed record Waterfall(GatheredMoves? Before, IReadOnlyList<DocumentedMove> Steps)
{
    /// <summary>More bars than this are no longer read but looked at.</summary>
    public const int MaxSteps = 24;

    public int Now => Steps.Count == 0 ? 0 : Steps[^1].Move.BalanceAfter;

    /// <summary>The highest balance on the way, at least 1: what the tallest bar stands for.</summary>
    public int Top => Math.Max(1, Steps.Max(step => (int?)Math.Max(step.Move.BalanceBefore, step.Move.BalanceAfter)) ?? 1);

    /// <summary><c>+3</c> or <c>−1</c>, with the sign that is as wide as a digit.</summary>
    public static string WithSign(int change) => change.ToString("+#,0;−#,0", CultureInfo.InvariantCulture);

    /// <param name="newest">All moves newest first, or of more of them at least one more than there may be steps.</param>
    public static Waterfall Of(IReadOnlyList<DocumentedMove> newest)
    {
        var steps = newest.Take(MaxSteps).Reverse().ToList();
        var older = newest.Count > MaxSteps ? newest[MaxSteps].Move : null;
        return new Waterfall(older is null ? null : new GatheredMoves(older.CreatedAt, older.BalanceAfter), steps);
    }
}

/// <summary>What all moves until a moment had come to.</summary>
public sealed record GatheredMoves(DateTime Until, int Balance);
