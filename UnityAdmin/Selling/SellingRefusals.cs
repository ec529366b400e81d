using static UnityAdmin.RefusalKind;

namespace UnityAdmin.Selling;

/// <summary>Every way Selling says no, with the sentence people read.</summary>
public static class SellingRefusals
{
    public static readonly Refusal ContactErased = new("contact_erased",
        "This person's data was erased on their request, so the contact stays empty.");

    public static readonly Refusal NotFound = new("submission_not_found", "There is no such submission.", Missing);

    public static readonly Refusal OfferNotFound = new("offer_not_found",
        "This link does not lead to an offer. Check that it was copied whole, or ask the shop for a new one.", Missing);

    public static readonly Refusal LinkIncomplete = new("link_incomplete",
        "This link is incomplete. Open the link in the shop's message, or ask the shop for a new one.", Forbidden);

    public static readonly Refusal ItemNotFound = new("item_not_found", "There is no such item in this submission.", Missing);

    public static readonly Refusal NotOnStaff = new("not_on_staff", "This person is not on the staff any more. Choose someone else.");

    public static readonly Refusal NoAskingPrice = new("no_asking_price",
        "The seller asked no price for this item. Set the shop's price.", Invalid);

    public static readonly Refusal PriceOutOfRange = Field("offered_price", "price_out_of_range",
        $"Give a price above €0.00 and up to {new Money(Money.MaxCents)}.");

    public static readonly Refusal CounterPriceMissing = Field("counter_price", "counter_price_missing", "Say what price you would take.");

    public static readonly Refusal CounterPriceOutOfRange = Field("counter_price", "counter_price_out_of_range",
        $"Give a price above €0.00 and up to {new Money(Money.MaxCents)}.");

    public static readonly Refusal CounterPriceUnreadable = Field("counter_price", "counter_price_unreadable",
        "Write the price as an amount of euro, such as 120 or 120.50.");

    public static readonly Refusal DaysOutOfRange = Field("expires_in_days", "days_out_of_range",
        $"An offer may stay open {SellOffer.MinDays} to {SellOffer.MaxDays} days from today.");

    public static readonly Refusal ReasonMissing = Field("reason", "reason_missing", "Give a reason.");

    public static readonly Refusal NotExpired = new("not_expired", "The offer's time is not over.");

    public static readonly Refusal RemindedLately = new("reminded_lately",
        "The seller was reminded less than 12 hours ago. Wait a little.");

    public static readonly Refusal NoteEmpty = Field("text", "note_empty", "Write the note first.");

    /// <param name="clashes">By field, what someone else has made of it.</param>
    public static Refusal ContactClash(IReadOnlyDictionary<string, string> clashes) => new("contact_clash",
        "Someone else has just changed the same fields. Theirs are shown beside yours; save again to keep yours.") { Fields = clashes };

    public static Refusal ContactInvalid(string sentence) => new("contact_invalid", sentence, Invalid);

    public static Refusal TooLong(string field, string what, int length) =>
        Field(field, "too_long", $"{what} may be at most {length:N0} characters long.");

    public static readonly Refusal MessageNotText = Field("message", "message_not_text", "The message holds characters that are not text.");

    public static Refusal NoSuchMove(SellStatus from, SellStatus to) => new("no_such_move",
        $"A submission that is {Word(from)} cannot become {Word(to)}.");

    public static Refusal Closed(SellStatus status) => new("submission_closed",
        $"This submission is {Word(status)}; its price is no longer open.");

    public static Refusal OfferAlreadyOpen(SellOffer open) => new("offer_already_open",
        $"{open.SentByName} has already sent {new Money(open.TotalCents)} (round {open.Revision}). "
        + "Your text is kept; withdraw that offer or wait for the answer.");

    public static Refusal NoFurtherRound(OfferStatus status) => new("no_further_round",
        $"The offer is {Word(status)}, which ended the talk about the price. Ask the seller to submit again.");

    public static Refusal NothingToWithdraw(OfferStatus status) => NoOpenOffer("withdraw", status);

    public static Refusal NothingToExtend(OfferStatus status) => NoOpenOffer("extend", status);

    public static Refusal NothingToRemind(OfferStatus status) => NoOpenOffer("remind the seller of", status);

