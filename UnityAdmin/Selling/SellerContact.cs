using System.ComponentModel.DataAnnotations;
using UnityAdmin.Customers;

namespace UnityAdmin.Selling;

/// <summary>How to reach a seller, as they typed it, with the phone in one spelling.</summary>
public sealed record SellerContact
{
    public const int NameLength = 120;
    public const int HandleLength = 80;
    public const int ChannelLength = 40;
    public const int EmailLength = 254;
    public const int AddressLength = 300;

    /// <summary>Stands where the phone was of someone whose data was erased; no phone, so nobody is known again by it.</summary>
    public const string Erased = "erased";

    [MaxLength(NameLength)]
    public string? Name { get; init; }

    /// <summary>As <see cref="Customers.Phone.Normalize"/> spells it: E.164 where the country is known.</summary>
    [MaxLength(20)]
    public required string Phone { get; init; }

    [MaxLength(EmailLength)]
    public string? Email { get; init; }

    /// <summary>Where they want to be answered: WhatsApp, Instagram, …</summary>
    [MaxLength(ChannelLength)]
    public required string Channel { get; init; }

    [MaxLength(HandleLength)]
    public required string Handle { get; init; }

    [MaxLength(AddressLength)]
    public string? Address { get; init; }

    [MaxLength(80)]
    public string? City { get; init; }

    [MaxLength(10)]
    public string? Eircode { get; init; }

    public bool IsErased => Phone == Erased;

    public string DisplayName => string.IsNullOrWhiteSpace(Name) ? Handle : Name;

    /// <summary>What a customer is known again by.</summary>
    internal ContactDetails Details => new(Name, IsErased ? null : Phone, Email, Handle, Channel);

    /// <summary>The handle without the @ people may or may not type before it.</summary>
    public string BareHandle => Handle.TrimStart('@');

    /// <summary>In the spelling of today.</summary>
    internal SellerContact Respelt() => this with
    {
        Phone = Customers.Phone.Respell(Phone),
        Email = EmailAddress.Respell(Email),
        Handle = Customers.Handle.Clean(Handle),
    };

    /// <summary>That every part fits its column; the forms that read contacts say more.</summary>
    internal Result Check()
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(this, new ValidationContext(this), faults, true)
            ? Result.Done
            : SellingRefusals.ContactInvalid(faults[0].ErrorMessage!);
    }

    /// <summary>The phone as staff say it.</summary>
    public string PhoneShown => Customers.Phone.Shown(Phone);
}
