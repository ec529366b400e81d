using System.ComponentModel;

namespace UnityAdmin.Orders;

// The bodies of Orders' calls as the OpenAPI document shows them. OrderForm is what reads and checks them.

/// <summary>POST /api/orders/create.</summary>
internal sealed record OrderBody(
    [property: Description("At most 50. Lines of the same product are added up. Prices sent along are ignored.")]
    IReadOnlyList<OrderBodyLine> Items,
    [property: Description("An existing customer to link it to, where no contact is given; trusted for nothing else.")] int? UserId = null,
    [property: Description("The storefront's session: a guest's own reservations in it are used up.")] string? SessionId = null,
    string? CustomerName = null,
    [property: Description("In any spelling, such as 087 123 4567.")] string? CustomerPhone = null,
    string? CustomerEmail = null,
    [property: Description("collection or delivery; without it, an address means delivery.")] string? DeliveryMethod = null,
    [property: Description("One text, or an object of line1, line2, city and eircode.")] string? DeliveryAddress = null,
    string? City = null,
    [property: Description("Such as D02 X285.")] string? Eircode = null,
    string? Notes = null);

/// <param name="Quantity">1 to 100.</param>
internal sealed record OrderBodyLine(int ProductId, int Quantity);

/// <summary>POST /api/reservations/create.</summary>
internal sealed record ReservationBody(
    [property: Description("At most 50: all of them are kept, or none.")] IReadOnlyList<ReservationBodyLine> Items,
    ReservationBodyCustomer Customer,
    [property: Description("The storefront's session.")] string? SessionId = null,
    [property: Description("The storefront's own number for it.")] string? OrderNumber = null);

/// <param name="Id">The product's.</param>
/// <param name="Quantity">1 to 10; 1 when it is left out.</param>
internal sealed record ReservationBodyLine(int Id, int? Quantity = null);

internal sealed record ReservationBodyCustomer(
    string Name, [property: Description("In any spelling, such as 087 123 4567.")] string Phone, string? Email = null);
