using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class ContactFieldsTests
{
    private static readonly SellerContact Seen = new()
    {
        Name = "Dara Quinn", Phone = "+353871234567", Channel = "Instagram", Handle = "@daraq", City = "Dublin",
    };

    [Fact]
    public void Untouched_it_reads_back_as_it_was()
    {
        var fields = new ContactFields(Seen);
        Assert.False(fields.IsDirty);
        Assert.Equal(Seen, fields.Read().Value);
    }

    [Fact]
    public void A_wrong_phone_is_named_in_the_words_of_the_form()
    {
        var fields = new ContactFields(Seen) { ["contact_phone"] = "ring me" };
        Assert.StartsWith("Phone must be a phone number", fields.Read().Refused!.Fields["contact_phone"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_phone_stored_before_its_length_was_looked_at_does_not_stand_in_the_way_of_the_other_fields()
    {
        var old = Seen with { Phone = "+35387555012" };
        var fields = new ContactFields(old) { ["city"] = "Cork" };
        Assert.Equal(old with { City = "Cork" }, fields.Read().Value);
        fields["contact_phone"] = "+353 87 555 013";
        Assert.Contains("contact_phone", fields.Read().Refused!.Fields.Keys);
    }

    [Fact]
    public void Theirs_stands_beside_mine_only_where_both_changed_the_same_field()
    {
        var fields = new ContactFields(Seen) { ["contact_name"] = "Dara Q", ["city"] = "Cork" };
        var now = Seen with { Name = "Dara Byrne", Handle = "@dara" };
        Assert.Equal("Dara Byrne", fields.TheirsOf("contact_name", now));
        Assert.Null(fields.TheirsOf("city", now));
        Assert.Null(fields.TheirsOf("contact_handle", now));
    }

    [Fact]
    public void Brought_up_to_date_it_keeps_mine_and_takes_theirs_where_I_typed_nothing()
    {
        var fields = new ContactFields(Seen) { ["contact_name"] = "Dara Q" };
        fields.BringUpTo(Seen with { Name = "Dara Byrne", City = "Galway" });
        var read = fields.Read().Value;
        Assert.Equal(("Dara Q", "Galway"), (read.Name, read.City));
    }
}
