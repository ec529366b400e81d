using UnityAdmin.Stock;
using static UnityAdmin.Tests.Stock.LedgerSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class ReversalTests
{
    [Theory, BothDatabases]
    public async Task What_the_dry_run_shows_is_what_is_posted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (one, other) = (await shop.ProductAsync(2, 100), await shop.ProductAsync(5, 300));
        foreach (var (product, change) in new[] { (one, 4), (other, -2), (one, -5), (other, 1), (one, 2) })
            _ = await shop.CorrectAsync(product, change);
        var ids = await shop.Get<LedgerBook>().IdsAsync(new LedgerFilter { Reason = StockReason.Correction }, 100, Stop);
        var corrections = shop.Get<Corrections>();
        var plan = await corrections.PlanReversalAsync(ids, Stop);
        Assert.All(plan.Lines, line => Assert.Null(line.Refused));
        var done = await corrections.ReverseAsync(ids, "The whole morning was wrong", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Null(done.Refused);
        Assert.Equal(plan.ValueCents, done.Value.ValueCents);
        var posted = await shop.RowsAsync($"SELECT * FROM stock_moves WHERE correction_id = {done.Value.Id} ORDER BY id");
        Assert.Equal(
            plan.Lines.Select(line => (line.Move.Id, -(long)line.Move.QuantityChange, (long)line.After)),
            posted.Select(row => (Number(row["reverses_id"]), Number(row["quantity_change"]), Number(row["balance_after"]))));
        Assert.Equal((2, 5), (await shop.QuantityAsync(one), await shop.QuantityAsync(other)));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_slice_is_refused_whole_for_one_move_and_goes_without_those_that_cannot(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        _ = await shop.CorrectAsync(product, 1, StockReason.Found);
        await shop.MovesAsync(Storefront, Sale(product, 1));
        _ = await shop.CorrectAsync(product, -1, StockReason.Lost);
        var ids = await shop.Get<LedgerBook>().IdsAsync(new LedgerFilter { ProductId = product }, 100, Stop);
        var corrections = shop.Get<Corrections>();
        var refused = await corrections.ReverseAsync(ids, "All of it", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Equal("belongs_to_order", refused.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("stock_moves", "reason = 'reversal'"));

        var plan = await corrections.PlanReversalAsync(ids, Stop);
        Assert.Equal(
            ["belongs_to_order", "not_enough_stock"], plan.Lines.Select(line => line.Refused?.Code).OfType<string>());
        var fit = plan.Lines.Where(line => line.Refused is null).Select(line => line.Move.Id).ToList();
        var done = await corrections.ReverseAsync(fit, "All but the sale and the opening", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Null(done.Refused);
        Assert.Equal(fit.Count, await shop.CountAsync("stock_moves", "reason = 'reversal'"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Of_two_who_reverse_the_same_move_at_once_one_is_told_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        _ = await shop.CorrectAsync(product, 1, StockReason.Found);
        var found = (await shop.HeadAsync(product))!.Value;
        var both = await Task.WhenAll(new[] { StockSteps.Aoife, StockSteps.Marek }.Select(by => Task.Run(() =>
            shop.Get<Corrections>().ReverseAsync([found], "Not ours", Guid.NewGuid(), by, Stop))));
        Assert.Equal(["already_reversed"], both.Select(one => one.Refused?.Code).OfType<string>());
        Assert.Equal(5, await shop.QuantityAsync(product));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task No_more_than_the_most_lines_are_reversed_at_once_and_those_are(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(1, 1);
        var corrected = await shop.CorrectAsync(product, 1);
        await shop.MovesAsync(StockSteps.Aoife, [.. Enumerable.Repeat(
            new StockEntry(product, 1, StockReason.Correction, null, "Again", corrected.Value.Id), Corrections.MaxLines)]);
        var corrections = shop.Get<Corrections>();
        var ids = await shop.Get<LedgerBook>().IdsAsync(new LedgerFilter { Reason = StockReason.Correction }, 5_000, Stop);
        var tooMany = await corrections.ReverseAsync(ids, "All", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Equal("too_many_to_reverse", tooMany.Refused?.Code);
        var most = await corrections.ReverseAsync([.. ids.Take(Corrections.MaxLines)], "All", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Null(most.Refused);
        Assert.Equal(2, await shop.QuantityAsync(product));
        await shop.AssertLedgerIsSoundAsync();
    }

    private static long Number(object? value) => Convert.ToInt64(value, null);
}
