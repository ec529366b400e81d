using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>Brings contacts that an older program stored to the spelling of today, which is how customers are known again.</summary>
internal static class ContactSpelling
{
    public static readonly TextBackfill Backfill = new(
        "text-1 user_contacts",
        (db, after, stop) => db.CustomerContacts.CountAsync(row => row.Id > after, stop),
        async (db, after, most, stop) =>
        {
            var rows = await db.CustomerContacts.Where(row => row.Id > after).OrderBy(row => row.Id).Take(most).ToListAsync(stop);
            foreach (var row in rows.Where(row => Spell(row) != row.Value)) await RespellAsync(db, row, stop);
            return (rows.Count == 0 ? after : rows[^1].Id, rows.Count);
        });

    // Saved one by one: two contacts of one step may be one number.
    private static async Task RespellAsync(ShopDb db, CustomerContact contact, CancellationToken stop)
    {
        var spelt = Spell(contact);
        var holders = db.CustomerContacts.Where(row => row.Kind == contact.Kind && row.Value == spelt);
        var holder = await holders.Select(row => (int?)row.UserId).SingleOrDefaultAsync(stop);
        if (holder is null) contact.Value = spelt;
        else if (holder == contact.UserId) _ = db.CustomerContacts.Remove(contact);
        else contact.OthersValue = spelt;
        _ = await db.SaveChangesAsync(stop);
    }

    private static string Spell(CustomerContact contact) => contact.Kind switch
    {
        ContactKind.Phone => Phone.Respell(contact.Value),
        ContactKind.Email => EmailAddress.Respell(contact.Value)!.ToLowerInvariant(),
        _ => Handle.Bare(contact.Value[(contact.Channel.Length + 1)..]) is { Length: > 0 } bare ? $"{contact.Channel}:{bare}" : contact.Value,
    };
}
