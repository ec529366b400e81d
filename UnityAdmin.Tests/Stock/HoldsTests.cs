using Microsoft.EntityFrameworkCore;
using UnityAdmin.Orders;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Orders;
using static UnityAdmin.Tests.Orders.OrderSteps;

namespace UnityAdmin.Tests.Stock;

/// <summary>A hold whose time is over counts for nothing from that millisecond on, though nobody has written its release yet.</summary>
public sealed class HoldsTests
{
    [Theory, BothDatabases]
    public async Task Its_units_are_available_again_at_the_very_millisecond_it_ends(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var hold = await shop.ReservationAsync(product, 3);
        Assert.Equal((0, 3), await SplitAsync(shop, product));
        Assert.Equal([product], await ListedAsync(shop, "stock=none_left"));
        shop.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 3), await SplitAsync(shop, product));
        Assert.Equal(hold, Assert.Single((await shop.Get<Products>().FindAsync(product, Stop))!.Holds).Id);

        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((3, 0), await SplitAsync(shop, product));
        Assert.Equal([product], await ListedAsync(shop, "stock=in_stock"));
        Assert.Empty(await ListedAsync(shop, "stock=none_left"));
        Assert.Equal(1, await shop.Get<ProductList>().CountAsync(ProductFilter.Parse("stock=in_stock"), Stop));
        Assert.Empty((await shop.Get<Products>().FindAsync(product, Stop))!.Holds);
        Assert.Equal(0, await shop.QuantityAsync(product));

        Assert.Equal(1, await shop.Get<Reservations>().ExpireAsync(Stop));
        Assert.Equal((3, 0), await SplitAsync(shop, product));
        Assert.Equal(3, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task What_is_counted_is_compared_with_the_stock_without_holds_that_are_over(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (set, pasted, rest) = (await LapsingAsync(shop), await LapsingAsync(shop), await LapsingAsync(shop));
        var slipped = await LapsingAsync(shop);
        var count = await shop.CountOpenedAsync();
        var (admin, counter) = (await shop.AdminAsync(), await shop.CounterAsync());
        _ = await shop.ScannedAsync(count, slipped);
        var slip = await shop.ScannedAsync(count, slipped);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var counting = shop.Get<Counting>();
        _ = await shop.CountedAsync(count, set, 5);
        var sheet = System.Text.Encoding.UTF8.GetBytes($"{await shop.SkuAsync(pasted)},5");
        Assert.Null((await shop.Get<PastedCounts>().EnterAsync(count, sheet, null, false, counter, Stop)).Refused);
        Assert.Null((await counting.TakeBackAsync(count, slip, counter, Stop)).Refused);
        Assert.Null((await counting.CountRestAsZeroAsync(count, admin, Stop)).Refused);
        Assert.Equal(0, await shop.CountAsync("stock_count_lines", "expected <> 5 OR expected IS NULL"));
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", $"product_id = {rest} AND counted = 0"));
        Assert.Equal(0, await shop.CountAsync("product_reservations", "status = 'pending'"));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_stocktake_is_posted_on_what_is_there_without_holds_that_are_over(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 4);
        _ = await shop.ReservationAsync(product, 5);
        Assert.Equal("below_zero", (await shop.PostedAsync(count)).Refused?.Code);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, Assert.Single((await shop.PreviewAsync(count)).Lines).After);
        Assert.Null((await shop.PostedAsync(count)).Refused);
        Assert.Equal(4, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory]
    [BothDatabases(false)]
    [BothDatabases(true)]
    public async Task An_adjustment_begun_after_a_hold_was_over_is_not_told_that_stock_moved(TestDatabase on, bool toCount)
    {
        await using var shop = await on.OpenAsync();
        var product = await LapsingAsync(shop);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var seen = (await shop.Get<StockOnHand>().OpenAsync(product, Stop))!;
        Assert.Equal(5, seen.Quantity);
        Assert.Null((await AdjustAsync(shop, seen, toCount)).Refused);
        Assert.Equal(4, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task An_adjustment_during_which_a_hold_ran_out_is_told_once_and_then_goes_through(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await LapsingAsync(shop);
        var seen = (await shop.Get<StockOnHand>().OpenAsync(product, Stop))!;
        Assert.Equal(3, seen.Quantity);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(StockRefusals.StockMovedCode, (await AdjustAsync(shop, seen, true)).Refused?.Code);
        var meanwhile = Assert.Single(await shop.Get<LedgerBook>().SinceAsync(product, seen.LastMoveId, Stop)).Move;
        Assert.Equal((StockReason.ReservationReleased, 5), (meanwhile.Reason, meanwhile.BalanceAfter));
        var again = seen with { Quantity = meanwhile.BalanceAfter, LastMoveId = meanwhile.Id };
        Assert.Null((await AdjustAsync(shop, again, true)).Refused);
        Assert.Equal(4, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_reversal_takes_what_a_hold_that_is_over_no_longer_keeps(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync();
        Assert.Null((await shop.CorrectAsync(product, 2, StockReason.Found)).Refused);
        var found = (await shop.HeadAsync(product))!.Value;
        _ = await shop.ReservationAsync(product, 2);
        var corrections = shop.Get<Corrections>();
        Task<Result<StockCorrection>> Reverse() => corrections.ReverseAsync([found], "Not ours", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Equal("not_enough_stock", (await Reverse()).Refused?.Code);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await Reverse()).Refused);
        Assert.Equal(0, await shop.QuantityAsync(product));
        await shop.AssertShopIsSoundAsync();
    }

    /// <summary>Holds are looked up product by product in the index of pending ones, and the list walks its own index.</summary>
    [Theory, BothDatabases]
    public async Task Reading_what_is_available_goes_by_indexes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var now = shop.Clock.NowUtc();
        foreach (var narrow in new Func<UnityAdmin.Data.ShopDb, IQueryable<Product>, IQueryable<Product>>[]
        {
            (_, rows) => rows, (db, rows) => Holds.InStock(db, rows, now), (db, rows) => Holds.NoneLeft(db, rows, now),
        })
        {
            var plan = await shop.Data.ReadAsync(
                db => PlanAsync(db, Holds.Available(db, narrow(db, db.Products)
                    .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(100), now)),
                Stop);
            Assert.Contains("idx_products_created", plan, StringComparison.Ordinal);
            Assert.Contains("idx_product_reservations_pending", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotMatch("SCAN product_reservations|SCAN products (?!USING)|Seq Scan", plan);
        }
    }

    private static async Task<string> PlanAsync(UnityAdmin.Data.ShopDb db, IQueryable<AvailableProduct> rows)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        if (!db.OnSqlite)
            _ = await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off", Stop);
        await using var command = rows.CreateDbCommand();
        command.CommandText = (db.OnSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN (COSTS OFF) ") + command.CommandText;
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop)) lines.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        return string.Join("\n", lines);
    }

    /// <summary>Five of it, two of them held for a day.</summary>
    private static async Task<int> LapsingAsync(TestShop shop)
    {
        var product = await shop.ProductAsync(5, 100);
        _ = await shop.ReservationAsync(product, 2);
        return product;
    }

    private static Task<Result<StockCorrection>> AdjustAsync(TestShop shop, HeldStock seen, bool toCount) =>
        shop.Get<Corrections>().AdjustAsync(
            new Adjustment(seen.ProductId, seen.LastMoveId, toCount ? null : -1, toCount ? 4 : null, StockReason.Lost, "One is missing",
                Guid.NewGuid()),
            StockSteps.Aoife, Stop);

    private static async Task<(int Available, int Reserved)> SplitAsync(TestShop shop, int product)
    {
        var view = (await shop.Get<Products>().FindAsync(product, Stop))!;
        var row = (await shop.Get<ProductList>().ReadAsync(new ProductFilter(), null, 10, Stop)).Rows.Single(one => one.Id == product);
        Assert.Equal((view.Available, view.Reserved), (row.Available, row.Reserved));
        Assert.Equal(view.Available + view.Reserved, view.OnHand);
        return (row.Available, row.Reserved);
    }

    private static async Task<IEnumerable<int>> ListedAsync(TestShop shop, string query) =>
        (await shop.Get<ProductList>().ReadAsync(ProductFilter.Parse(query), null, 10, Stop)).Rows.Select(row => row.Id);
}
