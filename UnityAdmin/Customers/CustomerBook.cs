using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>Whom a document belongs to.</summary>
/// <param name="Id">The customer.</param>
/// <param name="MayUpdate">
/// Whether what the document says of them goes into their record: they are new with it, or staff wrote it. Anybody may name the phone
/// number of somebody else, so a stranger's word stays on the document until staff take it over
/// (<see cref="CustomerCare.TakeOverAsync"/>).
/// </param>
public sealed record MetCustomer(int Id, bool MayUpdate);

/// <summary>Knowing customers again: the one place that says which customer a phone, an e-mail address or a handle belongs to.</summary>
public sealed class CustomerBook(TimeProvider clock)
{
    /// <summary>
    /// The customer these details belong to: by the phone, else the e-mail address, else the handle; a new one when nobody has any of
    /// them.
    /// </summary>
    /// <param name="db">The context of a running change; saved here, because others name the customer by its key.</param>
    /// <param name="details">At least one way to reach them.</param>
    /// <param name="by">Who says so. Of somebody who is known, only staff add what is new and nobody else's.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<MetCustomer> MeetAsync(ShopDb db, ContactDetails details, Actor by, CancellationToken stop)
    {
        var points = details.Points;
        if (points.Count == 0) throw new ArgumentException("Nobody is met without a phone, an e-mail or a handle.", nameof(details));
        var (known, surest) = await RecognizeAsync(db, points, stop);
        if (surest is not null && !by.Is(Role.Staff)) return new MetCustomer(surest.UserId, false);

        var now = clock.NowUtc();
        var customer = surest is null
            ? db.Customers.Add(new Customer { CreatedAt = now }).Entity
            : await db.Customers.Include(row => row.Contacts).SingleAsync(row => row.Id == surest.UserId, stop);
        var news = points.Where(point => known.TrueForAll(contact => (contact.Kind, contact.Value) != point)).ToList();
        if (surest is not null && news.Count == 0 && (customer.Name is not null || details.Name is null))
            return new MetCustomer(customer.Id, true);

        customer.Name ??= details.Name;
        foreach (var (kind, value) in news) customer.Contacts.Add(new CustomerContact { Kind = kind, Value = value, CreatedAt = now });
        customer.Touch(now);
        _ = await db.SaveChangesAsync(stop);
        return new MetCustomer(customer.Id, true);
    }

    /// <summary>Remembers where they had something sent; the first place is their default.</summary>
    /// <param name="db">The context of a running change, which saves it.</param>
    /// <param name="customerId">Whose.</param>
    /// <param name="place">With its Eircode in the one spelling.</param>
    /// <param name="stop">Gives up.</param>
    public async Task RememberAddressAsync(ShopDb db, int customerId, Place place, CancellationToken stop)
    {
        var kept = await db.Addresses.Where(address => address.UserId == customerId)
            .Select(address => address.Normalized).ToListAsync(stop);
        if (kept.Contains(place.Normalized)) return;
        _ = db.Addresses.Add(new Address
        {
            UserId = customerId,
            Lines = place.Lines,
            City = place.City,
            Eircode = place.Eircode,
            Normalized = place.Normalized,
            IsDefault = kept.Count == 0,
            CreatedAt = clock.NowUtc(),
        });
    }

    /// <summary>The customer an account of the storefront stands for, held until the change ends; null when there is none.</summary>
    /// <param name="db">The context of a running change.</param>
    /// <param name="id">As the client sent it; one that was merged stands for the other.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<int?> AccountAsync(ShopDb db, int id, CancellationToken stop)
    {
        var kept = await db.Customers.Where(row => row.Id == id && row.ErasedAt == null)
            .Select(row => new { Id = row.MergedIntoId ?? row.Id }).SingleOrDefaultAsync(stop);
        if (kept is null) return null;
        await HoldAsync(db, kept.Id, stop);
        var stands = db.Customers.Where(row => row.Id == kept.Id && row.MergedIntoId == null && row.ErasedAt == null);
        return await stands.AnyAsync(stop) ? kept.Id : null;
    }

    /// <summary>The customer with contacts and addresses, who can be neither met nor changed by others until this change ends.</summary>
    internal static async Task<Result<Customer>> TakeAsync(ShopDb db, int id, CancellationToken stop)
    {
        if (!db.OnSqlite) _ = await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR UPDATE", stop);
        var customer = await db.Customers.Include(row => row.Contacts).Include(row => row.Addresses).AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == id, stop);
        return customer is null ? CustomersRefusals.NotFound
            : customer.IsGone ? CustomersRefusals.Gone
            : customer;
    }

    // Whoever merges or erases a customer has taken the row (TakeAsync): wait for them, then see whose the contact is now.
    private static async Task<(List<CustomerContact> Known, CustomerContact? Surest)> RecognizeAsync(
        ShopDb db, IReadOnlyList<(ContactKind Kind, string Value)> points, CancellationToken stop)
    {
        while (true)
        {
            var known = await KnownAsync(db, points, stop);
            var surest = Surest(points, known);
            if (surest is null || db.OnSqlite) return (known, surest);
            await HoldAsync(db, surest.UserId, stop);
            known = await KnownAsync(db, points, stop);
            if (Surest(points, known)?.UserId == surest.UserId) return (known, surest);
        }
    }

    private static async Task HoldAsync(ShopDb db, int id, CancellationToken stop)
    {
        if (!db.OnSqlite) _ = await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR KEY SHARE", stop);
    }

    private static CustomerContact? Surest(IReadOnlyList<(ContactKind Kind, string Value)> points, List<CustomerContact> known) =>
        points.Select(point => known.Find(contact => (contact.Kind, contact.Value) == point)).FirstOrDefault(row => row is not null);

    private static Task<List<CustomerContact>> KnownAsync(
        ShopDb db, IReadOnlyList<(ContactKind Kind, string Value)> points, CancellationToken stop)
    {
        string? Of(ContactKind kind) => points.FirstOrDefault(point => point.Kind == kind).Value;
        var (phone, email, handle) = (Of(ContactKind.Phone), Of(ContactKind.Email), Of(ContactKind.Handle));
        return db.CustomerContacts.AsNoTracking()
            .Where(contact => (contact.Kind == ContactKind.Phone && contact.Value == phone)
                || (contact.Kind == ContactKind.Email && contact.Value == email)
                || (contact.Kind == ContactKind.Handle && contact.Value == handle))
            .ToListAsync(stop);
    }
}
