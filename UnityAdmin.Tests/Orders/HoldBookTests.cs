using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Orders.OrderSteps;
using static UnityAdmin.Tests.Orders.ReservationsTests;

namespace UnityAdmin.Tests.Orders;

public sealed class HoldBookTests
{
    private static readonly ContactDetails Eoin = new("Éoin Kelly", "+353860000002", null);

    [Theory, BothDatabases]
    public async Task Each_stands_where_it_is_now_the_soonest_to_expire_first(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(10);
        var confirmed = await shop.ReservationAsync(product, 1, People(1));
        var cancelled = await shop.ReservationAsync(product, 1, People(2));
        Assert.Null((await ConfirmAsync(shop, confirmed)).Refused);
        Assert.Null((await CancelAsync(shop, cancelled)).Refused);
        var marked = await shop.ReservationAsync(product, 1, People(3));
        shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await shop.Get<Reservations>().ExpireAsync(Stop));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var unmarked = await shop.ReservationAsync(product, 1, People(4));
        var later = await shop.ReservationAsync(await shop.ProductAsync(1), 1, People(4));
        Assert.Null((await shop.Get<Reservations>().ExtendAsync(later, TimeSpan.FromHours(2), StockSteps.Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromHours(23));
        var sooner = await shop.ReservationAsync(product, 1, Sorcha);
        shop.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([later, sooner], await IdsAsync(shop, new HoldFilter()));
        Assert.Equal([confirmed], await IdsAsync(shop, new HoldFilter { Tab = ReservationStatus.Confirmed }));
        Assert.Equal([cancelled], await IdsAsync(shop, new HoldFilter { Tab = ReservationStatus.Cancelled }));
        Assert.Equal([unmarked, marked], await IdsAsync(shop, new HoldFilter { Tab = ReservationStatus.Expired }));
        Assert.Equal(new HoldCounts(2, 1), await shop.Get<HoldBook>().CountAsync(Stop));
        Assert.Equal(1, await new HoldsRunningOut(shop.Get<HoldBook>()).CountAsync(Stop));
        Assert.Equal([unmarked], await IdsAsync(shop, new HoldFilter { Id = unmarked }));
        _ = await shop.ExecuteAsync($"UPDATE products SET price_cents = 7777 WHERE id = {product}");
        Assert.Equal([10_000L, 7_777L], (await shop.Get<HoldBook>().ReadAsync([confirmed, sooner], Stop))
            .OrderBy(row => row.Id).Select(row => row.PriceCents));
    }

    [Theory]
    [BothDatabases(ReservationStatus.Pending)]
    [BothDatabases(ReservationStatus.Cancelled)]
    [BothDatabases(ReservationStatus.Expired)]
    public async Task Read_in_pages_each_is_there_once_and_in_order(TestDatabase on, ReservationStatus tab)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(50);
        for (var number = 0; number < 12; number++)
        {
            var hold = await shop.ReservationAsync(product, 1, People(number));
            if (tab == ReservationStatus.Cancelled) Assert.Null((await CancelAsync(shop, hold)).Refused);
            if (number % 3 != 0) shop.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        if (tab == ReservationStatus.Expired)
        {
            shop.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(4));
            _ = await shop.Get<Reservations>().ExpireAsync(Stop);
            shop.Clock.Advance(TimeSpan.FromHours(24));
        }

        var (read, cursor) = (new List<HoldRow>(), (HoldCursor?)null);
        do
        {
            var page = await shop.Get<HoldBook>().ReadAsync(new HoldFilter { Tab = tab }, cursor, 5, Stop);
            Assert.InRange(page.Rows.Count, 1, 5);
            read.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(12, read.Select(row => row.Id).Distinct().Count());
        var expected = tab == ReservationStatus.Pending
            ? read.OrderBy(row => row.Hold.ExpiresAt).ThenBy(row => row.Id)
            : read.OrderByDescending(row => row.Hold.CreatedAt).ThenByDescending(row => row.Id);
        Assert.Equal(expected.Select(row => row.Id), read.Select(row => row.Id));
    }

    [Theory, BothDatabases]
    public async Task What_one_request_asked_for_comes_together(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoe, hoodie) = (await shop.ProductAsync(5), await shop.ProductAsync(5, name: "Box logo", size: "M"));
        Assert.Null((await HoldAllAsync(shop, Sorcha, (shoe, 1), (hoodie, 1))).Refused);
        var last = await shop.ScalarAsync<int>("SELECT MAX(id) FROM product_reservations");
        Assert.Null((await shop.Get<Reservations>().ExtendAsync(last, TimeSpan.FromHours(9), StockSteps.Aoife, Stop)).Refused);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await shop.ReservationAsync(shoe, 1, Eoin);
        var page = await shop.Get<HoldBook>().ReadAsync(new HoldFilter(), null, 1, Stop);
        Assert.Equal([last - 1, last], page.Rows.Select(row => row.Id));
        var all = await shop.Get<HoldBook>().ReadAsync(new HoldFilter(), null, 100, Stop);
        Assert.Equal([[last - 1, last], [other]], HoldGroup.Of(all.Rows).Select(group => group.Holds.Select(row => row.Id).ToArray()));
        var request = all.Rows[0].Hold.RequestId;
        Assert.Null((await CancelAsync(shop, last)).Refused);
        Assert.Equal([last - 1, last], await IdsAsync(shop, new HoldFilter { Request = request }));
    }

