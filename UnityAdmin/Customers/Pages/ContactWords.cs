namespace UnityAdmin.Customers.Pages;

/// <summary>How kinds of contact are shown.</summary>
internal static class ContactWords
{
    public static string Noun(ContactKind kind) => kind switch
    {
        ContactKind.Phone => "Phone",
        ContactKind.Email => "E-mail",
        _ => "Handle",
    };

    public static string Icon(ContactKind kind) => kind switch
    {
        ContactKind.Phone => "call",
        ContactKind.Email => "mail",
        _ => "alternate_email",
    };

    /// <summary>What a click does; null where there is nothing to open.</summary>
    public static string? Href(CustomerContact contact) => contact.Kind switch
    {
        ContactKind.Phone => $"tel:{contact.Value}",
        ContactKind.Email => $"mailto:{contact.Value}",
        _ => null,
    };
}
