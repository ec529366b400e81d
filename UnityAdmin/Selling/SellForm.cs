using UnityAdmin.Customers;

namespace UnityAdmin.Selling;

/// <summary>The storefront's sell form: every field checked, every wrong one named.</summary>
internal static class SellForm
{
    public static readonly IReadOnlySet<string> Lists = new HashSet<string> { "items" };

    public static readonly IReadOnlySet<string> Prices = new HashSet<string> { "seller_price" };

    public static Result<NewSubmission> Read(ApiFields fields)
    {
        var items = fields.RequiredList("items", SellSubmission.MaxItems).Select(ReadItem).ToList();
        var submission = new NewSubmission(
            ReadContact(fields),
            items,
            fields.Euros("seller_price"),
            fields.Text("notes", SellSubmission.NotesLength),
            fields.Text("seller_message", SellOffer.MessageLength));
        if (submission.AskingCents > Money.MaxCents) fields.Wrong("items", $"The prices may come to at most {new Money(Money.MaxCents)}.");
        return fields.Refused is { } refused ? refused : submission;
    }

    /// <param name="kept">The contact before; its phone stays what it is where it is not typed over, whatever today's rules say.</param>
    public static SellerContact ReadContact(ApiFields fields, SellerContact? kept = null)
    {
        _ = fields.RequiredText("contact_phone", 40);
        return new SellerContact
        {
            Name = fields.Name("contact_name", SellerContact.NameLength),
            Phone = fields.Parsed(
                "contact_phone", 40, typed => typed == kept?.PhoneShown ? kept.Phone : Phone.Normalize(typed),
                "a phone number, such as 087 123 4567") ?? "",
            Email = fields.Parsed(
                "contact_email", SellerContact.EmailLength, EmailAddress.Check, "an e-mail address, such as name@example.com"),
            Channel = fields.RequiredText("contact_channel", SellerContact.ChannelLength),
            Handle = Handle.Clean(fields.RequiredText("contact_handle", SellerContact.HandleLength)),
            Address = fields.Text("address", SellerContact.AddressLength),
            City = fields.Text("city", 80),
            Eircode = fields.Parsed("eircode", 12, Eircode.Normalize, Eircode.MustBe),
        };
    }

    private static NewItem ReadItem(ApiFields item) => new(
        item.RequiredWord("category", SellVocabulary.Categories, SellVocabulary.Find),
        item.RequiredText("brand", SellItem.BrandLength),
        item.RequiredWord("condition", SellVocabulary.Conditions, SellVocabulary.Find),
        item.RequiredText("size", SellItem.SizeLength),
        item.RequiredText("description", SellItem.DescriptionLength),
        item.Euros("price"));
}
