namespace UnityAdmin.Customers;

/// <summary>
/// Something a document says of a customer that their record does not. Anybody may have written it, so staff take it over or leave it.
/// </summary>
/// <param name="From">The newest document that says so.</param>
/// <param name="Shown">As people read it.</param>
public abstract record NewDetail(TypedDetails From, string Shown)
{
    private const int Most = 8;

    public sealed record Name(TypedDetails From, string Value) : NewDetail(From, Value);

    public sealed record Contact(TypedDetails From, ContactKind Kind, string Value) : NewDetail(From, CustomerContact.ShownOf(Kind, Value));

    public sealed record Address(TypedDetails From, Place Place) : NewDetail(From, Place.Shown);

    /// <summary>What the documents say beyond the record, each thing once; a name only where there is none.</summary>
    /// <param name="customer">With contacts and addresses.</param>
    /// <param name="typed">What their documents say.</param>
    /// <param name="others">Contacts among them that are somebody else's.</param>
    internal static IReadOnlyList<NewDetail> Of(
        Customer customer, IReadOnlyList<TypedDetails> typed, IReadOnlyCollection<(ContactKind Kind, string Value)> others)
    {
        var known = customer.Contacts.Select(contact => (contact.Kind, contact.Value)).Concat(others).ToHashSet();
        var places = customer.Addresses.Select(address => address.Normalized).ToHashSet();
        var names = customer.Name is null ? typed.Where(from => !string.IsNullOrEmpty(from.Contact.Name)).Take(1) : [];
        var contacts = from document in typed
                       from point in document.Contact.Points
                       where known.Add(point)
                       select new Contact(document, point.Kind, point.Value);
        var addresses = typed.Where(from => from.Place is { } place && places.Add(place.Normalized));
        return
        [
            .. names.Select(from => (NewDetail)new Name(from, from.Contact.Name!)).Concat(contacts)
                .Concat(addresses.Select(from => new Address(from, from.Place!))).Take(Most),
        ];
    }
}
