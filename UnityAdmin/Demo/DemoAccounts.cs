using System.Security.Cryptography;
using System.Text;
using Bogus;
using Microsoft.EntityFrameworkCore;
using UnityAdmin.Customers;

namespace UnityAdmin.Demo;

/// <summary>Customers who sign in at the storefront: their devices, their addresses, and a password that someone forgot.</summary>
internal sealed class DemoAccounts(
    DemoChronicle chronicle, IReadOnlyList<DemoSeller> members, Actor admin, Randomizer random, CancellationToken stop)
{
    private const int Accounts = 18;

    /// <summary>How long a sign-in at the storefront lasts.</summary>
    private static readonly TimeSpan Session = TimeSpan.FromDays(30);

    public IEnumerable<DemoEvent> Events(DateTime now)
    {
        var events = new List<DemoEvent>();
        foreach (var (index, member) in members.Take(Accounts).Index())
        {
            var at = Whole(now.AddDays(-random.Double(4, 56)));
            events.Add(On(at, "customer.registered", member, customer => Register(customer, member, at)));
            for (var device = 0; device <= index % 3; device++)
            {
                var signedIn = Whole(at + (now - at) * random.Double(0, 0.6));
                events.Add(On(signedIn, "customer.signed_in", member, customer => SignIn(customer, signedIn, now)));
            }

            if (index % 3 == 0) events.Add(On(at.AddMinutes(4), "customer.address_added", member, AddAddressAsync));
        }

        var (old, pending) = (now.AddDays(-3), Whole(now.AddMinutes(-25)));
        events.Add(On(old, "customer.reset_asked", members[1], customer => AskReset(customer, old, used: true)));
        events.Add(On(pending, "customer.reset_asked", members[0], customer => AskReset(customer, pending, used: false)));
        var revoked = Whole(now.AddDays(-2));
        events.Add(On(revoked, "customer.session_revoked", members[2], customer => RevokeAsync(customer, revoked), admin));
        return events;
    }

    private DemoEvent On(DateTime at, string action, DemoSeller member, Action<Customer> change) => On(at, action, member, customer =>
    {
        change(customer);
        return Task.CompletedTask;
    });

    private DemoEvent On(DateTime at, string action, DemoSeller member, Func<Customer, Task> change, Actor? by = null) =>
        new(at, () =>
        {
            var who = by ?? Actor.Storefront($"198.51.100.{random.Int(2, 250)}");
            return chronicle.StepAsync(who, action, at, async () =>
            {
                var (db, contact) = (chronicle.Db, DemoBuyers.ContactOf(member));
                var met = await chronicle.Customers.MeetAsync(db, contact, who, stop);
                await change(await db.Customers.Include(row => row.Contacts).SingleAsync(row => row.Id == met.Id, stop));
                return Result.Done;
            }, stop);
        });

    private void Register(Customer customer, DemoSeller member, DateTime at)
    {
        (customer.Email, customer.PasswordHash) = (member.Contact.Email!.ToLowerInvariant(), $"demo${random.Hexadecimal(64, "")}");
        customer.Touch(at);
    }

    private void SignIn(Customer customer, DateTime at, DateTime now)
    {
        var until = at + Session < now ? at + Session : now;
        _ = chronicle.Db.CustomerSessions.Add(new CustomerSession
        {
            UserId = customer.Id,
            TokenHash = NextTokenHash(),
            IpAddress = $"198.51.100.{random.Int(2, 250)}",
            UserAgent = random.ArrayElement(DemoTradeWords.Devices),
            CreatedAt = at,
            LastSeenAt = Whole(at + (until - at) * random.Double(0.1, 0.98)),
            ExpiresAt = at + Session,
        });
    }

    private Task AddAddressAsync(Customer customer)
    {
        var place = DemoSellers.WithAddress(members[0].Contact, random);
        return chronicle.Customers.RememberAddressAsync(
            chronicle.Db, customer.Id, new Place(place.Address!, place.City, Eircode.Normalize(place.Eircode!)), stop);
    }

    private void AskReset(Customer customer, DateTime at, bool used) => _ = chronicle.Db.PasswordResets.Add(new PasswordReset
    {
        UserId = customer.Id,
        TokenHash = NextTokenHash(),
        CreatedAt = at,
        ExpiresAt = at.AddHours(1),
        UsedAt = used ? at.AddMinutes(6) : null,
    });

    private async Task RevokeAsync(Customer customer, DateTime at)
    {
        var session = await chronicle.Db.CustomerSessions.Where(row => row.UserId == customer.Id && row.CreatedAt < at)
            .OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(stop);
        session?.Revoke(admin, at);
    }

    private string NextTokenHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(random.Hexadecimal(32, ""))));

    private static DateTime Whole(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}
