using UnityAdmin.Customers;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>Some units of one product. What the client says of its price is not read anywhere.</summary>
public sealed record CartLine(int ProductId, int Quantity)
{
    /// <summary>One line a product, in the order in which they were first named.</summary>
    public static IReadOnlyList<CartLine> Summed(IEnumerable<CartLine> lines) =>
        [.. lines.GroupBy(line => line.ProductId).Select(same => new CartLine(same.Key, same.Sum(line => line.Quantity)))];
}

/// <summary>Where it goes; no address for a collection.</summary>
public sealed record Delivery(DeliveryMethod Method, string? Address = null, string? City = null, string? Eircode = null);

/// <summary>What a buyer wants to buy.</summary>
/// <param name="Lines">Each product once.</param>
/// <param name="Contact">How to reach them; all of it may be missing where they collect it.</param>
/// <param name="UserId">The customer the storefront says it is; only ever used to link one that exists.</param>
/// <param name="SessionId">The storefront's session, by which the buyer's own holds are known.</param>
/// <param name="ReservationToken">What a reservation was answered with; the same.</param>
public sealed record NewOrder(
    IReadOnlyList<CartLine> Lines,
    ContactDetails Contact,
    Delivery Delivery,
    int? UserId = null,
    string? SessionId = null,
    string? Notes = null,
    string? ReservationToken = null)
{
    /// <summary>Never by the contact: anyone can type a phone number.</summary>
    internal HoldOwner HoldOwner => new(SessionId, HoldTokens.HashOf(ReservationToken));

    /// <summary>A delivery needs a name for the label and a way to reach its buyer; a collection needs neither.</summary>
    public Refusal? CheckReachable() => Delivery.Method != DeliveryMethod.Delivery ? null
        : OrdersRefusals.DeliveryToNobody(
            string.IsNullOrWhiteSpace(Contact.Name),
            string.IsNullOrWhiteSpace(Contact.Phone) && string.IsNullOrWhiteSpace(Contact.Email));
}

/// <summary>What a buyer wants kept for them.</summary>
/// <param name="Lines">Each product once.</param>
/// <param name="Contact">With a name and a phone.</param>
/// <param name="SessionId">The storefront's session.</param>
/// <param name="OrderNumber">The storefront's own number for it.</param>
/// <param name="ReservationToken">What an earlier reservation was answered with: this one then belongs to it.</param>
/// <param name="CountedAddress">The address that open holds are counted by; null where none is, as for the storefront's own server.</param>
public sealed record NewReservation(
    IReadOnlyList<CartLine> Lines, ContactDetails Contact, string? SessionId = null, string? OrderNumber = null,
    string? ReservationToken = null, string? CountedAddress = null);
