using Bogus;

namespace UnityAdmin.Demo;

/// <summary>How far a submission has come, and by which way.</summary>
internal enum DemoPlot
{
    Untouched,
    UnderReview,
    OfferOut,
    OfferEnding,
    Countered,
    OfferRanOut,
    OfferRefused,
    OfferWithdrawn,
    Agreed,
    Received,
    Inspected,
    Paid,
    Completed,
    TurnedDownAtOnce,
    TurnedDownAfterLook,
    TurnedDownWithOfferOut,
    TurnedDownAfterCounter,
    TurnedDownOnArrival,
    SoldElsewhere,
    LeftAfterRefusal,
    LeftAfterExpiry,
    LeftAfterWithdrawal,
    LeftAfterOurRefusal,
    NeverBroughtIn,
}

/// <summary>Which plot each submission gets: a plot needs its time, so it is dealt only to submissions of a fitting age.</summary>
internal static class DemoPlots
{
    public const int Count = 400;

    /// <summary>How often a plot comes, and between which ranks, counted from the newest submission.</summary>
    private sealed record Share(DemoPlot Plot, int Count, int Newest, int Oldest);

    private static readonly Share[] Shares =
    [
        new(DemoPlot.Untouched, 36, 0, 55),
        new(DemoPlot.UnderReview, 13, 5, 65),
        new(DemoPlot.OfferOut, 10, 18, 62),
        new(DemoPlot.OfferEnding, 5, 22, 70),
        new(DemoPlot.Countered, 10, 16, 85),
        new(DemoPlot.OfferRanOut, 4, 70, 130),
        new(DemoPlot.OfferRefused, 3, 30, 110),
        new(DemoPlot.OfferWithdrawn, 2, 30, 110),
        new(DemoPlot.Agreed, 13, 28, 115),
        new(DemoPlot.Received, 8, 50, 130),
        new(DemoPlot.Inspected, 6, 55, 140),
        new(DemoPlot.Paid, 6, 60, 160),
        new(DemoPlot.Completed, 128, 85, Count - 1),
        new(DemoPlot.TurnedDownAtOnce, 34, 6, Count - 1),
        new(DemoPlot.TurnedDownAfterLook, 24, 14, Count - 1),
        new(DemoPlot.TurnedDownWithOfferOut, 3, 60, Count - 1),
        new(DemoPlot.TurnedDownAfterCounter, 6, 60, Count - 1),
        new(DemoPlot.TurnedDownOnArrival, 6, 90, Count - 1),
        new(DemoPlot.SoldElsewhere, 16, 12, Count - 1),
        new(DemoPlot.LeftAfterRefusal, 24, 60, Count - 1),
        new(DemoPlot.LeftAfterExpiry, 22, 110, Count - 1),
        new(DemoPlot.LeftAfterWithdrawal, 4, 70, Count - 1),
        new(DemoPlot.LeftAfterOurRefusal, 9, 70, Count - 1),
        new(DemoPlot.NeverBroughtIn, 8, 120, Count - 1),
    ];

    /// <returns>One plot a submission, oldest first.</returns>
    public static List<DemoPlot> Deal(Randomizer random)
    {
        var left = Shares.ToDictionary(share => share.Plot, share => share.Count);
        var dealt = new List<DemoPlot>(Count);
        for (var rank = 0; rank < Count; rank++)
        {
            var open = Shares.Where(share => left[share.Plot] > 0 && rank >= share.Newest).ToList();

            // A plot whose ranks run out is urgent; one that fills all the ranks left to it comes now.
            var urgency = open.ConvertAll(share => left[share.Plot] / Math.Max(share.Oldest - rank + 1, 0.01f));
            var must = urgency.IndexOf(urgency.Max());
            var plot = urgency[must] >= 1 ? open[must].Plot : random.WeightedRandom(open.ToArray(), SumToOne(urgency)).Plot;
            left[plot]--;
            dealt.Add(plot);
        }

        dealt.Reverse();
        return dealt;
    }

    private static float[] SumToOne(List<float> weights) => [.. weights.Select(weight => weight / weights.Sum())];
}
