namespace UnityAdmin.Selling.Pages;

public enum NextMove
{
    /// <summary>Nothing for staff to do: the sentence says for what or whom it waits.</summary>
    Wait,
    Offer,
    AnswerCounter,
    RejectAll,
    CancelIt,
    Receive,
    Inspect,
    Pay,
    Shelve,
}

/// <summary>The one thing to do next with a submission.</summary>
public sealed record NextStep(NextMove Move, string Word, string Icon)
{
    public static NextStep Of(SellSubmission submission, DateTime now) => (submission.Status, submission.OfferStatusAt(now)) switch
    {
        (SellStatus.Rejected or SellStatus.Cancelled or SellStatus.Completed, _) => new(NextMove.Wait, "Closed", "lock"),
        (SellStatus.Approved, _) => new(NextMove.Receive, "Receive items", "package_2"),
        (SellStatus.Received, _) => new(NextMove.Inspect, "Inspect", "fact_check"),
        (SellStatus.Inspected, _) => new(NextMove.Pay, "Pay seller", "payments"),
        (SellStatus.Paid, _) => new(NextMove.Shelve, "Put on the shelf", "shelves"),
        (_, OfferStatus.Sent) => new(NextMove.Wait, "Waiting for the seller", "hourglass_top"),
        (_, OfferStatus.Countered) => new(NextMove.AnswerCounter, "Answer counter", "reply"),
        (_, OfferStatus.NoOffer) when submission.Items.All(item => item.Decision == ItemDecision.Rejected) =>
            new(NextMove.RejectAll, "Reject", "block"),
        (_, OfferStatus.NoOffer) => new(NextMove.Offer, "Send offer", "send"),
        _ => new(NextMove.CancelIt, "Close request", "inventory"),
    };

    /// <summary>Whether another round of ours may follow.</summary>
    public static bool MayOffer(SellSubmission submission, DateTime now) =>
        submission.PriceIsOpenAt(now) && submission.OfferStatusAt(now) != OfferStatus.Sent;
}
