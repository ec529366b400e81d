using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>What staff set right about one customer: name, contacts, addresses, and the sessions of their account.</summary>
public sealed class CustomerCare(ShopData data, CustomerBook book, TimeProvider clock)
{
    /// <summary>Another name, or none.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="seen">The name the form began with; what someone else made of it meanwhile is not overwritten unseen.</param>
    /// <param name="name">The name as typed.</param>
    /// <param name="by">Anyone of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Result> RenameAsync(int id, string? seen, string? name, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.Renamed, by, (_, customer, now) =>
        {
            var wanted = string.IsNullOrWhiteSpace(name) ? null : name.Trim();
            if (wanted?.Length > Customer.NameLength) return Refuse(CustomersRefusals.NameTooLong);
            if (customer.Name == wanted) return Refuse(null);
            if (customer.Name != seen) return Refuse(CustomersRefusals.NameClash(customer.Name));
            customer.Name = wanted;
            customer.Touch(now);
            return Refuse(null);
        }, stop);

    /// <summary>Adds a way to reach them, unless it is someone else's.</summary>
    public Task<Result> AddContactAsync(int id, NewContact contact, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.ContactAdded, by, async (db, customer, now) =>
        {
            if (!contact.Read().Is(out var value, out var unreadable)) return unreadable;
            return await AddAsync(db, customer, contact.Kind, value, now, stop);
        }, stop);

    /// <summary>Makes what a document says of them theirs. Whatever is theirs already meanwhile is fine as well.</summary>
    public Task<Result> TakeOverAsync(int id, NewDetail detail, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.TakenOver, by, async (db, customer, now) =>
        {
            switch (detail)
            {
                case NewDetail.Contact { Kind: var kind, Value: var value }:
                    var refused = await AddAsync(db, customer, kind, value, now, stop);
                    return refused == CustomersRefusals.ContactThere ? null : refused;
                case NewDetail.Address { Place: var place }:
                    await book.RememberAddressAsync(db, id, place, stop);
                    break;
                default:
                    customer.Name ??= detail.Shown;
                    break;
            }

            customer.Touch(now);
            return null;
        }, stop);

    public Task<Result> RemoveContactAsync(int id, int contactId, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.ContactRemoved, by, (db, customer, now) =>
        {
            if (customer.Contacts.Find(row => row.Id == contactId) is not { } contact) return Refuse(CustomersRefusals.PartGone);
            if (customer.Contacts.Count == 1) return Refuse(CustomersRefusals.LastContact);
            _ = customer.Contacts.Remove(contact);
            customer.Touch(now);
            return Refuse(null);
        }, stop);

    /// <summary>Whose a contact is; null when it is free or cannot be read.</summary>
    public async Task<Customer?> OwnerAsync(NewContact contact, CancellationToken stop) =>
        contact.Read().Is(out var value, out _) ? await data.ReadAsync(db => OwnerAsync(db, contact.Kind, value, stop), stop) : null;

    public Task<Result> ChooseAddressAsync(int id, int addressId, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.AddressChosen, by, async (db, customer, _) =>
        {
            if (customer.Addresses.Find(row => row.Id == addressId) is not { } chosen) return CustomersRefusals.PartGone;
            await MakeDefaultAsync(db, customer, chosen, stop);
            return null;
        }, stop);

    /// <summary>Forgets a place; the newest of the others becomes the default where it was.</summary>
    public Task<Result> DeleteAddressAsync(int id, int addressId, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.AddressDeleted, by, async (db, customer, now) =>
        {
            if (customer.Addresses.Find(row => row.Id == addressId) is not { } address) return CustomersRefusals.PartGone;
            _ = customer.Addresses.Remove(address);
            customer.Touch(now);
            if (!address.IsDefault || customer.Addresses.MaxBy(row => row.Id) is not { } next) return null;
            await MakeDefaultAsync(db, customer, next, stop);
            return null;
        }, stop);

    public Task<Result> RevokeAsync(int id, int sessionId, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.SessionRevoked, by, async (db, _, now) =>
        {
            var session = await db.CustomerSessions.SingleOrDefaultAsync(row => row.Id == sessionId && row.UserId == id, stop);
            if (session is null) return CustomersRefusals.PartGone;
            if (!session.IsOpenAt(now)) return CustomersRefusals.SessionOver;
            session.Revoke(by, now);
            return null;
        }, stop);

    public Task<Result> RevokeAllAsync(int id, Actor by, CancellationToken stop) =>
        ChangeAsync(id, CustomersActions.SessionsRevoked, by, async (db, _, now) =>
        {
            await RevokeAllAsync(db, id, by, now, stop);
            return null;
        }, stop);

    internal static async Task RevokeAllAsync(ShopDb db, int id, Actor by, DateTime now, CancellationToken stop)
    {
        var open = db.CustomerSessions.Where(row => row.UserId == id && row.RevokedAt == null && row.ExpiresAt > now);
        foreach (var session in await open.ToListAsync(stop)) session.Revoke(by, now);
    }

    private static async Task<Refusal?> AddAsync(
        ShopDb db, Customer customer, ContactKind kind, string value, DateTime now, CancellationToken stop)
    {
        if (await OwnerAsync(db, kind, value, stop) is { } owner)
            return owner.Id == customer.Id ? CustomersRefusals.ContactThere : CustomersRefusals.ContactTaken(owner);
        customer.Contacts.Add(new CustomerContact { Kind = kind, Value = value, CreatedAt = now });
        customer.Touch(now);
        return null;
    }

    private static async Task<Customer?> OwnerAsync(ShopDb db, ContactKind kind, string value, CancellationToken stop)
    {
        var contacts = db.CustomerContacts.Where(row => row.Kind == kind && row.Value == value);
        return await db.Customers.AsNoTracking().Include(row => row.Contacts)
            .SingleOrDefaultAsync(row => contacts.Any(contact => contact.UserId == row.Id), stop);
    }

    // One default at a time, also between two statements: the index that says so is asked after each.
    private static async Task MakeDefaultAsync(ShopDb db, Customer customer, Address chosen, CancellationToken stop)
    {
        foreach (var address in customer.Addresses.Where(row => row != chosen)) address.IsDefault = false;
        _ = await db.SaveChangesAsync(stop);
        chosen.IsDefault = true;
    }

    private static Task<Refusal?> Refuse(Refusal? refused) => Task.FromResult(refused);

    private async Task<Result> ChangeAsync(
        int id, string action, Actor by, Func<ShopDb, Customer, DateTime, Task<Refusal?>> change, CancellationToken stop)
    {
        if (by.Lacks(Role.Staff) is { } lacking) return lacking;
        return await data.ChangeAsync(by, action, async db =>
        {
            if (!(await CustomerBook.TakeAsync(db, id, stop)).Is(out var customer, out var gone)) return gone;
            return await change(db, customer, clock.NowUtc()) is { } refused ? refused : Result.Done;
        }, stop);
    }
}
