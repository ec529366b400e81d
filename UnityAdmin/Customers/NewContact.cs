namespace UnityAdmin.Customers;

/// <summary>A way to reach a customer as staff typed it.</summary>
/// <param name="Channel">Where a handle is known; nothing to the other kinds.</param>
public sealed record NewContact(ContactKind Kind, string Typed, string? Channel = null)
{
    /// <summary>In the spelling it is kept and compared by.</summary>
    public Result<string> Read()
    {
        var typed = Typed.Trim();
        var details = Kind switch
        {
            ContactKind.Phone => new ContactDetails(null, Phone.Normalize(typed), null),
            ContactKind.Email => new ContactDetails(null, null, EmailAddress.Check(typed)),
            _ => new ContactDetails(null, null, null, typed, Channel?.Replace(":", "")),
        };
        if (details.Points is not [var (_, value)]) return Unreadable;
        return value.Length <= CustomerContact.ValueLength ? value : CustomersRefusals.ContactTooLong;
    }

    private Refusal Unreadable => Kind switch
    {
        ContactKind.Phone => CustomersRefusals.PhoneUnreadable,
        ContactKind.Email => CustomersRefusals.EmailUnreadable,
        _ => CustomersRefusals.HandleIncomplete,
    };
}
