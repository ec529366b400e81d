using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

public enum ContactKind
{
    Phone,
    Email,
    Handle,
}

/// <summary>
/// One way to reach a customer, in the one spelling it is compared by, which is its own kind's and no text's; it belongs to nobody else.
/// </summary>
[KeptAsTyped]
public sealed class CustomerContact : IBelongsTo
{
    public const int ValueLength = 254;

    public int Id { get; init; }

    public int UserId { get; set; }

    public ContactKind Kind { get; init; }

    /// <summary>
    /// A phone as <see cref="Phone.Normalize"/> spells it, an address in lower case, or <c>channel:handle</c> in lower case without the @.
    /// </summary>
    [MaxLength(ValueLength)]
    public required string Value { get; set; }

    /// <summary>
    /// The spelling of today, where it is another customer's already: such contacts were stored before the shop knew both for one. Only
    /// staff know whether the two are one person, and merge them.
    /// </summary>
    public string? OthersValue { get; set; }

    public DateTime CreatedAt { get; init; }

    DocumentId IBelongsTo.Document => new(Customer.Table, UserId);

    /// <summary>As people read it.</summary>
    public string Shown => ShownOf(Kind, Value);

    internal static string ShownOf(ContactKind kind, string value) => kind switch
    {
        ContactKind.Phone => Phone.Shown(value),
        ContactKind.Handle => "@" + value[(value.IndexOf(':') + 1)..],
        _ => value,
    };

    /// <summary>Where a handle is known: <c>instagram</c>; empty for the other kinds.</summary>
    public string Channel => Kind == ContactKind.Handle ? Value[..Value.IndexOf(':')] : "";
}
