using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Customers;

public sealed class MeetTests
{
    [Theory]
    [BothDatabases("087 123 4567")]
    [BothDatabases("+353 (0)87-1234567")]
    [BothDatabases("00353871234567")]
    public async Task A_phone_is_one_customer_in_every_spelling(TestDatabase on, string spelling)
    {
        await using var shop = await on.OpenAsync();
        var first = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        Assert.Equal(first, await shop.MeetAsync(null, Phone.Normalize(spelling)));
        Assert.Equal(1, await shop.CountAsync("users"));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "kind = 'phone' AND value = '+353871234567'"));
    }

    [Theory]
    [BothDatabases("+44 07700 900777")]
    [BothDatabases("447700900777")]
    [BothDatabases("0044 (0)7700 900777")]
    public async Task A_phone_from_elsewhere_is_one_customer_in_every_spelling(TestDatabase on, string spelling)
    {
        await using var shop = await on.OpenAsync();
        var first = await shop.MeetAsync("Niamh Quinn", Phone.Normalize("+44 7700 900777"));
        Assert.Equal(first, await shop.MeetAsync(null, Phone.Normalize(spelling)));
        Assert.Equal(1, await shop.CountAsync("user_contacts", "kind = 'phone' AND value = '+447700900777'"));
    }

    [Theory, BothDatabases]
    public async Task An_address_is_the_same_in_capitals_and_a_handle_only_on_its_channel(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var sorcha = await shop.MeetAsync("Sorcha Walsh", null, "sorcha@example.com", "@sole.sister", "Instagram");
        Assert.Equal(sorcha, await shop.MeetAsync(null, null, "Sorcha@Example.COM"));
        Assert.Equal(sorcha, await shop.MeetAsync(null, null, null, "Sole.Sister", "instagram"));
        Assert.NotEqual(sorcha, await shop.MeetAsync(null, null, null, "@sole.sister", "TikTok"));
        Assert.Equal(2, await shop.CountAsync("users"));
    }

    [Theory, BothDatabases]
    public async Task What_belongs_to_someone_else_stays_theirs_and_the_file_says_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var orla = await shop.MeetAsync("Orla Daly", null, "orla@example.com");
        _ = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        _ = await shop.OrderAsync(product, 1, new ContactDetails("Sorcha Walsh", "+353871234567", "orla@example.com"));
        var sorcha = await shop.MeetAsync(null, "+353871234567");
        Assert.NotEqual(orla, sorcha);
        Assert.Equal(orla, await shop.ScalarAsync<int>("SELECT user_id FROM user_contacts WHERE value = 'orla@example.com'"));
        var (other, why) = Assert.Single((await shop.FileAsync(sorcha)).Alike);
        Assert.Equal(orla, other.Id);
        Assert.Contains("orla@example.com", why, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_stranger_s_word_stays_on_the_document_until_staff_take_it_over(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, sorcha) = (await shop.ProductAsync(5), await shop.MeetAsync(null, "+353871234567"));
        var stranger = new ContactDetails("Not Sorcha", "+353871234567", "not.sorcha@example.com");
        var there = new Delivery(DeliveryMethod.Delivery, "1 Elsewhere Row", "Cork", null);
        var order = new NewOrder([new CartLine(product, 1)], stranger, there);
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(order, null, OrderSteps.Shopfront, Stop)).Refused);
        _ = await shop.ReservationAsync(product, 1, stranger with { Email = "held@example.com" });
        _ = await shop.SubmitAsync(A.Form(email: null));

        // What came in belongs to her, and nothing of it is hers yet.
        foreach (var table in new[] { "orders", "product_reservations", "sell_submissions" })
            Assert.Equal(1, await shop.CountAsync(table, $"user_id = {sorcha}"));
        Assert.Equal(1, await shop.CountAsync("user_contacts"));
        Assert.Equal(0, await shop.CountAsync("addresses"));
        Assert.Equal(1, await shop.CountAsync("users", "name IS NULL AND version = 0"));
        var news = (await shop.FileAsync(sorcha)).News;
        Assert.Equal(
            ["Not Sorcha", "not.sorcha@example.com", "@sole.sister", "held@example.com", "1 Elsewhere Row, Cork"], news.Select(detail => detail.Shown));

        foreach (var detail in news) Assert.Null((await shop.Get<CustomerCare>().TakeOverAsync(sorcha, detail, CustomerSteps.Clerk, Stop)).Refused);
        var file = await shop.FileAsync(sorcha);
        Assert.Empty(file.News);
        Assert.Equal(("Not Sorcha", 4, 1), (file.Customer.Name, file.Customer.Contacts.Count, file.Customer.Addresses.Count));
        Assert.True(await shop.CountAsync("system_logs", "action = 'customer.taken_over'") >= 5);
        Assert.Equal(sorcha, await shop.MeetAsync(null, null, "held@example.com"));

        // Twice is once; what has become somebody else's is refused; nobody but staff takes anything over.
        foreach (var detail in news) Assert.Null((await shop.Get<CustomerCare>().TakeOverAsync(sorcha, detail, CustomerSteps.Clerk, Stop)).Refused);
        Assert.Equal((4, 1), (await shop.CountAsync("user_contacts"), await shop.CountAsync("addresses")));
        var orla = await shop.MeetAsync("Orla Daly", "+353861112222");
        Assert.Equal("contact_taken", (await shop.Get<CustomerCare>().TakeOverAsync(orla, news[1], CustomerSteps.Clerk, Stop)).Refused!.Code);
        Assert.Equal("role_missing", (await shop.Get<CustomerCare>().TakeOverAsync(orla, news[0], OrderSteps.Shopfront, Stop)).Refused!.Code);
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Who_is_new_and_whoever_staff_write_down_is_taken_at_their_word(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        NewOrder Order(string email, string lines) => new(
            [new CartLine(product, 1)], OrderSteps.Sorcha with { Email = email }, new Delivery(DeliveryMethod.Delivery, lines, "Dublin", null));
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(Order("first@example.com", "1 First Row"), null, OrderSteps.Shopfront, Stop)).Refused);
        Assert.Equal((2, 1), (await shop.CountAsync("user_contacts"), await shop.CountAsync("addresses")));
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(Order("next@example.com", "2 Next Row"), null, CustomerSteps.Clerk, Stop)).Refused);
        Assert.Equal((3, 2), (await shop.CountAsync("user_contacts"), await shop.CountAsync("addresses")));
        Assert.Empty((await shop.FileAsync(1)).News);
    }

    [Theory, BothDatabases]
    public async Task Sixteen_first_orders_at_once_make_one_customer(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(16);
        var orders = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => shop.BuyAsync(product, 1, OrderSteps.Sorcha))));
        Assert.All(orders, order => Assert.Null(order.Refused));
        Assert.Equal(1, await shop.CountAsync("users"));
        Assert.Equal(16, await shop.CountAsync("orders", "user_id = (SELECT id FROM users)"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task An_order_under_an_account_that_was_merged_goes_to_the_record_that_stayed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1);
        var (old, kept) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Sorcha Walsh", "+353861234567"));
        Assert.Null((await shop.MergeAsync(old, kept)).Refused);
        var order = new NewOrder(
            [new CartLine(product, 1)], OrderSteps.Nobody, OrderSteps.Collected, UserId: old);
        Assert.Null((await shop.Get<Checkout>().PlaceAsync(order, null, OrderSteps.Shopfront, Stop)).Refused);
        Assert.Equal(kept, await shop.ScalarAsync<int>("SELECT user_id FROM orders"));
    }
}
