using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class CountingTests
{
    [Theory, BothDatabases]
    public async Task A_scan_adds_one_and_a_set_says_how_many_there_are(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        Assert.Equal((null, 1), Said(await shop.ScannedAsync(count, product)));
        Assert.Equal((1, 2), Said(await shop.ScannedAsync(count, product)));
        Assert.Equal((2, 12), Said(await shop.CountedAsync(count, product, 12)));
        var line = Assert.Single(await shop.RowsAsync("SELECT * FROM stock_count_lines"));
        Assert.Equal((12L, 3L, "Sean Kelly"), (Number(line["counted"]), Number(line["expected"]), line["counted_by_name"]));
        Assert.Equal(3, await shop.CountAsync("system_logs", $"action = 'stocktake.counted' AND subject_id = {count}"));
        Assert.Equal(3, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task A_scanner_that_types_in_lower_case_finds_the_same_product(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        var scanned = await shop.Get<Counting>().ScanAsync(count, " un-000001\uFEFF ", false, await shop.CounterAsync(), Stop);
        Assert.Equal("UN-000001", scanned.Value.Sku);
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_counted_is_refused_by_name(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var inside = await shop.ProductAsync(3, size: "UK-9");
        var outside = await shop.ProductAsync(2, size: "UK-10", name: "Dunk Low");
        var count = await shop.CountOpenedAsync(size: "UK-9");
        var counting = shop.Get<Counting>();
        var sean = await shop.CounterAsync();
        async Task<Refusal?> Set(int id, string sku, int units) => (await counting.SetAsync(id, sku, units, false, sean, Stop)).Refused;
        Assert.Equal("unknown_sku", (await Set(count, "UN-999999", 1))?.Code);
        Assert.Equal("unknown_sku", (await Set(count, "", 1))?.Code);
        Assert.Equal("stocktake_not_found", (await Set(99, "UN-000001", 1))?.Code);
        Assert.Equal("count_out_of_range", (await Set(count, await shop.SkuAsync(inside), -1))?.Code);
        Assert.Equal("count_out_of_range", (await Set(count, await shop.SkuAsync(inside), StockLedger.MaxUnits + 1))?.Code);
        var refused = await Set(count, await shop.SkuAsync(outside), 1);
        Assert.Equal("outside_scope", refused?.Code);
        Assert.Contains("Dunk Low", refused!.Sentence, StringComparison.Ordinal);
        var nobody = new Actor(ActorKind.Storefront, "storefront", "Storefront");
        Assert.Equal("role_missing", (await counting.ScanAsync(count, "UN-000001", false, nobody, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("stock_count_lines", "counted IS NOT NULL"));

        Assert.Null((await counting.ScanAsync(count, await shop.SkuAsync(outside), true, sean, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", $"product_id = {outside} AND counted = 1 AND expected = 2"));
    }

    [Theory, BothDatabases]
    public async Task Eight_scanners_at_once_lose_no_scan(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var other = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        var (sku, otherSku) = (await shop.SkuAsync(product), await shop.SkuAsync(other));
        var sean = await shop.CounterAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var scan = 0; scan < 50; scan++)
            {
                var scanned = await shop.Get<Counting>().ScanAsync(count, scan % 5 == 0 ? otherSku : sku, false, sean, Stop);
                Assert.Null(scanned.Refused);
            }
        })));
        Assert.Equal(320, await shop.ScalarAsync<int>($"SELECT counted FROM stock_count_lines WHERE product_id = {product}"));
        Assert.Equal(80, await shop.ScalarAsync<int>($"SELECT counted FROM stock_count_lines WHERE product_id = {other}"));
    }

    [Theory, BothDatabases]
    public async Task A_slip_is_taken_back_to_what_was_counted_before(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        var counting = shop.Get<Counting>();
        var sean = await shop.CounterAsync();
        var first = await shop.ScannedAsync(count, product);
        var second = await shop.ScannedAsync(count, product);
        var set = await shop.CountedAsync(count, product, 9);
        Assert.Null((await counting.TakeBackAsync(count, set, sean, Stop)).Refused);
        Assert.Equal(2, await shop.ScalarAsync<int>("SELECT counted FROM stock_count_lines"));
        Assert.Null((await counting.TakeBackAsync(count, second, sean, Stop)).Refused);
        Assert.Null((await counting.TakeBackAsync(count, first, sean, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", "counted IS NULL AND expected IS NULL AND counted_at IS NULL"));
        Assert.Equal("nothing_to_take_back", (await counting.TakeBackAsync(count, first, sean, Stop)).Refused?.Code);
    }

    [Theory, BothDatabases]
    public async Task Stock_that_moves_between_two_scans_puts_the_figure_in_doubt(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var count = await shop.CountOpenedAsync();
        _ = await shop.ScannedAsync(count, product);
        await shop.SoldAsync(product, 1);
        _ = await shop.ScannedAsync(count, product);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", "moved_meanwhile AND counted = 2 AND expected = 4"));
        _ = await shop.CountedAsync(count, product, 4);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", "NOT moved_meanwhile AND counted = 4 AND expected = 4"));
    }

    [Theory, BothDatabases]
    public async Task A_recount_is_an_admins_to_ask_and_keeps_what_was_counted_first(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var count = await shop.CountOpenedAsync();
        var counting = shop.Get<Counting>();
        Assert.Equal("nothing_chosen", (await counting.RecountAsync(count, [1], StockSteps.Aoife, Stop)).Refused?.Code);
        _ = await shop.CountedAsync(count, product, 3);
        Assert.Equal("role_missing", (await counting.RecountAsync(count, [1], StockSteps.Niamh, Stop)).Refused?.Code);
        Assert.Null((await counting.RecountAsync(count, [1], StockSteps.Aoife, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", "counted IS NULL AND first_counted = 3"));
        Assert.Null((await counting.CountRestAsZeroAsync(count, StockSteps.Aoife, Stop)).Refused);
        Assert.Equal(0, await shop.CountAsync("stock_count_lines", "counted IS NOT NULL"));
        _ = await shop.CountedAsync(count, product, 5);
        var books = (await ReadAsync(shop, count, CountShow.All, StockSteps.Niamh)).Value.Single().Books;
        Assert.Equal((3, 0), (books!.FirstCounted, books.Difference));
    }

    [Theory, BothDatabases]
    public async Task What_nobody_counted_is_gone_only_when_an_admin_says_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var counted = await shop.ProductAsync(5);
        var missing = await shop.ProductAsync(2);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, counted, 5);
        Assert.Equal("role_missing", (await shop.Get<Counting>().CountRestAsZeroAsync(count, StockSteps.Niamh, Stop)).Refused?.Code);
        Assert.Null((await shop.Get<Counting>().CountRestAsZeroAsync(count, StockSteps.Aoife, Stop)).Refused);
        Assert.Null((await shop.PostedAsync(count)).Refused);
        Assert.Equal((5, 0), (await shop.QuantityAsync(counted), await shop.QuantityAsync(missing)));
    }

    [Theory, BothDatabases]
    public async Task Whoever_counts_is_not_told_what_the_books_say_until_it_is_posted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 3);
        var sean = await shop.CounterAsync();
        Assert.Null((await ReadAsync(shop, count, CountShow.Counted, sean)).Value.Single().Books);
        Assert.Equal("role_missing", (await ReadAsync(shop, count, CountShow.Differences, sean)).Refused?.Code);
        Assert.Null((await shop.Get<Stocktakes>().FindAsync(count, sean, Stop)).Value.Differences);
        Assert.Equal(1, (await shop.Get<Stocktakes>().FindAsync(count, StockSteps.Niamh, Stop)).Value.Differences);
        var row = (await ReadAsync(shop, count, CountShow.Differences, StockSteps.Niamh)).Value.Single();
        Assert.Equal((5, -2, -20_000), (row.Books!.Expected, row.Books.Difference, row.Books.ValueCents));

        Assert.Null((await shop.PostedAsync(count)).Refused);
        Assert.Equal(-2, (await ReadAsync(shop, count, CountShow.Differences, sean)).Value.Single().Books?.Difference);
    }

    [Theory, BothDatabases]
    public async Task Lines_are_read_a_page_at_a_time_in_the_order_of_the_shelf_or_of_the_loss(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var products = new List<int>();
        for (var i = 0; i < CountLines.PageSize + 5; i++) products.Add(await shop.ProductAsync(2, 100 + i % 7, $"Shoe {i:000}"));
        var count = await shop.CountOpenedAsync();
        var first = (await ReadAsync(shop, count, CountShow.ToCount, StockSteps.Niamh)).Value;
        var rest = (await ReadAsync(shop, count, CountShow.ToCount, StockSteps.Niamh, first[^1])).Value;
        Assert.Equal(products, first.Concat(rest).Select(row => row.ProductId));
        var found = (await ReadAsync(shop, count, CountShow.All, StockSteps.Niamh, null, "SHOE-042")).Value;
        Assert.Equal(products[42], found.Single().ProductId);

        Assert.Null((await shop.Get<Counting>().CountRestAsZeroAsync(count, StockSteps.Aoife, Stop)).Refused);
        first = (await ReadAsync(shop, count, CountShow.Differences, StockSteps.Niamh)).Value;
        rest = (await ReadAsync(shop, count, CountShow.Differences, StockSteps.Niamh, first[^1])).Value;
        var all = first.Concat(rest).ToList();
        Assert.Equal(products.Count, all.Select(row => row.Id).Distinct().Count());
        Assert.Equal(all.OrderBy(row => row.Books!.ValueCents).ThenBy(row => row.Id), all);
    }

    private static Task<Result<List<CountLineRow>>> ReadAsync(
        TestShop shop, int count, CountShow show, Actor by, CountLineRow? after = null, string? search = null) =>
        shop.Get<CountLines>().ReadAsync(count, show, search, after, by, Stop);

    private static (int? Before, int Counted) Said(CountEntry entry) => (entry.Before, entry.Counted);

    private static long Number(object? value) => Convert.ToInt64(value, null);
}
