namespace UnityAdmin.Selling.Pages;

/// <summary>Where a submission stands, in the words its seller reads.</summary>
/// <param name="Step">The last of <see cref="Steps"/> that was reached.</param>
/// <param name="Headline">Ends where <paramref name="Amount"/> follows, when there is one.</param>
/// <param name="Sentence">What it means and what comes next.</param>
/// <param name="Amount">The price everything is about now.</param>
/// <param name="IsOver">True when it ended without a sale.</param>
public sealed record SellerStanding(int Step, string Headline, string Sentence, Money? Amount = null, bool IsOver = false)
{
    public static IReadOnlyList<string> Steps { get; } = ["Sent in", "Review", "Offer", "Agreed", "With us", "Paid"];

    private const int InReview = 1;
    private const int Offer = 2;
    private const int Agreed = 3;
    private const int WithUs = 4;
    private const int Paid = 5;

    public static SellerStanding Of(SellSubmission submission, DateTime now) => submission.Status switch
    {
        SellStatus.Rejected => Ended(submission, "We cannot take these this time", "Thank you for offering them to us first."),
        SellStatus.Cancelled => Ended(submission, "This submission was cancelled", "Write to us if that is not what you expected."),
        SellStatus.Approved => new(Agreed, "Agreed at", "Thank you. We look forward to seeing them.", Money.Of(submission.FinalPriceCents)),
        SellStatus.Received => new(WithUs, "Your items have arrived", "We compare them with your photos and description, then we pay you."),
        SellStatus.Inspected => new(WithUs, "We have checked your items", "Your payment comes next."),
        SellStatus.Paid or SellStatus.Completed => new(Paid, "We have paid you", "Thank you for selling to Unity."),
        _ => Talk(submission, now),
    };

    private static SellerStanding Talk(SellSubmission submission, DateTime now) => submission.OfferStatusAt(now) switch
    {
        OfferStatus.Sent => new(Offer, "We offer you",
            $"For {Count(submission.ItemCount)}, paid after a look at the real thing.", Price(submission)),
        OfferStatus.Countered => new(Offer, "You asked for",
            "We are looking at your price. Nothing is agreed until we both say yes.", Price(submission)),
        OfferStatus.Refused => Refusal(submission),
        OfferStatus.Expired => Ended(submission, $"Our offer of {Price(submission)} has expired",
            "It can no longer be accepted. If you still want to sell, send your items in again."),
        OfferStatus.Withdrawn => Ended(submission, $"We have withdrawn our offer of {Price(submission)}",
            "It can no longer be accepted. Write to us if you have questions."),
        _ when submission.Status == SellStatus.Reviewing => new(InReview, "We are looking at your items",
            "We look at every photo ourselves and come back to you with an answer."),
        _ => new(0, "We have your submission", "We look at every photo ourselves and answer within two working days."),
    };

    private static SellerStanding Refusal(SellSubmission submission) => Last(submission)?.MadeBy == OfferParty.Seller
        ? Ended(submission, $"We cannot meet your price of {Price(submission)}",
            "Nothing is owed on either side. Thank you for offering them to us.")
        : Ended(submission, $"You refused our offer of {Price(submission)}", "Nothing else happens. Your items stay yours.");

    private static SellerStanding Ended(SellSubmission submission, string headline, string sentence)
    {
        var step = submission.FinalPriceCents is not null ? Agreed : submission.Offers.Count > 0 ? Offer : InReview;
        return new(step, headline, sentence, IsOver: true);
    }

    private static SellOffer? Last(SellSubmission submission) => submission.Offers.MaxBy(round => round.Revision);

    private static Money? Price(SellSubmission submission) => Money.Of(Last(submission)?.TotalCents);

    private static string Count(int items) => items == 1 ? "your item" : $"your {items} items";
}
