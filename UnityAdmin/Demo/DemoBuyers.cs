using Bogus;
using UnityAdmin.Customers;
using UnityAdmin.Orders;

namespace UnityAdmin.Demo;

/// <summary>The people who buy: some sell to the shop too, most do not, a few leave no name.</summary>
internal sealed class DemoBuyers
{
    private const int SellersWhoBuy = 36;
    private const int SellersWhoReserve = 14;
    private const int Others = 54;

    private const float LeavesNoName = 0.07f;

    private readonly List<DemoSeller> regulars;

    /// <param name="sellers">Everyone who has sold something.</param>
    /// <param name="holds">How many people are needed who reserve; each of them once, so that no hold meets another.</param>
    /// <param name="random">The dice.</param>
    public DemoBuyers(IEnumerable<DemoSeller> sellers, int holds, Randomizer random)
    {
        var known = sellers.Distinct().ToList();
        var named = known.Where(one => one.Contact.Name is not null).ToList();
        var others = DemoSellers.Others(2 * (Others + holds), known, random).Where(one => one.Contact.Name is not null).ToList();
        regulars = [.. random.Shuffle(named.Take(SellersWhoBuy).Concat(others.Take(Others)))];
        Reservers = [.. random.Shuffle(named.Skip(SellersWhoBuy).Take(SellersWhoReserve).Concat(others.Skip(Others))).Take(holds)];
        Members = [.. others.Take(Others).Where(one => one.Contact.Email is not null)];
    }

    public IReadOnlyList<DemoSeller> Reservers { get; }

    /// <summary>Those who may have an account at the storefront: they never sold, so nothing of theirs is older than it.</summary>
    public IReadOnlyList<DemoSeller> Members { get; }

    /// <returns>Null for someone who leaves no name.</returns>
    public DemoSeller? Next(Randomizer random) => random.Bool(LeavesNoName)
        ? null
        : regulars[(int)(Math.Pow(random.Double(), 1.7) * regulars.Count)];

    public static ContactDetails ContactOf(DemoSeller? buyer) =>
        new(buyer?.Contact.Name, buyer?.Contact.Phone, buyer?.Contact.Email);

    public static Delivery DeliveryTo(DemoSeller? buyer) => buyer?.Contact is { Address: { } address } contact
        ? new Delivery(
            DeliveryMethod.Delivery, address, contact.City, contact.Eircode is { } typed ? Eircode.Normalize(typed) : null)
        : new Delivery(DeliveryMethod.Collection);
}
