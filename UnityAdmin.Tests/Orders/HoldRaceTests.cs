using System.Net;
using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>Check 11 of quality.md section 2: holds that are confirmed, cancelled and swept away at the same moment.</summary>
public sealed class HoldRaceTests
{
    private static readonly Actor By = StockSteps.Aoife;

    [Theory, BothDatabases]
    public async Task Every_hold_at_its_expiry_has_one_end_and_its_stock_comes_back_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        Assert.Null(await FaultAsync(shop, Buyers.Times(60)));
    }

    [Fact]
    public async Task The_race_finds_the_bug()
    {
        var weave = new Interleaver { WithoutGuards = true };
        await using var shop = await TestDatabase.Postgres.OpenAsync(weave.Register);
        Assert.NotNull(await FaultAsync(shop, 40));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_reserve_one_item_one_has_it(TestDatabase on)
    {
        await using var server = await AppServer.StartAsync(on, CheckoutLoadTests.NoLimits);
        var product = await StockSteps.AddProductAsync(server.Services, 1);
        using var client = server.NewClient();
        var bodies = Enumerable.Range(0, Buyers.Times(200)).Select(buyer =>
            $$$"""{"items":[{"id":{{{product}}}}],"customer":{"name":"Buyer {{{buyer}}}","phone":"+35387{{{buyer:0000000}}}"}}""").ToList();
        var answers = await Buyers.SendAllAsync(client, bodies, 64, "/api/reservations/create");
        Assert.Equal((1, bodies.Count - 1), (answers.Count(HttpStatusCode.OK), answers.Count(HttpStatusCode.Conflict)));
        Assert.Equal((1L, 1L),
            (await server.Rows.CountAsync("product_reservations"), await server.Rows.CountAsync("users")));
        Assert.Null(await CheckoutLoadTests.FaultAsync(server, []));
    }

    // Half of the holds end at this very moment, the other half a millisecond later.
    private static async Task<string?> FaultAsync(TestShop shop, int holds)
    {
        var reservations = shop.Get<Reservations>();
        var held = new List<(int Product, int Hold)>();
        for (var i = 0; i < holds; i++)
        {
            if (i == holds / 2) shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var product = await shop.ProductAsync(1, name: $"Air Max {i}");
            held.Add((product, await shop.ReservationAsync(product, 1, new ContactDetails("Somebody", $"+35385{i:0000000}", null))));
        }

        shop.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        var acts = held.Select(row => (Func<Task>)(() => reservations.ConfirmAsync([row.Hold], By, Stop)))
            .Concat(held.Select(row => (Func<Task>)(() => reservations.CancelAsync(row.Hold, By, Stop))))
            .OrderBy(_ => Random.Shared.Next()).ToList();
        acts.Insert(acts.Count / 3, () => reservations.ExpireAsync(Stop));
        acts.Insert(acts.Count / 2, () => reservations.ExpireAsync(Stop));
        try
        {
            await Parallel.ForEachAsync(acts, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Stop },
                async (act, _) => await act());
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return $"threw {thrown.GetBaseException().Message}";
        }

        return await EndsAsync(shop, held, holds / 2);
    }

    private static async Task<string?> EndsAsync(TestShop shop, List<(int Product, int Hold)> held, int lapsed)
    {
        foreach (var ((product, hold), index) in held.Select((row, index) => (row, index)))
        {
            var status = await shop.ScalarAsync<string>($"SELECT status FROM product_reservations WHERE id = {hold}");
            var right = index < lapsed ? status == "expired" : status is "confirmed" or "cancelled";
            if (!right) return $"hold {index} is {status}";
            if (await shop.QuantityAsync(product) != (status == "confirmed" ? 0 : 1)) return $"hold {index} is {status}, the stock is not";
        }

        return await ShopOracle.FaultAsync(shop.Rows, shop.Get<LedgerAudit>(), shop.Address.Provider);
    }
}