    public static Refusal NoCounterOpen(OfferStatus status) => new("no_counter_open",
        $"There is no counter waiting for an answer; the offer is {Word(status)}.");

    public static Refusal Undecided(int count) => new("items_undecided",
        count == 1 ? "Decide on the last item first." : $"Decide on the {count} items that are left first.");

    public static readonly Refusal NothingTaken = new("nothing_taken",
        "Every item is rejected. Reject the submission instead of sending an offer.");

    public static Refusal ChangedMeanwhile(string who, string what) => new("changed_meanwhile",
        $"{who} {what} while you were at it. Look at the change, then do it again; what you typed is kept.");

    /// <summary>The seller answered something that is no longer so; names what is.</summary>
    public static Refusal StaleOffer(SellSubmission submission, DateTime now) => new("stale_offer", submission.OfferStatusAt(now) switch
    {
        OfferStatus.Expired => "This offer has expired. Ask the shop for a new one.",
        OfferStatus.Withdrawn => "The shop has withdrawn this offer.",
        OfferStatus.Accepted => $"This offer is already accepted at {Money.Of(submission.FinalPriceCents)}.",
        OfferStatus.Refused => "This offer has already been refused.",
        OfferStatus.Countered => "Your counter offer is with the shop, which has not answered yet.",
        OfferStatus.Sent =>
            $"The offer has changed since you opened it; it is now {Money.Of(submission.OfferedPriceCents)}. Look at it, then answer.",
        _ => "There is no offer to answer yet.",
    });

    public static readonly Refusal NothingKept = new("nothing_kept",
        "Nothing of this is kept, so there is nothing to pay for. Reject the submission instead.");

    public static Refusal FindingMissing(SellItem item) => Of(item, "outcome", "finding_missing", "say what you found");

    public static Refusal FoundConditionMissing(SellItem item) =>
        Of(item, "found_condition", "found_condition_missing", "say in what condition it is");

    public static Refusal FoundConditionUnknown(SellItem item) => Of(item, "found_condition", "found_condition_unknown",
        $"choose one of {string.Join(", ", SellVocabulary.Conditions)} as its condition");

    public static Refusal FindingReasonMissing(SellItem item, InspectionOutcome outcome) => Of(item, "reason", "finding_reason_missing",
        outcome == InspectionOutcome.Returned ? "give the reason why it goes back" : "give the reason for the lower price");

    public static Refusal CutOutOfRange(SellItem item, long agreedCents) => Of(item, "price", "cut_out_of_range",
        $"give a price above €0.00 and below the agreed {new Money(agreedCents)}");

    public static readonly Refusal ReferenceMissing = Field("reference", "reference_missing",
        "Give the reference under which the payment is found at the bank.");

    public static readonly Refusal MethodMissing = Field("method", "method_missing", "Choose how the seller is paid.");

    public static Refusal WrongPayout(Money due) => Field("amount", "wrong_payout",
        $"The payout is {due}. Pay exactly that; a lower price is the inspection's to find.");

    public static Refusal AlreadyPaid(SellPayment paid) => new("already_paid",
        $"{paid.PaidByName} has already paid {new Money(paid.AmountCents)} ({paid.Method.Word().ToLowerInvariant()}). Do not pay again.");

    public static Refusal ShelfMissing(SellItem item) => Of(item, "category", "shelf_missing", "say what it becomes on the shelf");

    public static Refusal ShelfField(SellItem item, string field, string todo) => Of(item, field, "shelf_invalid", todo);

    public static string Word(SellStatus status) => status.ToString().ToLowerInvariant();

    public static string Word(OfferStatus status) => status switch
    {
        OfferStatus.NoOffer => "not made yet",
        OfferStatus.Sent => "with the seller",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static Refusal NoOpenOffer(string verb, OfferStatus status) => new("no_open_offer",
        $"There is no open offer to {verb}; the offer is {Word(status)}.");

    // The field bears its item's key, as a form of many items names it: price-12.
    private static Refusal Of(SellItem item, string field, string code, string todo) =>
        Field($"{field}-{item.Id}", code, $"Item {item.Position}: {todo}.");

    private static Refusal Field(string name, string code, string sentence) =>
        new(code, sentence, Invalid) { Fields = new Dictionary<string, string> { [name] = sentence } };
}
