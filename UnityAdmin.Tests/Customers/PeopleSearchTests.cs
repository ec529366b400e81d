using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Selling;
using UnityAdmin.Tests.Orders;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Customers;

/// <summary>
/// Customers, orders, reservations and sell requests find the same people by what staff type; and goods, where there are any.
/// </summary>
public sealed class PeopleSearchTests
{
    /// <summary>Their keys count from 1, and so do their order, their reservation and their sell request.</summary>
    private static readonly (string Name, string Phone, string Email, string Handle)[] People =
    [
        ("Łukasz Wróbel", "+353871110001", "lukasz@example.pl", "@l.wrobel"),
        ("Se\u0301amus O\u0301 Ceallaigh", "+353871110002", "seamus@example.ie", "@seamus"),
        ("Áine Ní Dhomhnaill", "+353871110003", "aine.nd@example.ie", "@aine_nd"),
        ("Conor O'Brien", "+353871110004", "conor@example.ie", "@conor-o"),
        ("Ciara O’Brien", "+353871110005", "ciara@example.ie", "@ciara"),
        ("Niall OBrien", "+447700900777", "niall@example.co.uk", "@niall"),
    ];

    private static readonly (string Typed, int[] Ids)[] Searches =
    [
        ("wrobel", [1]), ("WRÓBEL lukasz", [1]), ("wro\u0301bel", [1]), ("seamus", [2]), ("séamus", [2]), ("o ceallaigh", [2]),
        ("oceallaigh", [2]), ("Aine Ni Dhomhnaill", [3]), ("ní dhomhnaill", [3]), ("o'brien", [4, 5, 6]), ("o’brien", [4, 5, 6]),
        ("obrien", [4, 5, 6]), ("o brien", [4, 5, 6]), ("obrien ciara", [5]), ("aine_nd", [3]),
        ("aine.nd@example", [3]), ("087 111 0004", [4]), ("obrien 087 111 0004", [4]), ("wrobel 087 111 0004", []),
        ("+44 7700 900777", [6]), ("niall +44 7700 900777", [6]), ("0871110", [1, 2, 3, 4, 5]), ("%", []), ("' OR 1=1", []),
    ];

    /// <summary>Where the rows tell of handles: not of an order.</summary>
    private static readonly (string Typed, int[] Ids)[] Handles =
    [
        ("@l.wrobel", [1]), ("l wrobel", [1]), ("lwrobel", [1]), ("@conor-o", [4]), ("conor o", [4]),
    ];

    /// <summary>Where the rows tell of goods; everybody's is a Jordan 4, and its size is 5 plus their key.</summary>
    private static readonly (string Typed, int[] Ids)[] Goods =
    [
        ("jordan 4 uk 9", [4]), ("uk9", [4]), ("UK-9-5", []), ("uk 11", [6]), ("nike", [1, 2, 3, 4, 5, 6]), ("obrien uk 9", [4]),
        ("wrobel uk 9", []), ("jordan 4 9 uk", [4]), ("jordan 0871110004", [4]),
    ];

