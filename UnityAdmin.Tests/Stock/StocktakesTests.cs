using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class StocktakesTests
{
    [Theory, BothDatabases]
    public async Task Opening_takes_every_product_of_the_scope_but_drafts(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var nine = await shop.ProductAsync(3, size: "UK-9");
        _ = await shop.ProductAsync(3, size: "UK-10");
        var draft = await shop.ProductAsync(0, size: "UK-9");
        await shop.ExecuteAsync($"UPDATE products SET status = 'draft' WHERE id = {draft}");
        var count = await shop.CountOpenedAsync(size: "UK-9", brand: "nike");
        Assert.Equal(nine, Convert.ToInt32(Assert.Single(await shop.RowsAsync("SELECT * FROM stock_count_lines"))["product_id"], null));
        var opened = $"action = 'stocktake.opened' AND subject = 'stock_counts' AND subject_id = {count}";
        Assert.Equal(1, await shop.CountAsync("system_logs", opened));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_opened_is_refused_and_leaves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(3);
        var stocktakes = shop.Get<Stocktakes>();
        var aoife = await shop.AdminAsync();
        async Task<string?> Code(NewCount wanted, Actor by) => (await stocktakes.OpenAsync(wanted, by, Stop)).Refused?.Code;
        Assert.Equal("role_missing", await Code(new("All"), StockSteps.Niamh));
        Assert.Equal("only_people", await Code(new("All"), StockSteps.Aoife));
        Assert.Equal("title_missing", await Code(new("  "), aoife));
        Assert.Equal("too_long", await Code(new(new string('x', 81)), aoife));
        Assert.Equal("unknown_category", await Code(new("All", "SHOES"), aoife));
        Assert.Equal("unknown_size", await Code(new("All", Catalogue.NewShoes, "XL"), aoife));
        Assert.Equal("scope_empty", await Code(new("All", Brand: "Adidas"), aoife));
        Assert.Equal(0, await shop.CountAsync("stock_counts"));
        Assert.Equal(0, await shop.CountAsync("stock_count_lines"));
    }

    [Theory, BothDatabases]
    public async Task More_products_than_one_stocktake_may_cover_are_to_be_counted_in_parts(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync();
        await shop.CopyProductsAsync(StockCount.MaxLines);
        var aoife = await shop.AdminAsync();
        var refused = await shop.Get<Stocktakes>().OpenAsync(new NewCount("All"), aoife, Stop);
        Assert.Equal("scope_too_large", refused.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("stock_count_lines"));
        await shop.ExecuteAsync("UPDATE products SET status = 'draft' WHERE id = 1");
        var opened = await shop.Get<Stocktakes>().OpenAsync(new NewCount("All"), aoife, Stop);
        Assert.Equal(StockCount.MaxLines, await shop.CountAsync("stock_count_lines", $"stock_count_id = {opened.Value.Id}"));
    }

    [Theory, BothDatabases]
    public async Task A_product_is_in_one_open_stocktake_at_a_time(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var nine = await shop.ProductAsync(3, size: "UK-9");
        _ = await shop.ProductAsync(3, size: "UK-10");
        var first = await shop.CountOpenedAsync("Nines", "UK-9");
        var aoife = await shop.AdminAsync();
        var second = await shop.Get<Stocktakes>().OpenAsync(new NewCount("All"), aoife, Stop);
        Assert.Equal("counted_elsewhere", second.Refused?.Code);
        Assert.Contains("“Nines”", second.Refused!.Sentence, StringComparison.Ordinal);
        var tens = await shop.CountOpenedAsync("Tens", "UK-10");
        var outside = await shop.Get<Counting>().ScanAsync(tens, await shop.SkuAsync(nine), true, aoife, Stop);
        Assert.Equal("counted_elsewhere", outside.Refused?.Code);

        Assert.Null((await shop.Get<Stocktakes>().CancelAsync(first, aoife, Stop)).Refused);
        Assert.Null((await shop.Get<Counting>().ScanAsync(tens, await shop.SkuAsync(nine), true, aoife, Stop)).Refused);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_stocktake_moves_nothing_and_takes_nothing_more(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 1);
        var stocktakes = shop.Get<Stocktakes>();
        Assert.Equal("role_missing", (await stocktakes.CancelAsync(count, StockSteps.Niamh, Stop)).Refused?.Code);
        Assert.Equal("stocktake_not_found", (await stocktakes.CancelAsync(99, StockSteps.Aoife, Stop)).Refused?.Code);
        Assert.Null((await stocktakes.CancelAsync(count, StockSteps.Aoife, Stop)).Refused);
        Assert.Equal("cancelled", await shop.CountStatusAsync(count));
        var counter = await shop.CounterAsync();
        var sku = await shop.SkuAsync(product);
        var codes = new[]
        {
            (await stocktakes.CancelAsync(count, StockSteps.Aoife, Stop)).Refused?.Code,
            (await shop.Get<Counting>().ScanAsync(count, sku, false, counter, Stop)).Refused?.Code,
            (await shop.Get<Counting>().SetAsync(count, sku, 1, false, counter, Stop)).Refused?.Code,
            (await shop.Get<Counting>().CountRestAsZeroAsync(count, StockSteps.Aoife, Stop)).Refused?.Code,
            (await shop.Get<PastedCounts>().PreviewAsync(count, "UN-000001,1"u8.ToArray(), null, counter, Stop)).Refused?.Code,
            (await shop.Get<PastedCounts>().EnterAsync(count, "UN-000001,1"u8.ToArray(), null, false, counter, Stop)).Refused?.Code,
            (await shop.PostedAsync(count)).Refused?.Code,
        };
        Assert.All(codes, code => Assert.Equal("stocktake_cancelled", code));
        Assert.Equal(3, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task Stocktakes_are_listed_newest_first_a_page_at_a_time_with_how_far_they_are(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        for (var i = 0; i < Stocktakes.PageSize + 1; i++)
        {
            var opened = await shop.CountOpenedAsync($"Count {i}");
            Assert.Null((await shop.Get<Stocktakes>().CancelAsync(opened, StockSteps.Aoife, Stop)).Refused);
        }

        var last = await shop.CountOpenedAsync("The last");
        _ = await shop.ScannedAsync(last, product);
        var stocktakes = shop.Get<Stocktakes>();
        var first = (await stocktakes.ListAsync(null, null, StockSteps.Niamh, Stop)).Value;
        Assert.Equal("The last", first[0].Count.Title);
        Assert.Equal((1, 1, 100), (first[0].Progress.Lines, first[0].Progress.Counted, first[0].Progress.Percent));
        Assert.Equal(Stocktakes.PageSize, first.Count);
        var rest = (await stocktakes.ListAsync(null, first[^1].Count.Id, StockSteps.Niamh, Stop)).Value;
        Assert.Equal(["Count 1", "Count 0"], rest.Select(row => row.Count.Title));
        Assert.Equal(last, (await stocktakes.ListAsync(StockCountStatus.Counting, null, StockSteps.Niamh, Stop)).Value.Single().Count.Id);
    }
}
