using System.Text.Json;
using UnityAdmin.Customers;
using UnityAdmin.Orders;

namespace UnityAdmin.Tests.Orders;

/// <summary>Names, contacts and postcodes as the storefront may send them, and to whom a delivery may go.</summary>
public sealed class OrderFormTests
{
    private const string Items = "\"items\":[{\"product_id\":7,\"quantity\":1}]";
    private const string Home = "\"delivery_method\":\"delivery\",\"delivery_address\":\"1 Made-up Rd\"";
    private const string Sorcha = "{\"name\":\"Sorcha\",\"phone\":\"087 123 4567\",\"email\":\"s@example.com\"}";
    private const string Flat = "\"customer_name\":\"Sorcha\",\"customer_phone\":\"087 123 4567\",\"customer_email\":\"s@example.com\"";

    [Theory]
    [InlineData("", "customer_name customer_phone")]
    [InlineData("\"customer_name\":\"Y\"", "customer_phone")]
    [InlineData("\"customer_name\":\"  \",\"customer_phone\":\"\"", "customer_name customer_phone")]
    [InlineData("\"customer_phone\":\"087 123 4567\"", "customer_name")]
    [InlineData("\"customer_email\":\"y@example.com\"", "customer_name")]
    [InlineData("\"customer\":{\"name\":\"Y\"}", "customer_phone")]
    [InlineData("\"user_id\":1", "customer_name customer_phone")]
    [InlineData("\"customer_name\":\"Y\",\"customer_phone\":\"087 123 4567\"", "")]
    [InlineData("\"customer_name\":\"Y\",\"customer_email\":\"y@example.com\"", "")]
    [InlineData("\"customer\":{\"name\":\"Y\",\"email\":\"y@example.com\"}", "")]
    public void A_delivery_to_nobody_is_refused_by_name(string contact, string wrong)
    {
        var home = contact.Length == 0 ? Home : $"{Home},{contact}";
        Assert.Equal(wrong, WrongIn($"{{{Items},{home}}}"));
        Assert.Equal(wrong, WrongIn($"{{{Items},{home.Replace("\"delivery_method\":\"delivery\",", "", StringComparison.Ordinal)}}}"));
    }

    [Fact]
    public void A_collection_may_be_anybody_s() => Assert.Equal("", WrongIn($"{{{Items},\"delivery_method\":\"collection\"}}"));

    [Theory]
    [InlineData("BT1 5GS", "BT1 5GS")]
    [InlineData("bt15gs", "BT1 5GS")]
    [InlineData("BT48 6HQ", "BT48 6HQ")]
    [InlineData("d02x285", "D02 X285")]
    public void An_order_takes_an_Eircode_or_a_postcode_of_Northern_Ireland(string typed, string stored)
    {
        var order = Read($"{{{Items},{Home},{Flat},\"city\":\"Belfast\",\"eircode\":\"{typed}\"}}").Value;
        Assert.Equal(stored, order.Delivery.Eircode);
        var parts = $"{{\"line1\":\"1 Made-up Rd\",\"eircode\":\"{typed}\"}}";
        Assert.Equal(stored, Read($"{{{Items},{Flat},\"delivery_address\":{parts}}}").Value.Delivery.Eircode);
    }

    [Theory]
    [InlineData("product_id", Flat)]
    [InlineData("id", Flat)]
    [InlineData("product_id", "\"customer\":" + Sorcha)]
    [InlineData("id", "\"customer\":" + Sorcha)]
    [InlineData("id", "\"customer\":" + Sorcha + "," + Flat)]
    [InlineData("id", "\"customer\":{\"name\":\"Sorcha\",\"email\":\"s@example.com\"},\"customer_phone\":\"087 123 4567\"")]
    public void Orders_and_reservations_read_the_same_names(string id, string contact)
    {
        var body = $"{{\"items\":[{{\"{id}\":7,\"quantity\":2}}],{contact}}}";
        var (order, hold) = (Read(body).Value, OrderForm.ReadReservation(Fields(body)).Value);
        var sorcha = new ContactDetails("Sorcha", "+353871234567", "s@example.com");
        Assert.Equal((sorcha, sorcha), (order.Contact, hold.Contact));
        Assert.Equal((new CartLine(7, 2), new CartLine(7, 2)), (Assert.Single(order.Lines), Assert.Single(hold.Lines)));
    }

    [Theory]
    [InlineData("\"items\":[{\"product_id\":7,\"id\":7,\"quantity\":1}]", "")]
    [InlineData("\"items\":[{\"product_id\":7,\"id\":8,\"quantity\":1}]", "items[0].id")]
    [InlineData(Items + ",\"customer\":" + Sorcha + ",\"customer_name\":\"Pat\"", "customer_name")]
    [InlineData(Items + ",\"customer\":\"Sorcha\"", "customer")]
    [InlineData("\"items\":[{\"quantity\":1}]", "items[0].product_id")]
    public void Two_names_that_say_two_things_are_refused(string body, string wrong) => Assert.Equal(wrong, WrongIn($"{{{body}}}"));

    private static string WrongIn(string body) =>
        string.Join(" ", (Read(body).Refused?.Fields.Keys ?? []).Order(StringComparer.Ordinal));

    private static Result<NewOrder> Read(string body) => OrderForm.ReadOrder(Fields(body));

    private static ApiFields Fields(string body) => new(JsonDocument.Parse(body).RootElement);
}
