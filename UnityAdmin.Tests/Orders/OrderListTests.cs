using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

public sealed class OrderListTests
{
    private static readonly ContactDetails Liam = new("Liam O'Neill", "+353861112233", "liam@example.com");

    [Theory, BothDatabases]
    public async Task Every_tab_and_filter_shows_its_own_and_counts_them(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(20);
        var pending = await shop.OrderAsync(product);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var packed = await shop.OrderAsync(product);
        await shop.PayAsync(packed);
        await shop.BringAsync(packed, OrderStatus.Confirmed);
        var unpaid = await shop.OrderAsync(product);
        await shop.BringAsync(unpaid, OrderStatus.Processing);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var owed = await shop.OrderAsync(product);
        await shop.PayAsync(owed);
        await shop.CancelAsync(owed);
        var refunded = await shop.OrderAsync(product);
        await shop.PayAsync(refunded);
        await shop.BringAsync(refunded, OrderStatus.Completed);
        await shop.RefundAsync(refunded);

        Assert.Equal([refunded, owed, unpaid, packed, pending], await FindAsync(shop, ""));
        Assert.Equal([pending], await FindAsync(shop, "status=pending"));
        Assert.Equal([unpaid], await FindAsync(shop, "status=processing"));
        Assert.Equal([owed], await FindAsync(shop, "status=cancelled"));
        Assert.Equal([owed], await FindAsync(shop, "due=refund"));
        Assert.Equal([packed], await FindAsync(shop, "due=to_pack"));
        Assert.Equal([owed, packed], await FindAsync(shop, "payment=paid"));
        Assert.Equal([refunded], await FindAsync(shop, "payment=refunded&status=completed"));
        Assert.Equal([unpaid, packed], await FindAsync(shop, "from=2026-03-03&to=2026-03-03"));
        Assert.Equal([unpaid, packed, pending], await FindAsync(shop, "to=2026-03-03"));
        Assert.Equal([refunded, owed, unpaid, packed, pending], await FindAsync(shop, "status=lost&payment=some&from=soon"));

        var counts = await shop.Get<OrderList>().CountAsync(OrderFilter.Parse("status=pending&payment=paid"), Stop);
        Assert.Equal((2, 0, 1, 1, 1), (counts[default], counts[new OrderTab(OrderStatus.Pending)],
            counts[new OrderTab(OrderStatus.Cancelled)], counts[OrderTab.Refund], counts[OrderTab.ToPack]));
        Assert.Equal(OrderTab.All.Count, counts.Count);
        Assert.Equal(1, await new PendingOrders(shop.Get<OrderList>()).CountAsync(Stop));
    }

    [Theory, BothDatabases]
    public async Task Days_are_the_shops_own(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2);
        shop.Clock.Now = new DateTime(2026, 7, 1, 22, 59, 59, DateTimeKind.Utc);
        var before = await shop.OrderAsync(product);
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await shop.OrderAsync(product);
        Assert.Equal([before], await FindAsync(shop, "from=2026-07-01&to=2026-07-01"));
        Assert.Equal([after], await FindAsync(shop, "from=2026-07-02"));
    }

    [Theory]
    [BothDatabases("087 123 4567", true)]
    [BothDatabases("+353 (0)87-1234567", true)]
    [BothDatabases("123 4567", true)]
    [BothDatabases("SORCHA", true)]
    [BothDatabases("walsh sorcha", true)]
    [BothDatabases("sorcha@example.com", true)]
    [BothDatabases("un-000001", true)]
    [BothDatabases("ord-20260302-00001", true)]
    [BothDatabases("20260302-00001", true)]
    [BothDatabases("so", true)]
    [BothDatabases("liam", false)]
    [BothDatabases("086 111 2233", false)]
    [BothDatabases("' OR 1=1 --", false)]
    [BothDatabases("%", false)]
    public async Task Any_part_of_number_name_phone_email_or_sku_finds_it(TestDatabase on, string typed, bool found)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        _ = await shop.OrderAsync(await shop.ProductAsync(1), contact: Liam);
        var ids = await FindAsync(shop, $"q={Uri.EscapeDataString(typed)}");
        Assert.Equal(found, ids.Contains(order));
        Assert.Equal(ids.Count, (await new OrderFinder(shop.Get<OrderList>()).FindAsync(typed, Stop)).Count);
    }

    [Theory, BothDatabases]
    public async Task Reading_on_gives_every_order_once_though_they_came_at_one_moment(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(20);
        var all = new List<int>();
        for (var number = 0; number < 7; number++) all.Add(await shop.OrderAsync(product));
        all.Reverse();
        var (list, read) = (shop.Get<OrderList>(), new List<int>());
        OrderCursor? after = null;
        do
        {
            var page = await list.ReadAsync(new OrderFilter(), after, 3, Stop);
            read.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all, read);
        Assert.Equal(all, await list.AllAsync(new OrderFilter(), Stop).Select(row => row.Id).ToListAsync(Stop));
        Assert.Equal(new OrderNeighbours(all[0], all[2]), await list.NeighboursAsync(new OrderFilter(), all[1], Stop));
        Assert.Equal(new OrderNeighbours(null, all[1]), await list.NeighboursAsync(new OrderFilter(), all[0], Stop));
        Assert.Equal(new OrderNeighbours(all[5], null), await list.NeighboursAsync(new OrderFilter(), all[6], Stop));
        Assert.Equal(2, await list.CountNewerAsync(new OrderFilter(), all[2], Stop));
    }

    [Theory, BothDatabases]
    public async Task The_ledger_calls_an_order_by_its_number_and_finds_it_by_that(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var order = await shop.OrderAsync(await shop.ProductAsync(1));
        var number = await shop.NumberAsync(order);
        var document = new StockDocument(StockDocumentKind.Order, order);
        var documents = shop.Get<StockDocuments>();
        Assert.Equal(new DocumentName(number, $"/orders/{order}"), (await documents.NameAsync([document], Stop))[document]);
        Assert.Equal([document], await documents.FindAsync(number.ToLowerInvariant(), Stop));
        Assert.Empty(await documents.FindAsync("ORD-20260302-99999", Stop));
        var rows = await shop.Get<LedgerBook>().ReadAsync(LedgerFilter.Parse($"document={number}"), null, Stop);
        Assert.Equal(StockReason.Sale, Assert.Single(rows.Rows).Move.Reason);
    }

    [Theory]
    [InlineData("status=pending&q=a%26b&payment=paid&from=2026-03-01&to=2026-03-09")]
    [InlineData("due=refund")]
    [InlineData("")]
    public void A_filter_is_what_its_address_says(string query) =>
        Assert.Equal(OrderFilter.Parse(query), OrderFilter.Parse(OrderFilter.Parse(query).ToQuery()));

    private static async Task<List<int>> FindAsync(TestShop shop, string query) =>
        [.. (await shop.Get<OrderList>().ReadAsync(OrderFilter.Parse(query), null, 50, Stop)).Rows.Select(row => row.Id)];
}
