using UnityAdmin.Shell;

namespace UnityAdmin.Selling.Pages;

/// <summary>How a state is shown: always a word and an icon, the colour only beside them.</summary>
public readonly record struct Look(string Word, string Icon, Meaning Meaning)
{
    public static Look Of(SellStatus status) => status switch
    {
        SellStatus.Pending => new("Pending", "inbox", Meaning.Attention),
        SellStatus.Reviewing => new("Reviewing", "visibility", Meaning.Info),
        SellStatus.Approved => new("Approved", "thumb_up", Meaning.Good),
        SellStatus.Received => new("Received", "package_2", Meaning.Info),
        SellStatus.Inspected => new("Inspected", "fact_check", Meaning.Info),
        SellStatus.Paid => new("Paid", "payments", Meaning.Good),
        SellStatus.Completed => new("Completed", "check_circle", Meaning.Neutral),
        SellStatus.Rejected => new("Rejected", "block", Meaning.Bad),
        _ => new("Cancelled", "cancel", Meaning.Neutral),
    };

    public static Look Of(OfferStatus status) => status switch
    {
        OfferStatus.NoOffer => new("No offer", "remove", Meaning.Neutral),
        OfferStatus.Sent => new("Sent", "send", Meaning.Info),
        OfferStatus.Countered => new("Countered", "reply", Meaning.Attention),
        OfferStatus.Accepted => new("Accepted", "handshake", Meaning.Good),
        OfferStatus.Refused => new("Refused", "thumb_down", Meaning.Bad),
        OfferStatus.Expired => new("Expired", "timer_off", Meaning.Neutral),
        _ => new("Withdrawn", "undo", Meaning.Neutral),
    };

    public static Look Of(InspectionOutcome outcome) => outcome switch
    {
        InspectionOutcome.AsDescribed => new("As described", "verified", Meaning.Good),
        InspectionOutcome.PriceCut => new("Price cut", "content_cut", Meaning.Attention),
        _ => new("Not kept", "undo", Meaning.Bad),
    };
}
