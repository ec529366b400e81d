using Microsoft.EntityFrameworkCore;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>What a merge would do, before anyone does it.</summary>
/// <param name="From">The record that stays behind as a pointer.</param>
/// <param name="To">The one that gets everything.</param>
/// <param name="Moves">How many documents of each section change hands.</param>
/// <param name="NewAddresses">Those the other does not have yet.</param>
/// <param name="OpenSessions">They end.</param>
public sealed record MergePlan(
    Customer From, Customer To, IReadOnlyList<(string Title, int Count)> Moves, int NewAddresses, int OpenSessions)
{
    /// <summary>The account goes along where the other has none.</summary>
    public bool TakesAccount => From.Email is not null && To.Email is null;

    public bool EndsAccount => From.Email is not null && To.Email is not null;
}

/// <summary>Making one customer of two records that are the same person.</summary>
public sealed class Merging(ShopData data, IEnumerable<ICustomerRecords> records, TimeProvider clock)
{
    public Task<Result<MergePlan>> PlanAsync(int fromId, int toId, CancellationToken stop) => data.ReadAsync<Result<MergePlan>>(
        async db =>
        {
            if (fromId == toId) return CustomersRefusals.WithThemselves;
            var both = await db.Customers.Include(row => row.Contacts).Include(row => row.Addresses).AsSplitQuery()
                .Where(row => row.Id == fromId || row.Id == toId).ToListAsync(stop);
            if (both.Count < 2) return CustomersRefusals.NotFound;
            if (both.Exists(row => row.IsGone)) return CustomersRefusals.Gone;
            var (from, to, now) = (both.Single(row => row.Id == fromId), both.Single(row => row.Id == toId), clock.NowUtc());
            var moves = new List<(string, int)>();
            foreach (var area in records.OrderBy(area => area.Place))
                moves.Add((area.Title, (await area.CountAsync(db, [fromId], stop)).GetValueOrDefault(fromId)));
            var sessions = db.CustomerSessions.Where(row => row.UserId == fromId && row.RevokedAt == null && row.ExpiresAt > now);
            var places = from.Addresses.Count(address => to.Addresses.TrueForAll(other => other.Normalized != address.Normalized));
            return new MergePlan(from, to, moves, places, await sessions.CountAsync(stop));
        },
        stop);

    /// <summary>Gives one record's contacts, addresses and documents to the other and leaves it as a pointer.</summary>
    /// <param name="seen">The plan that was looked at; refused when either record has changed since.</param>
    /// <param name="by">A manager.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Result> MergeAsync(MergePlan seen, Actor by, CancellationToken stop)
    {
        if (by.Lacks(Role.Manager) is { } lacking) return lacking;
        if (seen.From.Id == seen.To.Id) return CustomersRefusals.WithThemselves;
        return await data.ChangeAsync(by, CustomersActions.Merged, async db =>
        {
            if (!(await TakeBothAsync(db, seen, stop)).Is(out var both, out var no)) return no;
            var (from, to) = both;
            foreach (var area in records)
            {
                if ((await area.MoveAsync(db, from.Id, to.Id, stop)).Refused is { } refused) return refused;
            }

            await GiveAsync(db, from, to, by, stop);
            return Result.Done;
        }, stop);
    }

    // In the order of their keys, so that two merges of the same two never wait for each other.
    private static async Task<Result<(Customer From, Customer To)>> TakeBothAsync(ShopDb db, MergePlan seen, CancellationToken stop)
    {
        var taken = new Dictionary<int, Customer>();
        foreach (var was in new[] { seen.From, seen.To }.OrderBy(row => row.Id))
        {
            if (!(await CustomerBook.TakeAsync(db, was.Id, stop)).Is(out var now, out var gone)) return gone;
            if (now.Version != was.Version) return CustomersRefusals.ChangedMeanwhile;
            taken[was.Id] = now;
        }

        return (taken[seen.From.Id], taken[seen.To.Id]);
    }

    private async Task GiveAsync(ShopDb db, Customer from, Customer to, Actor by, CancellationToken stop)
    {
        var (now, email, hash) = (clock.NowUtc(), from.Email, from.PasswordHash);
        GiveAddresses(db, from, to);
        GiveContacts(db, from, to);
        foreach (var pointer in await db.Customers.Where(row => row.MergedIntoId == from.Id).ToListAsync(stop)) pointer.PointTo(to);
        await CustomerCare.RevokeAllAsync(db, from.Id, by, now, stop);
        db.PasswordResets.RemoveRange(await db.PasswordResets.Where(row => row.UserId == from.Id && row.UsedAt == null).ToListAsync(stop));
        db.ChangeTracker.DetectChanges();
        from.MergeInto(to, now);

        // An account's address is unique: it is let go before it is taken.
        _ = await db.SaveChangesAsync(stop);
        to.Name ??= from.Name;
        to.TakeNames(from);
        if (to.Email is null) (to.Email, to.PasswordHash) = (email, hash);
        to.Touch(now);
    }

    // What was one contact in two spellings is one contact now.
    private static void GiveContacts(ShopDb db, Customer from, Customer to)
    {
        var values = from.Contacts.Concat(to.Contacts).Select(contact => (contact.Kind, contact.Value)).ToHashSet();
        foreach (var contact in from.Contacts.Concat(to.Contacts).ToList())
        {
            if (contact.OthersValue is { } spelt && values.Contains((contact.Kind, spelt))) _ = db.CustomerContacts.Remove(contact);
            else contact.UserId = to.Id;
        }
    }

    private static void GiveAddresses(ShopDb db, Customer from, Customer to)
    {
        foreach (var address in from.Addresses.ToList())
        {
            if (to.Addresses.Exists(other => other.Normalized == address.Normalized))
            {
                _ = db.Addresses.Remove(address);
                continue;
            }

            address.UserId = to.Id;
            address.IsDefault = address.IsDefault && !to.Addresses.Exists(other => other.IsDefault);
        }
    }
}