    [Theory]
    [BothDatabases("box LOGO", true)]
    [BothDatabases("un-000002", true)]
    [BothDatabases("sorcha", true)]
    [BothDatabases("087 123 4567", true)]
    [BothDatabases("+353 (0)87-1234567", true)]
    [BothDatabases("1234567", true)]
    [BothDatabases("web-77", true)]
    [BothDatabases("walsh box", true)]
    [BothDatabases("M", true)]
    [BothDatabases("sorcha samba", false)]
    [BothDatabases("100%", false)]
    [BothDatabases("\" OR 1=1", false)]
    public async Task It_is_found_by_product_customer_phone_and_number(TestDatabase on, string typed, bool isFound)
    {
        await using var shop = await on.OpenAsync();
        var (shoe, hoodie) = (await shop.ProductAsync(5), await shop.ProductAsync(5, name: "Box Logo", size: "M"));
        var wanted = new NewReservation([new CartLine(hoodie, 1)], Sorcha, null, "WEB-77");
        Assert.Null((await shop.Get<Reservations>().CreateAsync(wanted, null, Shopfront, Stop)).Refused);
        var hold = await shop.ScalarAsync<int>("SELECT MAX(id) FROM product_reservations");
        _ = await shop.ReservationAsync(shoe, 1, Eoin);
        var found = await IdsAsync(shop, new HoldFilter { Search = typed });
        if (typed == "M") Assert.Contains(hold, found);
        else Assert.Equal(isFound ? [hold] : [], found);
    }

    [Theory, BothDatabases]
    public async Task The_ledger_calls_it_by_its_number_and_leads_to_it(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var hold = await shop.ReservationAsync(product);
        var moves = await shop.Get<ProductMoves>().ReadAsync(product, null, 5, Stop);
        Assert.Equal(new DocumentName($"Reservation {hold}", $"/reservations?id={hold}"), moves.Moves[0].Document);
        Assert.Equal([new StockDocument(StockDocumentKind.Reservation, hold)],
            await shop.Get<StockDocuments>().FindAsync($"reservation {hold}", Stop));
        Assert.Equal($"/reservations?id={hold}", (await new HoldFinder(shop.Get<HoldBook>()).FindAsync("sorcha", Stop)).Single().Href);
    }

    [Theory, BothDatabases]
    public async Task Answers_older_than_a_week_are_forgotten_and_younger_ones_kept(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(9);
        Assert.Null((await shop.BuyAsync(product, request: new IdempotentRequest("old", "hash"))).Refused);
        _ = await shop.ExecuteAsync(string.Join(';', Enumerable.Range(0, 1_100).Select(number =>
            "INSERT INTO idempotency_keys (scope, key, request_hash, response, created_at) "
            + $"SELECT scope, 'old-{number}', request_hash, response, created_at FROM idempotency_keys WHERE key = 'old'")));
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null((await shop.BuyAsync(product, request: new IdempotentRequest("young", "hash"))).Refused);
        shop.Clock.Advance(IdempotencyStore.KeptFor);
        Assert.Equal(1_101, await shop.Get<IdempotencyStore>().ForgetAsync(Stop));
        Assert.Equal(0, await shop.Get<IdempotencyStore>().ForgetAsync(Stop));
        Assert.Equal("young", await shop.ScalarAsync<string>("SELECT key FROM idempotency_keys"));
    }

    private static ContactDetails People(int number) => new($"Buyer {number}", $"+35386111{number:0000}", null);

    private static async Task<List<int>> IdsAsync(TestShop shop, HoldFilter filter) =>
        [.. (await shop.Get<HoldBook>().ReadAsync(filter, null, HoldBook.PageSize, Stop)).Rows.Select(row => row.Id)];
}
