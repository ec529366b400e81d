using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>
/// One person the shop deals with, as buyer, seller or both: those with an account at the storefront and guests alike. Who is the same
/// person is told by their <see cref="Contacts"/>: a phone, an e-mail address or a handle belongs to one customer only.
/// </summary>
public sealed class Customer : IVersioned, IBelongsTo, ISearchable
{
    public const string Table = "users";
    public const int NameLength = 120;
    public const int EmailLength = 254;

    /// <summary>What stands for the name of someone whose data was erased.</summary>
    public const string ErasedName = "Erased customer";

    public int Id { get; init; }

    /// <summary>The address they sign in with at the storefront, in lower case; null for guests.</summary>
    [MaxLength(EmailLength)]
    public string? Email { get; set; }

    [MaxLength(NameLength)]
    public string? Name { get; set; }

    /// <summary>The names of the records that were merged into this one, a line each: whoever knows them by one still finds them.</summary>
    public string? OtherNames { get; private set; }

    /// <summary>The storefront's; null for guests.</summary>
    [Secret, MaxLength(200)]
    public string? PasswordHash { get; set; }

    public DateTime CreatedAt { get; init; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    /// <summary>When their personal data was erased on request; their figures stay.</summary>
    public DateTime? ErasedAt { get; private set; }

    /// <summary>The customer this record was merged into; it is kept so that old links still lead somewhere.</summary>
    public int? MergedIntoId { get; private set; }

    /// <summary>Everything the search box finds them by, folded.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    public int Version { get; set; }

    public List<CustomerContact> Contacts { get; init; } = [];

    public List<Address> Addresses { get; init; } = [];

    DocumentId IBelongsTo.Document => new(Table, Id);

    /// <summary>Merged or erased: nothing about the record changes any more.</summary>
    public bool IsGone => ErasedAt is not null || MergedIntoId is not null;

    public string DisplayName => ErasedAt is not null ? ErasedName
        : Name ?? Email ?? Contacts.OrderBy(contact => contact.Kind).Select(contact => contact.Shown).FirstOrDefault() ?? "No name";

    public IReadOnlyList<string> OtherNamesList => OtherNames?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>To be called after every change of a name, an address or a contact.</summary>
    public void Touch(DateTime now)
    {
        UpdatedAt = now;
        RefreshSearchText();
    }

    public void RefreshSearchText() => SearchText = Data.SearchText.Of(
        new[] { Name, OtherNames, Email }.Concat(Contacts.Select(contact => contact.Value)).Distinct());

    /// <summary>Says that they were forgotten, once nothing of them is left here. What they ordered and sold keeps its figures.</summary>
    internal void Erase(DateTime now)
    {
        ErasedAt = now;
        Touch(now);
    }

    /// <summary>Keeps the names of a record that becomes one with this, in each spelling once.</summary>
    internal void TakeNames(Customer other)
    {
        var known = OtherNamesList.Append(Name).ToHashSet();
        var more = other.OtherNamesList.Prepend(other.Name).OfType<string>().Where(known.Add);
        OtherNames = string.Join('\n', OtherNamesList.Concat(more)) is { Length: > 0 } names ? names : null;
    }

    /// <summary>Leaves this record as a pointer to the other.</summary>
    internal void PointTo(Customer other) => MergedIntoId = other.Id;

    internal void MergeInto(Customer other, DateTime now)
    {
        (Email, PasswordHash, MergedIntoId) = (null, null, other.Id);
        Touch(now);
    }
}
