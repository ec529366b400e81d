namespace UnityAdmin.Selling;

/// <summary>Three pictures of one contact made into one: what the form began with, what it says, what others saved since.</summary>
internal static class ContactMerge
{
    /// <returns>The merged contact, or the refusal that names the fields both sides changed, each with theirs.</returns>
    public static Result<SellerContact> Of(SellerContact seen, SellerContact edited, SellerContact now)
    {
        var clashes = new Dictionary<string, string>();
        T Field<T>(string label, Func<SellerContact, T> of)
        {
            var (before, mine, theirs) = (of(seen), of(edited), of(now));
            if (Equals(mine, before) || Equals(mine, theirs)) return theirs;
            if (!Equals(theirs, before)) clashes[label] = $"Someone else has just changed this to “{theirs}”.";
            return mine;
        }

        var merged = new SellerContact
        {
            Name = Field("contact_name", at => at.Name),
            Phone = Field("contact_phone", at => at.Phone),
            Email = Field("contact_email", at => at.Email),
            Channel = Field("contact_channel", at => at.Channel),
            Handle = Field("contact_handle", at => at.Handle),
            Address = Field("address", at => at.Address),
            City = Field("city", at => at.City),
            Eircode = Field("eircode", at => at.Eircode),
        };
        return clashes.Count == 0 ? merged : SellingRefusals.ContactClash(clashes);
    }
}
