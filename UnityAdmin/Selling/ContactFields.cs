using System.Text.Json;

namespace UnityAdmin.Selling;

/// <summary>The contact form as it is typed. Fields bear the names of the sell form, whose rules it is read by.</summary>
public sealed class ContactFields
{
    public static readonly IReadOnlyList<(string Name, string Label, int MaxLength)> All =
    [
        ("contact_name", "Name", SellerContact.NameLength),
        ("contact_phone", "Phone", 40),
        ("contact_email", "E-mail", SellerContact.EmailLength),
        ("contact_channel", "Answer by", SellerContact.ChannelLength),
        ("contact_handle", "Handle", SellerContact.HandleLength),
        ("address", "Address", SellerContact.AddressLength),
        ("city", "City", 80),
        ("eircode", "Eircode or postcode", 12),
    ];

    private readonly Dictionary<string, string> typed;

    public ContactFields(SellerContact seen)
    {
        Seen = seen;
        typed = Values(seen);
    }

    /// <summary>The contact the form began with, or was last brought up to.</summary>
    public SellerContact Seen { get; private set; }

    public string this[string name]
    {
        get => typed[name];
        set => typed[name] = value;
    }

    public bool IsDirty => Values(Seen).Any(value => typed[value.Key] != value.Value);

    /// <summary>What someone else has meanwhile made of a field that was also changed here; null where nothing is to choose.</summary>
    public string? TheirsOf(string name, SellerContact now)
    {
        var (before, theirs) = (Values(Seen)[name], Values(now)[name]);
        return theirs != before && typed[name] != before && typed[name] != theirs ? theirs : null;
    }

    public Result<SellerContact> Read()
    {
        var fields = new ApiFields(JsonSerializer.SerializeToElement(typed));
        var contact = SellForm.ReadContact(fields, Seen);
        if (fields.Refused is not { } refused) return contact;
        var faults = InWords(refused.Fields);
        return refused with { Sentence = string.Join(' ', faults.Values), Fields = faults };
    }

    /// <summary>Takes over what others saved: fields not touched here become theirs, the others win at the next save.</summary>
    public void BringUpTo(SellerContact now)
    {
        var (before, theirs) = (Values(Seen), Values(now));
        foreach (var name in before.Keys.Where(name => typed[name] == before[name])) typed[name] = theirs[name];
        Seen = now;
    }

    private static Dictionary<string, string> InWords(IReadOnlyDictionary<string, string> faults) => faults.ToDictionary(
        fault => fault.Key, fault => fault.Value.Replace(fault.Key, All.First(known => known.Name == fault.Key).Label));

    private static Dictionary<string, string> Values(SellerContact contact) => new()
    {
        ["contact_name"] = contact.Name ?? "",
        ["contact_phone"] = contact.PhoneShown,
        ["contact_email"] = contact.Email ?? "",
        ["contact_channel"] = contact.Channel,
        ["contact_handle"] = contact.Handle,
        ["address"] = contact.Address ?? "",
        ["city"] = contact.City ?? "",
        ["eircode"] = contact.Eircode ?? "",
    };
}
