using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>Everything the page of one customer shows, read at one moment.</summary>
/// <param name="Customer">With contacts and addresses.</param>
/// <param name="Sections">What each area keeps of them, from the top.</param>
/// <param name="Sessions">Sign-ins at the storefront, the one seen last first.</param>
/// <param name="OpenSessions">Those of them that still hold.</param>
/// <param name="Resets">Links to a new password that still work.</param>
/// <param name="Alike">Others who may be the same person, each with what says so.</param>
/// <param name="News">What their documents say of them and their record does not.</param>
/// <param name="History">Newest first.</param>
public sealed record CustomerFile(
    Customer Customer,
    IReadOnlyList<CustomerSection> Sections,
    IReadOnlyList<CustomerSession> Sessions,
    int OpenSessions,
    IReadOnlyList<PasswordReset> Resets,
    IReadOnlyList<(Customer Other, string Why)> Alike,
    IReadOnlyList<NewDetail> News,
    IReadOnlyList<SystemLog> History)
{
    public IReadOnlyList<string> Open => [.. Sections.SelectMany(section => section.Open)];
}

/// <summary>Reading one customer for the person who serves them.</summary>
public sealed class CustomerFiles(ShopData data, IEnumerable<ICustomerRecords> records, TimeProvider clock)
{
    private const int MaxHistory = 200;
    private const int MaxSessions = 50;
    private const int MaxAlike = 5;

    /// <summary>The shortest end of a phone number that still says something of its owner.</summary>
    private const int TellingDigits = 7;

    /// <param name="id">Which.</param>
    /// <param name="take">How many documents of each section.</param>
    /// <param name="stop">Gives up.</param>
    public Task<CustomerFile?> FindAsync(int id, int take, CancellationToken stop) => data.ReadAsync(
        async db =>
        {
            var customer = await db.Customers.Include(row => row.Contacts).Include(row => row.Addresses).AsSplitQuery()
                .SingleOrDefaultAsync(row => row.Id == id, stop);
            if (customer is null) return null;
            var (now, sections) = (clock.NowUtc(), new List<CustomerSection>());
            foreach (var area in records.OrderBy(area => area.Place)) sections.Add(await area.ReadAsync(db, id, take, stop));
            var sessions = db.CustomerSessions.Where(row => row.UserId == id);
            var resets = db.PasswordResets.Where(row => row.UserId == id && row.UsedAt == null && row.ExpiresAt > now);
            var (alike, news) = customer.IsGone ? ([], []) : await CompareAsync(db, customer, stop);
            var history = db.SystemLogs.Where(log => log.Subject == Customer.Table && log.SubjectId == id);
            return new CustomerFile(
                customer,
                sections,
                await sessions.OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.Id).Take(MaxSessions)
                    .ToListAsync(stop),
                await sessions.CountAsync(row => row.RevokedAt == null && row.ExpiresAt > now, stop),
                await resets.OrderByDescending(row => row.CreatedAt).ToListAsync(stop),
                alike,
                news,
                await history.OrderByDescending(log => log.Id).Take(MaxHistory).ToListAsync(stop));
        },
        stop);

    private async Task<(List<(Customer, string)> Alike, IReadOnlyList<NewDetail> News)> CompareAsync(
        ShopDb db, Customer customer, CancellationToken stop)
    {
        var typed = new List<TypedDetails>();
        foreach (var area in records.OrderBy(area => area.Place)) typed.AddRange(await area.TypedAsync(db, customer.Id, stop));
        var points = typed.SelectMany(details => details.Contact.Points).Distinct().ToList();
        var values = points.ConvertAll(point => point.Value);
        var theirs = await db.CustomerContacts.Where(row => row.UserId != customer.Id && values.Contains(row.Value)).ToListAsync(stop);
        var others = theirs.FindAll(contact => points.Contains((contact.Kind, contact.Value)));
        var news = NewDetail.Of(customer, typed, others.ConvertAll(contact => (contact.Kind, contact.Value)));
        return (await AlikeAsync(db, customer, others, stop), news);
    }

    private static async Task<List<(Customer, string)>> AlikeAsync(
        ShopDb db, Customer customer, List<CustomerContact> theirs, CancellationToken stop)
    {
        var why = new Dictionary<int, string>();
        foreach (var contact in theirs)
            _ = why.TryAdd(contact.UserId, $"{contact.Shown} was given on a document of this customer");

        foreach (var (other, shown) in await SharingAsync(db, customer, stop))
            _ = why.TryAdd(other, $"{shown} is a contact of both, in two spellings");

        foreach (var other in await NamesakesAsync(db, customer, stop))
            _ = why.TryAdd(other, "The same name and the same end of the phone number");

        var ids = why.Keys.Take(MaxAlike).ToList();
        var others = await db.Customers.Include(row => row.Contacts)
            .Where(row => ids.Contains(row.Id) && row.MergedIntoId == null && row.ErasedAt == null).OrderBy(row => row.Id)
            .ToListAsync(stop);
        return others.ConvertAll(row => (row, why[row.Id]));
    }

    // From either side: the one whose spelling was taken, and the one who had it.
    private static async Task<List<(int Other, string Shown)>> SharingAsync(ShopDb db, Customer customer, CancellationToken stop)
    {
        var taken = customer.Contacts.Select(contact => contact.OthersValue).OfType<string>().ToList();
        var own = customer.Contacts.ConvertAll(contact => contact.Value);
        var theirs = await db.CustomerContacts
            .Where(row => row.UserId != customer.Id && (taken.Contains(row.Value) || own.Contains(row.OthersValue!))).ToListAsync(stop);
        return theirs.ConvertAll(contact => (contact.UserId, contact.Shown));
    }

    private static async Task<List<int>> NamesakesAsync(ShopDb db, Customer customer, CancellationToken stop)
    {
        if (customer.Name is not { } name || SearchText.Of(name).Length == 0) return [];
        var found = new List<int>();
        foreach (var phone in customer.Contacts.Where(contact => contact.Kind == ContactKind.Phone && contact.Value.Length > TellingDigits))
        {
            var both = new SearchQuery([SearchQuery.Whole(name), SearchPart.Of(phone.Value[^TellingDigits..])], false);
            var alike = TextSearch.Find<Customer>(db, both);
            var others = alike.Where(row => row.Id != customer.Id).Select(row => row.Id);
            found.AddRange(await others.Order().Take(MaxAlike).ToListAsync(stop));
        }

        return found;
    }
}
