using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class CountPostingTests
{
    [Theory, BothDatabases]
    public async Task Differences_are_posted_as_one_correction_and_the_rest_is_left_alone(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var less = await shop.ProductAsync(5, 1_000);
        var more = await shop.ProductAsync(2, 1_000);
        var same = await shop.ProductAsync(4, 1_000);
        var uncounted = await shop.ProductAsync(7, 1_000);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, less, 3);
        _ = await shop.CountedAsync(count, more, 3);
        _ = await shop.CountedAsync(count, same, 4);
        var preview = await shop.PreviewAsync(count);
        Assert.Equal((2, 1, 3_000, false), (preview.Lines.Count, preview.Progress.Left, preview.ValueCents, preview.NeedsSecondAdmin));
        Assert.Equal(StockCountStatus.Posted, (await shop.PostedAsync(count)).Value.Status);
        await AssertQuantitiesAsync(shop, [3, 3, 4, 7], less, more, same, uncounted);
        var moves = $"stock_count_id = {count} AND reason = 'stocktake' AND correction_id IS NOT NULL";
        Assert.Equal(2, await shop.CountAsync("stock_moves", moves));
        var posted = $"kind = 'stocktake' AND status = 'posted' AND stock_count_id = {count}";
        Assert.Equal(1, await shop.CountAsync("stock_corrections", posted));
        Assert.Equal(1, await shop.CountAsync("stock_counts", "status = 'posted' AND closed_by_name = 'Aoife Byrne'"));
        Assert.Equal("stocktake_posted", (await shop.PostedAsync(count)).Refused?.Code);
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task What_is_sold_before_between_and_after_the_count_spoils_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var before = await shop.ProductAsync(10, 100);
        var between = await shop.ProductAsync(10, 100);
        var after = await shop.ProductAsync(10, 100);
        var count = await shop.CountOpenedAsync();

        // One of each is missing from the shelf. Two are sold: before the shelf was counted, in the middle of it, after it.
        await shop.SoldAsync(before, 2);
        _ = await shop.CountedAsync(count, before, 7);
        _ = await shop.ScannedAsync(count, between);
        await shop.SoldAsync(between, 2);
        _ = await shop.CountedAsync(count, between, 7);
        _ = await shop.CountedAsync(count, after, 9);
        await shop.SoldAsync(after, 2);
        Assert.Null((await shop.PostedAsync(count)).Refused);
        await shop.SoldAsync(before, 2);
        await AssertQuantitiesAsync(shop, [5, 7, 7], before, between, after);
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Differences_that_wait_for_approval_stay_hidden_from_whoever_counts(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var dear = await shop.ProductAsync(5, 60_000);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, dear, 3);
        Assert.Equal(StockCountStatus.Waiting, (await shop.PostedAsync(count)).Value.Status);
        var (book, counter) = (shop.Get<CorrectionBook>(), StockSteps.Aoife with { Role = Role.Staff });
        var asked = Assert.Single(await book.ReadAsync(CorrectionStatus.Waiting, null, StockSteps.Niamh, Stop)).Correction.Id;
        Assert.Equal(-2, Assert.Single(await book.LinesAsync(asked, 0, StockSteps.Niamh, Stop)).Line.QuantityChange);
        Assert.Empty(await book.ReadAsync(CorrectionStatus.Waiting, null, counter, Stop));
        Assert.Empty(await book.LinesAsync(asked, 0, counter, Stop));
        Assert.Null(await book.FindAsync(asked, counter, Stop));
    }

    [Theory, BothDatabases]
    public async Task Figures_in_doubt_are_recounted_or_accepted_on_purpose(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var moved = await shop.ProductAsync(5, 100);
        var corrected = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        _ = await shop.ScannedAsync(count, moved);
        await shop.SoldAsync(moved, 1);
        _ = await shop.ScannedAsync(count, moved);
        _ = await shop.CountedAsync(count, corrected, 4);
        _ = await shop.CorrectAsync(corrected, -1, StockReason.Lost);
        Assert.Equal(2, (await shop.PreviewAsync(count)).Doubtful);
        Assert.Equal("stocktake_doubtful", (await shop.PostedAsync(count)).Refused?.Code);
        Assert.Equal("counting", await shop.CountStatusAsync(count));

        _ = await shop.CountedAsync(count, corrected, 4);
        Assert.Equal(1, (await shop.PreviewAsync(count)).Doubtful);
        Assert.Null((await shop.PostedAsync(count, acceptDoubtful: true)).Refused);
        await AssertQuantitiesAsync(shop, [2, 4], moved, corrected);
    }

    [Theory, BothDatabases]
    public async Task A_difference_that_no_longer_fits_is_refused_by_name_and_nothing_is_posted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 100, "Dunk Low");
        var other = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 1);
        _ = await shop.CountedAsync(count, other, 1);
        await shop.SoldAsync(product, 3);
        var refused = await shop.PostedAsync(count);
        Assert.Equal("below_zero", refused.Refused?.Code);
        Assert.Contains("Dunk Low (UN-000001)", refused.Refused!.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Air Max", refused.Refused.Sentence, StringComparison.Ordinal);
        await AssertQuantitiesAsync(shop, [2, 5], product, other);
        Assert.Equal(0, await shop.CountAsync("stock_corrections"));
    }

    [Theory, BothDatabases]
    public async Task Posting_is_for_admins_on_what_they_have_seen(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        var posting = shop.Get<CountPosting>();
        Assert.Equal("role_missing", (await posting.PreviewAsync(count, StockSteps.Niamh, Stop)).Refused?.Code);
        Assert.Equal("stocktake_not_found", (await posting.PreviewAsync(99, StockSteps.Aoife, Stop)).Refused?.Code);
        Assert.Equal("nothing_counted", (await shop.PostedAsync(count)).Refused?.Code);
        _ = await shop.CountedAsync(count, product, 4);
        var wanted = new PostCount(count, (await shop.PreviewAsync(count)).Seen, false, Guid.NewGuid());
        Assert.Equal("role_missing", (await posting.PostAsync(wanted, StockSteps.Niamh, Stop)).Refused?.Code);
        _ = await shop.ScannedAsync(count, product);
        Assert.Equal("counted_on", (await posting.PostAsync(wanted, StockSteps.Aoife, Stop)).Refused?.Code);
        Assert.Equal(5, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task The_same_form_sent_many_times_posts_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5, 100);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 3);
        var wanted = new PostCount(count, (await shop.PreviewAsync(count)).Seen, false, Guid.NewGuid());
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => shop.Get<CountPosting>().PostAsync(wanted, StockSteps.Aoife, Stop))));
        Assert.All(clicks, click => Assert.Equal(StockCountStatus.Posted, click.Value.Status));
        Assert.Equal(3, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.CountAsync("stock_corrections"));
    }

    [Theory, BothDatabases]
    public async Task A_count_that_agrees_with_the_books_is_posted_without_a_move(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 5);
        Assert.Equal(StockCountStatus.Posted, (await shop.PostedAsync(count)).Value.Status);
        Assert.Equal(0, await shop.CountAsync("stock_corrections"));
        Assert.Equal(1, await shop.CountAsync("stock_moves"));
    }

    [Theory, BothDatabases]
    public async Task Dear_differences_wait_for_another_admin_and_are_posted_on_their_yes(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, count, correction) = await WaitingAsync(shop);
        Assert.Equal(5, await shop.QuantityAsync(product));
        var scan = await shop.Get<Counting>().ScanAsync(count, await shop.SkuAsync(product), false, await shop.CounterAsync(), Stop);
        Assert.Equal("stocktake_waiting", scan.Refused?.Code);
        Assert.Equal("stocktake_waiting", (await shop.Get<Stocktakes>().CancelAsync(count, StockSteps.Aoife, Stop)).Refused?.Code);

        // What is sold while it waits is taken off the balance, not off the difference.
        await shop.SoldAsync(product, 1);
        var own = await shop.Get<Corrections>().ApproveAsync(correction, await shop.AdminAsync(), Stop);
        Assert.Equal("own_correction", own.Refused?.Code);
        Assert.Null((await shop.Get<Corrections>().ApproveAsync(correction, StockSteps.Marek, Stop)).Refused);
        Assert.Equal(2, await shop.QuantityAsync(product));
        Assert.Equal("posted", await shop.CountStatusAsync(count));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"stock_count_id = {count} AND actor = 'Marek Kowalski'"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Refused_or_withdrawn_the_count_goes_on(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, count, correction) = await WaitingAsync(shop);
        Assert.Null((await shop.Get<Corrections>().RefuseAsync(correction, "Look in the window", StockSteps.Marek, Stop)).Refused);
        Assert.Equal("counting", await shop.CountStatusAsync(count));
        var head = (await shop.Get<Stocktakes>().FindAsync(count, StockSteps.Niamh, Stop)).Value;
        Assert.Equal((CorrectionStatus.Refused, "Look in the window"), (head.Correction!.Status, head.Correction.DecisionNote));

        var second = await shop.PostedAsync(count);
        Assert.Equal(StockCountStatus.Waiting, second.Value.Status);
        var asked = await shop.ScalarAsync<int>("SELECT MAX(id) FROM stock_corrections");
        Assert.Null((await shop.Get<Corrections>().WithdrawAsync(asked, await shop.AdminAsync(), Stop)).Refused);
        _ = await shop.CountedAsync(count, product, 5);
        Assert.Equal(StockCountStatus.Posted, (await shop.PostedAsync(count)).Value.Status);
        Assert.Equal(5, await shop.QuantityAsync(product));
    }

    private static async Task<(int Product, int Count, int Correction)> WaitingAsync(TestShop shop)
    {
        var product = await shop.ProductAsync(5, 30_000);
        var count = await shop.CountOpenedAsync();
        _ = await shop.CountedAsync(count, product, 3);
        Assert.True((await shop.PreviewAsync(count)).NeedsSecondAdmin);
        Assert.Equal(StockCountStatus.Waiting, (await shop.PostedAsync(count)).Value.Status);
        return (product, count, await shop.ScalarAsync<int>("SELECT id FROM stock_corrections"));
    }

    private static async Task AssertQuantitiesAsync(TestShop shop, int[] expected, params int[] products)
    {
        var quantities = new List<int>();
        foreach (var product in products) quantities.Add(await shop.QuantityAsync(product));
        Assert.Equal(expected, quantities);
    }
}