    [Theory, BothDatabases]
    public async Task What_is_typed_finds_the_same_people_in_every_list(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var wrong = new List<string>();
        foreach (var (typed, wanted) in Searches.Concat(Goods).Concat(Handles))
        {
            var without = Goods.Contains((typed, wanted)) ? "customers" : Handles.Contains((typed, wanted)) ? "orders" : "";
            foreach (var (where, ids) in (await FindAsync(shop, typed)).Where(list => list.Where != without))
            {
                if (!ids.Order().SequenceEqual(wanted)) wrong.Add($"{where} “{typed}”: {string.Join(' ', ids.Order())}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory, BothDatabases]
    public async Task The_storefront_s_numbers_are_found_with_and_without_their_signs(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        await FillAsync(shop);
        var order = await shop.ScalarAsync<string>("SELECT order_number FROM orders WHERE id = 3");
        var batch = await shop.ScalarAsync<string>("SELECT batch_id FROM sell_submissions WHERE id = 3");
        foreach (var typed in new[] { order, order.ToLowerInvariant(), order.Replace("-", ""), order.Replace('-', ' '), order[4..] })
        {
            var rows = (await shop.Get<OrderList>().ReadAsync(new OrderFilter { Search = typed }, null, 50, Stop)).Rows;
            Assert.Equal([3], rows.Select(row => row.Id));
        }

        foreach (var typed in new[] { batch, batch.ToLowerInvariant(), batch.Replace("-", ""), batch.Replace('-', ' '), batch[6..] })
        {
            var rows = await shop.Get<Queue>().Open(new QueueFilter { Search = typed }).ReadAsync(0, 50, Stop);
            Assert.Equal([3], rows.Select(row => row.Id));
        }

        var documents = shop.Get<UnityAdmin.Stock.StockDocuments>();
        Assert.Equal([3], (await documents.FindAsync(order.Replace("-", ""), Stop)).Select(document => document.Id));
        Assert.Empty(await documents.FindAsync(order[..^1], Stop));
    }

    [Theory, BothDatabases]
    public async Task Who_was_merged_is_found_by_every_name_in_every_list(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        var bridget = new ContactDetails("Bridget OFlaherty", "+353875557001", null);
        var brid = new ContactDetails("Bríd Ní Fhlatharta", "+353875557002", "brid@example.ie");
        var biddy = new ContactDetails("Biddy", "+353875557003", null);
        var orders = new[] { await shop.OrderAsync(product, 1, bridget), await shop.OrderAsync(product, 1, brid) };
        var hold = await shop.ReservationAsync(product, 1, brid);
        var sold = await shop.SubmitAsync(A.Form("0875557002", "brid@example.ie", "@brid"));
        var (kept, gone, third) = (await shop.MeetAsync(null, bridget.Phone), await shop.MeetAsync(null, brid.Phone),
            await shop.MeetAsync(biddy.Name, biddy.Phone));
        Assert.Null((await shop.MergeAsync(third, gone)).Refused);
        Assert.Null((await shop.MergeAsync(gone, kept)).Refused);

        foreach (var typed in new[]
        {
            "Fhlatharta", "brid ni", "BRÍD", "oflaherty", "o'flaherty", "biddy", "brid 087 555 7001", "oflaherty 087 555 7003", "@brid",
        })
        {
            var found = await shop.Get<CustomerList>().ReadAsync(new CustomerFilter { Search = typed }, null, 9, Stop);
            Assert.Equal([kept], found.Rows.Select(row => row.Customer.Id));
        }

        var list = await shop.Get<OrderList>().ReadAsync(new OrderFilter { Search = "fhlatharta" }, null, 9, Stop);
        Assert.Equal([orders[1]], list.Rows.Select(row => row.Id));
        foreach (var typed in new[] { "fhlatharta", "oflaherty", "biddy" })
        {
            var holds = await shop.Get<HoldBook>().ReadAsync(new HoldFilter { Search = typed }, null, 9, Stop);
            Assert.Equal([hold], holds.Rows.Select(row => row.Id));
        }

        var queue = await shop.Get<Queue>().Open(new QueueFilter { Search = "087 555 7002" }).ReadAsync(0, 9, Stop);
        Assert.Equal([sold.Id], queue.Select(row => row.Id));
        Assert.Equal("Bríd Ní Fhlatharta\nBiddy", await shop.ScalarAsync<string>($"SELECT other_names FROM users WHERE id = {kept}"));
    }

    private static async Task<List<(string Where, List<int> Ids)>> FindAsync(TestShop shop, string typed)
    {
        var customers = await shop.Get<CustomerList>().ReadAsync(new CustomerFilter { Search = typed }, null, 50, Stop);
        var orders = await shop.Get<OrderList>().ReadAsync(new OrderFilter { Search = typed }, null, 50, Stop);
        var holds = await shop.Get<HoldBook>().ReadAsync(new HoldFilter { Search = typed }, null, 50, Stop);
        var queue = await shop.Get<Queue>().Open(new QueueFilter { Search = typed }).ReadAsync(0, 50, Stop);
        return
        [
            ("customers", [.. customers.Rows.Select(row => row.Customer.Id)]),
            ("orders", [.. orders.Rows.Select(row => row.Id)]),
            ("sell requests", [.. queue.Select(row => row.Id)]),
            ("reservations", [.. holds.Rows.Select(row => row.Id)]),
        ];
    }

    private static async Task FillAsync(TestShop shop)
    {
        foreach (var (index, (name, phone, email, handle)) in People.Index())
        {
            var product = await shop.ProductAsync(5, name: "Jordan 4 Retro", size: $"UK-{index + 6}");
            Assert.Equal(index + 1, await shop.OrderAsync(product, 1, new ContactDetails(name, phone, email)));
            Assert.Equal(index + 1, await shop.ReservationAsync(product, 1, new ContactDetails(name, phone, email)));
            var form = A.Form(phone, email, handle);
            form = form with { Contact = form.Contact with { Name = name } };
            var item = form.Items[0] with { Brand = "Nike", Size = $"UK {index + 6}", Description = "Jordan 4 in its box" };
            Assert.Equal(index + 1, (await shop.SubmitAsync(form with { Items = [item] })).Id);
        }
    }
}
