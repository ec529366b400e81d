using UnityAdmin.Customers;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Customers;

public sealed class CustomerListTests
{
    [Theory]
    [BothDatabases("087 123 4567")]
    [BothDatabases("0871234567")]
    [BothDatabases("+353 87 123 4567")]
    [BothDatabases("1234567")]
    [BothDatabases("087")]
    [BothDatabases("sorcha@EXAMPLE")]
    [BothDatabases("@sole.sister")]
    [BothDatabases("walsh sorcha")]
    [BothDatabases("so")]
    public async Task A_customer_is_found_by_any_part_in_any_spelling(TestDatabase on, string typed)
    {
        await using var shop = await on.OpenAsync();
        var sorcha = await shop.MeetAsync("Sorcha Walsh", "+353871234567", "sorcha@example.com", "@sole.sister", "Instagram");
        _ = await shop.MeetAsync("Marek Kowalski", "+48861112233", "marek@example.org");
        Assert.Equal([sorcha], await FoundAsync(shop, new CustomerFilter { Search = typed }));
        Assert.Equal(1, await shop.Get<CustomerList>().CountAsync(new CustomerFilter { Search = typed }, Stop));
    }

    [Theory, BothDatabases]
    public async Task Pages_follow_each_other_newest_first_with_what_each_has(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        var ids = new List<int>();
        for (var number = 0; number < 5; number++) ids.Add(await shop.MeetAsync($"Customer {number}", $"+35387000000{number}"));
        _ = await shop.OrderAsync(product, 1, new ContactDetails(null, "+353870000004", null));
        _ = await shop.ReservationAsync(product, 1, null, null);
        var list = shop.Get<CustomerList>();
        var (read, at) = (new List<int>(), (CustomerCursor?)null);
        do
        {
            var page = await list.ReadAsync(new CustomerFilter { Search = "customer" }, at, 2, Stop);
            read.AddRange(page.Rows.Select(row => row.Customer.Id));
            at = page.Next;
        }
        while (at is not null);
        Assert.Equal([.. Enumerable.Reverse(ids)], read);
        var first = await list.ReadAsync(new CustomerFilter { Search = "customer 4" }, null, 1, Stop);
        Assert.Equal(["Orders", "Sell requests", "Reservations", "Storefront events"], first.Titles);
        Assert.Equal([1, 0, 0, 0], first.Rows[0].Counts);
    }

    [Theory, BothDatabases]
    public async Task The_merged_are_never_shown_and_the_erased_only_when_asked_for(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (old, kept, gone) = (await shop.MeetAsync("Sorcha", "+353871234567"), await shop.MeetAsync("Sorcha Walsh", "+353861234567"),
            await shop.MeetAsync("Marek", "+48861112233"));
        Assert.Null((await shop.MergeAsync(old, kept)).Refused);
        Assert.Null((await shop.EraseAsync(gone)).Refused);
        Assert.Equal([kept], await FoundAsync(shop, new CustomerFilter()));
        Assert.Equal([kept], await FoundAsync(shop, new CustomerFilter { Search = "087 123 4567" }));
        Assert.Equal([gone], await FoundAsync(shop, new CustomerFilter { Kind = CustomerKind.Erased }));
        Assert.Equal([kept], await FoundAsync(shop, new CustomerFilter { Kind = CustomerKind.Guests }));
        Assert.Empty(await FoundAsync(shop, new CustomerFilter { Kind = CustomerKind.WithAccount }));
    }

    [Theory, BothDatabases]
    public async Task The_palette_leads_to_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var sorcha = await shop.MeetAsync("Sorcha Walsh", "+353871234567");
        var entry = Assert.Single(await new CustomerFinder(shop.Get<CustomerList>()).FindAsync("087 123", Stop));
        Assert.Equal(("Sorcha Walsh", $"/customers/{sorcha}"), (entry.Title, entry.Href));
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=087%20123&kind=guests")]
    [InlineData("kind=with_account")]
    public void The_address_says_what_is_shown(string query) => Assert.Equal(query, CustomerFilter.Parse(query).ToQuery());

    private static async Task<List<int>> FoundAsync(TestShop shop, CustomerFilter filter) =>
        [.. (await shop.Get<CustomerList>().ReadAsync(filter, null, 10, Stop)).Rows.Select(row => row.Customer.Id)];
}
