using UnityAdmin.Media;
using UnityAdmin.Shell;

namespace UnityAdmin.Selling;

/// <summary>The stable names under which Selling's verbs stand in the audit log, each with the words people read.</summary>
public static class SellingActions
{
    public const string Submitted = "submission.submitted";
    public const string Assigned = "submission.assigned";
    public const string Rejected = "submission.rejected";
    public const string Cancelled = "submission.cancelled";
    public const string ContactEdited = "submission.contact_edited";
    public const string NoteAdded = "submission.note_added";
    public const string ItemDecided = "item.decided";
    public const string OfferSent = "offer.sent";
    public const string OfferWithdrawn = "offer.withdrawn";
    public const string OfferExtended = "offer.extended";
    public const string OfferReminded = "offer.reminded";
    public const string OfferAnswered = "offer.answered";
    public const string OfferExpired = "offer.expired";
    public const string CounterAccepted = "counter.accepted";
    public const string CounterRefused = "counter.refused";
    public const string ItemsReceived = "items.received";
    public const string ItemsInspected = "items.inspected";
    public const string SellerPaid = "seller.paid";
    public const string Completed = "submission.completed";

    private static readonly Dictionary<string, string> Phrases = new()
    {
        [Submitted] = "sent the submission in",
        [Assigned] = "assigned the submission",
        [Rejected] = "rejected the submission",
        [Cancelled] = "cancelled the submission",
        [ContactEdited] = "edited the contact",
        [NoteAdded] = "added a note",
        [ItemDecided] = "decided on an item",
        [OfferSent] = "sent an offer",
        [OfferWithdrawn] = "withdrew the offer",
        [OfferExtended] = "extended the offer",
        [OfferReminded] = "reminded the seller",
        [OfferAnswered] = "answered the offer",
        [OfferExpired] = "marked the offer as expired",
        [CounterAccepted] = "accepted the counter",
        [CounterRefused] = "refused the counter",
        [ItemsReceived] = "received the items",
        [ItemsInspected] = "inspected the items",
        [SellerPaid] = "paid the seller",
        [Completed] = "completed the submission",
        [MediaActions.Converted] = "made a photo over",
    };

    /// <summary>The audit rows of a submission in words.</summary>
    public static readonly HistoryWords History = new(Phrase, new Dictionary<string, string>
    {
        ["sell_items"] = "Item",
        ["sell_offers"] = "Round",
        ["sell_offer_items"] = "Round's item",
        ["sell_notes"] = "Note",
        ["sell_inspections"] = "Found",
        ["sell_payments"] = "Payment",
        ["images"] = "Photo",
    });

    /// <summary>The action as a past-tense phrase that follows a name: <c>sent an offer</c>.</summary>
    public static string Phrase(string action) => Phrases.GetValueOrDefault(action, action);
}
