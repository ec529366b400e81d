namespace UnityAdmin.Operations;

/// <summary>What waits for someone at one moment, and how the day and the last two weeks went.</summary>
/// <param name="Piles">Only those that hold something, the most urgent first.</param>
/// <param name="Days">The last <see cref="Today.Days"/> days of the shop, oldest first; the last is today and not over.</param>
public sealed record Desk(IReadOnlyList<WaitingPile> Piles, DayFigures Now, IReadOnlyList<DayFigures> Days);

public enum Waiting
{
    Counters,
    Expiring,
    HoldsRunningOut,
    ToReview,
    MyReviews,
    RefundsOwed,
    OrdersToConfirm,
    OrdersToPack,
    ToReceive,
    ToInspect,
    ToPay,
    ToShelve,
    FailedMessages,
    FailedJobs,
}

/// <summary>How many wait, and the first few of them.</summary>
public sealed record WaitingPile(Waiting What, int Count, IReadOnlyList<WaitingRow> Rows);

/// <summary>One that waits.</summary>
/// <param name="Id">What is dealt with: a submission, or the pile's own kind of thing.</param>
/// <param name="Who">The seller or the buyer.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Price">The price it is about; null where none is named.</param>
/// <param name="At">Since when it waits, or until when where it runs out.</param>
public sealed record WaitingRow(long Id, string Who, string Detail, Money? Price, DateTime At);

/// <summary>What happened on one day of the shop.</summary>
public sealed record DayFigures(DateOnly Day, int Submitted, int OffersSent, int Accepted, Money Agreed);
