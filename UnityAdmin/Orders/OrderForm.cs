using UnityAdmin.Customers;
using UnityAdmin.Stock;

namespace UnityAdmin.Orders;

/// <summary>The storefront's cart and its reservation form: every field checked, every wrong one named; prices are never read.</summary>
internal static class OrderForm
{
    public const int MaxUnits = 100;

    private static readonly string[] ContactParts = ["name", "phone", "email"];

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
        var lines = ReadLines(fields, ["product_id", "id"], quantityRequired: true, MaxUnits);
        var order = new NewOrder(
            lines,
            ReadContact(fields),
            ReadDelivery(fields),
            fields.WholeNumber("user_id"),
            fields.Text("session_id", Reservation.SessionLength),
            fields.Text("notes", Order.NotesLength),
            fields.Text("reservation_token", HoldTokens.MaxLength));
        if (fields.Refused is { } refused) return refused;
        return order.CheckReachable() is { } unreachable ? unreachable : order;
    }

    public static Result<NewReservation> ReadReservation(ApiFields fields)
    {
        var lines = ReadLines(fields, ["id", "product_id"], quantityRequired: false, Reservation.MaxUnits);
        if (fields.Inner("customer") is null && !ContactParts.Any(part => fields.Has(Flat(part))))
            fields.Wrong("customer", "customer is missing: give an object with name and phone, or customer_name and customer_phone.");
        else RequireContact(fields);
        var reservation = new NewReservation(
            lines,
            ReadContact(fields),
            fields.Text("session_id", Reservation.SessionLength),
            fields.Text("order_number", Reservation.OrderNumberLength),
            fields.Text("reservation_token", HoldTokens.MaxLength));
        return fields.Refused is { } refused ? refused : reservation;
    }

    /// <param name="names">Both names of the product's id; the first is the one a missing id is asked for by.</param>
    private static IReadOnlyList<CartLine> ReadLines(ApiFields fields, string[] names, bool quantityRequired, int most)
    {
        var lines = fields.RequiredList("items", Order.MaxLines).Select(item => new CartLine(
            ReadProduct(item, names),
            quantityRequired || item.Has("quantity") ? item.RequiredNumber("quantity", 1, most) : 1)).ToList();
        var summed = CartLine.Summed(lines);
        if (summed.FirstOrDefault(line => line.Quantity > most) is { } many)
            fields.Wrong("items", $"At most {most} units of product {many.ProductId} can be taken at once.");
        return summed;
    }

    private static int ReadProduct(ApiFields item, string[] names)
    {
        var given = Array.FindAll(names, item.Has);
        var ids = Array.ConvertAll(given, name => item.RequiredNumber(name, 1, int.MaxValue));
        if (ids.Distinct().Count() > 1) item.Wrong(given[1], $"{given[0]} and {given[1]} name two products: give one of them.");
        return ids.Length > 0 ? ids[0] : item.RequiredNumber(names[0], 1, int.MaxValue);
    }

    private static string Flat(string part) => "customer_" + part;

    // Where one part of the contact stands: customer_name, or name inside customer. Both may be sent if they say the same.
    private static (ApiFields Fields, string Name) Place(ApiFields fields, string part)
    {
        if (fields.Inner("customer") is not { } customer)
        {
            if (fields.Has("customer")) fields.Wrong("customer", "customer must be an object with name, phone and email.");
            return (fields, Flat(part));
        }

        if (!fields.Has(Flat(part))) return (customer, part);
        if (customer.Has(part) && customer.Text(part, Customer.EmailLength) != fields.Text(Flat(part), Customer.EmailLength))
            fields.Wrong(Flat(part), $"{Flat(part)} and customer.{part} differ: give one of them.");
        return (fields, Flat(part));
    }

    private static void RequireContact(ApiFields fields)
    {
        var (name, phone) = (Place(fields, "name"), Place(fields, "phone"));
        _ = (name.Fields.RequiredText(name.Name, Customer.NameLength), phone.Fields.RequiredText(phone.Name, 40));
    }

    private static ContactDetails ReadContact(ApiFields fields)
    {
        var (name, phone, email) = (Place(fields, "name"), Place(fields, "phone"), Place(fields, "email"));
        return new ContactDetails(
            name.Fields.Text(name.Name, Customer.NameLength),
            phone.Fields.Parsed(phone.Name, 40, Phone.Normalize, "a phone number, such as 087 123 4567"),
            email.Fields.Parsed(
                email.Name, Customer.EmailLength, EmailAddress.Check, "an e-mail address, such as name@example.com"));
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
        fields.Parsed("eircode", 12, Eircode.Normalize, Eircode.MustBe);
}
