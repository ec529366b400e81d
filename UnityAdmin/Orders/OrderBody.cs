using System.ComponentModel;

namespace UnityAdmin.Orders;

// The bodies of Orders' calls as the OpenAPI document shows them. OrderForm is what reads and checks them.

/// <summary>POST /api/orders/create.</summary>
internal sealed record OrderBody(
    [property: Description("At most 50. Lines of the same product are added up. Prices sent along are ignored.")]
    IReadOnlyList<OrderBodyLine> Items,
    [property: Description("An existing customer to link it to, where no contact is given; trusted for nothing else.")] int? UserId = null,
    [property: Description("The storefront's session: the buyer's own reservations in it are used up.")] string? SessionId = null,
    [property: Description("Needed for a delivery.")] string? CustomerName = null,
    [property: Description("In any spelling, such as 087 123 4567. A delivery needs this or customer_email.")] string? CustomerPhone = null,
    string? CustomerEmail = null,
    [property: Description("The same three as an object, as reservations take them; where both are sent they must agree.")]
    OrderBodyCustomer? Customer = null,
    [property: Description("collection or delivery; without it, an address means delivery.")] string? DeliveryMethod = null,
    [property: Description("One text, or an object of line1, line2, city and eircode.")] string? DeliveryAddress = null,
    string? City = null,
    [property: Description("An Eircode or a UK postcode, such as D02 X285 or BT1 5GS.")] string? Eircode = null,
    string? Notes = null,
    [property: Description(
        "What a reservation was answered with: what it keeps of these products is used up. Phone and e-mail alone use up nothing.")]
    string? ReservationToken = null);

/// <param name="ProductId">The product's; <c>id</c> says the same.</param>
/// <param name="Quantity">1 to 100.</param>
/// <param name="Id">Another name of <c>product_id</c>.</param>
internal sealed record OrderBodyLine(
    [property: Description("Needed, here or as id.")] int? ProductId,
    int Quantity,
    [property: Description("Another name of product_id; where both are sent they must agree.")] int? Id = null);

internal sealed record OrderBodyCustomer(string? Name = null, string? Phone = null, string? Email = null);

/// <summary>POST /api/reservations/create.</summary>
internal sealed record ReservationBody(
    [property: Description("At most 50: all of them are kept, or none.")] IReadOnlyList<ReservationBodyLine> Items,
    [property: Description("Needed, here or as customer_name and customer_phone.")] ReservationBodyCustomer? Customer = null,
    [property: Description("The storefront's session: the reservation belongs to it, and its open reservations are counted.")]
    string? SessionId = null,
    [property: Description("The storefront's own number for it.")] string? OrderNumber = null,
    [property: Description("The same as name in customer; where both are sent they must agree.")] string? CustomerName = null,
    [property: Description("The same as phone in customer.")] string? CustomerPhone = null,
    [property: Description("The same as email in customer.")] string? CustomerEmail = null,
    [property: Description("What an earlier reservation was answered with: this one then belongs to it and gets the same token.")]
    string? ReservationToken = null);

/// <param name="Id">The product's.</param>
/// <param name="Quantity">1 to 10; 1 when it is left out.</param>
internal sealed record ReservationBodyLine(
    [property: Description("The product's. Needed, here or as product_id.")] int? Id,
    int? Quantity = null,
    [property: Description("Another name of id; where both are sent they must agree.")] int? ProductId = null);

internal sealed record ReservationBodyCustomer(
    string Name, [property: Description("In any spelling, such as 087 123 4567.")] string Phone, string? Email = null);

/// <summary>The answer to POST /api/reservations/create; the text itself is written by <see cref="Reservations"/>.</summary>
internal sealed record ReservationAnswer(
    bool Success,
    string Message,
    IReadOnlyList<ReservationAnswerLine> Reservations,
    [property: Description("From then on nothing is kept.")] DateTime ExpiresAt,
    [property: Description(
        "Keep it secret and send it with the order: whoever has it, or the session, is the one these products are kept for.")]
    string? ReservationToken);

internal sealed record ReservationAnswerLine(int ProductId, string ProductTitle, int ReservationId, int Quantity);
