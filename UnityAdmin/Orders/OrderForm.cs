using UnityAdmin.Customers;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>The storefront's cart and its reservation form: every field checked, every wrong one named; prices are never read.</summary>
internal static class OrderForm
{
    public const int MaxUnits = 100;

    private static readonly Dictionary<string, DeliveryMethod> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["collection"] = DeliveryMethod.Collection,
        ["collect"] = DeliveryMethod.Collection,
        ["pickup"] = DeliveryMethod.Collection,
        ["delivery"] = DeliveryMethod.Delivery,
        ["shipping"] = DeliveryMethod.Delivery,
    };

    public static Result<NewOrder> ReadOrder(ApiFields fields)
    {
        var lines = ReadLines(fields, "product_id", quantityRequired: true, MaxUnits);
        var order = new NewOrder(
            lines,
            ReadContact(fields, "customer_", required: false),
            ReadDelivery(fields),
            fields.WholeNumber("user_id"),
            fields.Text("session_id", Reservation.SessionLength),
            fields.Text("notes", Order.NotesLength));
        return fields.Refused is { } refused ? refused : order;
    }

    public static Result<NewReservation> ReadReservation(ApiFields fields)
    {
        var lines = ReadLines(fields, "id", quantityRequired: false, Reservation.MaxUnits);
        var customer = fields.Inner("customer");
        if (customer is null) fields.Wrong("customer", "customer is missing: give an object with name and phone.");
        var reservation = new NewReservation(
            lines,
            customer is null ? new ContactDetails(null, null, null) : ReadContact(customer, "", required: true),
            fields.Text("session_id", Reservation.SessionLength),
            fields.Text("order_number", Reservation.OrderNumberLength));
        return fields.Refused is { } refused ? refused : reservation;
    }

    private static IReadOnlyList<CartLine> ReadLines(ApiFields fields, string id, bool quantityRequired, int most)
    {
        var lines = fields.RequiredList("items", Order.MaxLines).Select(item => new CartLine(
            item.RequiredNumber(id, 1, int.MaxValue),
            quantityRequired || item.Has("quantity") ? item.RequiredNumber("quantity", 1, most) : 1)).ToList();
        var summed = CartLine.Summed(lines);
        if (summed.FirstOrDefault(line => line.Quantity > most) is { } many)
            fields.Wrong("items", $"At most {most} units of product {many.ProductId} can be taken at once.");
        return summed;
    }

    private static ContactDetails ReadContact(ApiFields fields, string prefix, bool required)
    {
        if (required) _ = (fields.RequiredText(prefix + "name", Customer.NameLength), fields.RequiredText(prefix + "phone", 40));
        return new ContactDetails(
            fields.Text(prefix + "name", Customer.NameLength),
            fields.Parsed(prefix + "phone", 40, Phone.Normalize, "a phone number, such as 087 123 4567"),
            fields.Parsed(prefix + "email", Customer.EmailLength, EmailAddress.Check, "an e-mail address, such as name@example.com"));
    }

    /// <summary>The address comes as one text or as an object of its parts; without a method, an address means delivery.</summary>
    private static Delivery ReadDelivery(ApiFields fields)
    {
        var typed = fields.Text("delivery_method", 40);
        var to = fields.Inner("delivery_address") is { } parts
            ? new Delivery(DeliveryMethod.Delivery, Lines(parts), parts.Text("city", Address.CityLength), EircodeOf(parts))
            : new Delivery(DeliveryMethod.Delivery, fields.Text("delivery_address", Address.LinesLength),
                fields.Text("city", Address.CityLength), EircodeOf(fields));
        if (typed is not null && !Methods.ContainsKey(typed))
            fields.Wrong("delivery_method", "delivery_method must be collection or delivery.");
        var method = typed is not null ? Methods.GetValueOrDefault(typed)
            : to.Address is null ? DeliveryMethod.Collection
            : DeliveryMethod.Delivery;
        if (method == DeliveryMethod.Collection) return new Delivery(DeliveryMethod.Collection);
        if (to.Address is null)
            fields.Wrong("delivery_address", "delivery_address is missing: say where to deliver, or choose collection.");
        return to;
    }

    private static string? Lines(ApiFields parts)
    {
        var lines = new[] { parts.Text("line1", 140), parts.Text("line2", 140), parts.Text("address", Address.LinesLength) };
        var text = string.Join(", ", lines.Where(line => line is not null));
        if (text.Length > Address.LinesLength) parts.Wrong("line1", $"The address may be at most {Address.LinesLength} characters long.");
        return text.Length == 0 ? null : text;
    }

    private static string? EircodeOf(ApiFields fields) =>
        fields.Parsed("eircode", 12, Eircode.Normalize, "an Eircode, such as D02 X285");
}
