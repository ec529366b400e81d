using UnityAdmin.Shell;

namespace UnityAdmin.Customers;

/// <summary>The stable names under which the verbs on customers stand in the audit log, each with the words people read.</summary>
public static class CustomersActions
{
    public const string Renamed = "customer.renamed";
    public const string ContactAdded = "customer.contact_added";
    public const string TakenOver = "customer.taken_over";
    public const string ContactRemoved = "customer.contact_removed";
    public const string AddressChosen = "customer.address_chosen";
    public const string AddressDeleted = "customer.address_deleted";
    public const string SessionRevoked = "customer.session_revoked";
    public const string SessionsRevoked = "customer.sessions_revoked";
    public const string Merged = "customer.merged";
    public const string Erased = "customer.erased";

    private static readonly Dictionary<string, string> Phrases = new()
    {
        [Renamed] = "changed the name",
        [ContactAdded] = "added a contact",
        [TakenOver] = "took over what a document says",
        [ContactRemoved] = "removed a contact",
        [AddressChosen] = "chose the default address",
        [AddressDeleted] = "deleted an address",
        [SessionRevoked] = "ended a session",
        [SessionsRevoked] = "ended every session",
        [Merged] = "merged two customers",
        [Erased] = "erased the personal data",

        // Verbs of the areas above by which a customer is met.
        ["order.placed"] = "took an order",
        ["reservation.created"] = "took a reservation",
        ["submission.submitted"] = "took a sell request",
        ["submission.contact_edited"] = "edited the contact of a sell request",
    };

    /// <summary>The audit rows of a customer in words.</summary>
    public static readonly HistoryWords History = new(Phrase, new Dictionary<string, string>
    {
        ["user_contacts"] = "Contact",
        ["addresses"] = "Address",
        ["sessions"] = "Session",
        ["password_resets"] = "Password reset",
    });

    /// <summary>The action as a past-tense phrase that follows a name: <c>changed the name</c>.</summary>
    public static string Phrase(string action) => Phrases.GetValueOrDefault(action, action);
}
