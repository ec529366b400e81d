using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class ContactMergeTests
{
    private static readonly SellerContact Seen = A.Form().Contact;

    [Fact]
    public void What_nobody_changed_stays() => Assert.Equal(Seen, ContactMerge.Of(Seen, Seen, Seen).Value);

    [Fact]
    public void What_only_the_form_changed_is_taken() =>
        Assert.Equal("Galway", ContactMerge.Of(Seen, Seen with { City = "Galway" }, Seen).Value.City);

    [Fact]
    public void What_only_others_changed_is_kept_as_theirs() =>
        Assert.Equal("Galway", ContactMerge.Of(Seen, Seen, Seen with { City = "Galway" }).Value.City);

    [Fact]
    public void Changes_of_different_fields_come_together()
    {
        var mine = Seen with { Name = "Sorcha Ní Bhriain", Eircode = "D08 XY12" };
        var theirs = Seen with { City = null, Phone = "+353860000000" };
        Assert.Equal(mine with { City = null, Phone = "+353860000000" }, ContactMerge.Of(Seen, mine, theirs).Value);
    }

    [Fact]
    public void The_same_change_by_both_is_no_clash() =>
        Assert.Equal("Cork", ContactMerge.Of(Seen, Seen with { City = "Cork" }, Seen with { City = "Cork" }).Value.City);

    [Fact]
    public void Different_changes_of_the_same_field_are_refused_with_theirs_named()
    {
        var clash = ContactMerge.Of(
            Seen, Seen with { City = "Cork", Name = "Mine", Email = "me@example.com" }, Seen with { City = "Galway", Name = "Theirs" });
        Assert.Equal("contact_clash", clash.Refused!.Code);
        Assert.Equal(["city", "contact_name"], clash.Refused.Fields.Keys.Order());
        Assert.Contains("Galway", clash.Refused.Fields["city"], StringComparison.Ordinal);
        Assert.Contains("Theirs", clash.Refused.Fields["contact_name"], StringComparison.Ordinal);
    }

    [Fact]
    public void Emptied_against_changed_is_a_clash_too() =>
        Assert.Equal("contact_clash", ContactMerge.Of(Seen, Seen with { City = null }, Seen with { City = "Cork" }).Refused?.Code);

    [Fact]
    public void No_field_of_a_contact_is_forgotten()
    {
        var (mine, theirs) = (Other("mine"), Other("theirs"));
        Assert.Equal(mine, ContactMerge.Of(Seen, mine, Seen).Value);
        Assert.Equal(theirs, ContactMerge.Of(Seen, Seen, theirs).Value);
        var stored = typeof(SellerContact).GetProperties().Count(property => property.CanWrite);
        Assert.Equal(stored, ContactMerge.Of(Seen, mine, theirs).Refused!.Fields.Count);
    }

    private static SellerContact Other(string who) => new()
    {
        Name = who,
        Phone = who,
        Email = who,
        Channel = who,
        Handle = who,
        Address = who,
        City = who,
        Eircode = who,
    };
}
