namespace UnityAdmin.Customers;

/// <summary>Every way the verbs on customers say no, with the sentence people read.</summary>
public static class CustomersRefusals
{
    public static readonly Refusal NotFound = new("customer_not_found", "There is no such customer.", RefusalKind.Missing);

    public static readonly Refusal Gone = new("customer_gone",
        "This customer was merged or erased meanwhile, so nothing was changed. Search for them again.");

    public static readonly Refusal ChangedMeanwhile = new("customer_changed",
        "Someone has changed this customer meanwhile. What is shown now is how it stands; look again, then decide.");

    public static readonly Refusal NameTooLong = Field("name", "name_too_long",
        $"The name must be at most {Customer.NameLength} characters.");

    public static readonly Refusal PhoneUnreadable = Field("value", "phone_invalid",
        "This is no phone number. Write it as 087 123 4567 or with its country code.");

    public static readonly Refusal EmailUnreadable = Field("value", "email_invalid", "This is no e-mail address.");

    public static readonly Refusal HandleIncomplete = Field("value", "handle_incomplete",
        "Give the handle and say where it is known, such as Instagram.");

    public static readonly Refusal ContactTooLong = Field("value", "contact_too_long",
        $"A contact must be at most {CustomerContact.ValueLength} characters.");

    public static readonly Refusal ContactThere = Field("value", "contact_there", "They have this contact already.");

    public static readonly Refusal LastContact = new("last_contact",
        "This is the only way to know them again. Add another contact before you remove it.");

    public static readonly Refusal PartGone = new("part_gone", "It was removed meanwhile. What is shown now is how it stands.");

    public static readonly Refusal SessionOver = new("session_over", "This session has ended already.");

    public static readonly Refusal WithThemselves = new("merge_with_themselves",
        "These two are one record already. Choose another customer.", RefusalKind.Invalid);

    /// <summary>Code of <see cref="ContactTaken"/>: the pages offer the merge then.</summary>
    public const string ContactTakenCode = "contact_taken";

    public static Refusal ContactTaken(Customer owner) => Field("value", ContactTakenCode,
        $"This belongs to {owner.DisplayName}. If both are the same person, merge them; else ask which of the two it is.");

    public static Refusal NameClash(string? theirs) => new("name_changed", "Someone has changed the name meanwhile.")
    {
        Fields = new Dictionary<string, string>
        {
            ["name"] = theirs is null ? "It is empty now. Save again to keep yours." : $"It is now “{theirs}”. Save again to keep yours.",
        },
    };

    public static Refusal NotConfirmed(string words) => Field("confirmation", "not_confirmed", $"Type “{words}” to confirm.");

    /// <param name="open">What is unfinished, by name.</param>
    public static Refusal OpenBusiness(IReadOnlyCollection<string> open) => new("open_business",
        $"There is open business with them: {string.Join(", ", open)}. "
        + "Finish or cancel it first; until then the shop needs to know who they are.");

    private static Refusal Field(string name, string code, string sentence) => new(code, sentence, RefusalKind.Invalid)
    {
        Fields = new Dictionary<string, string> { [name] = sentence },
    };
}
