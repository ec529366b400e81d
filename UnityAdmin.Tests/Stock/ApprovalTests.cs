using UnityAdmin.Stock;
using static UnityAdmin.Tests.Stock.StockSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class ApprovalTests
{
    private static readonly Actor Ciara = new(ActorKind.Client, "4", "Ciara Nolan", Role.Admin, "10.0.0.4");

    [Theory, BothDatabases]
    public async Task Of_two_admins_who_approve_at_once_one_posts_and_the_other_is_told_so(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, asked) = await AskAsync(shop);
        var both = await Task.WhenAll(new[] { Marek, Ciara }.Select(by => Task.Run(() =>
            shop.Get<Corrections>().ApproveAsync(asked, by, Stop))));
        Assert.Equal(["already_decided"], both.Select(one => one.Refused?.Code).OfType<string>());
        Assert.Equal(8, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"correction_id = {asked}"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task Refusing_needs_a_note_and_moves_nothing(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, asked) = await AskAsync(shop);
        var corrections = shop.Get<Corrections>();
        Assert.Equal("note_missing", (await corrections.RefuseAsync(asked, " ", Marek, Stop)).Refused?.Code);
        Assert.Equal("own_correction", (await corrections.RefuseAsync(asked, "No", Aoife, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await corrections.RefuseAsync(asked, "No", Niamh, Stop)).Refused?.Code);
        Assert.Null((await corrections.RefuseAsync(asked, "Count again first", Marek, Stop)).Refused);
        Assert.Equal("already_decided", (await corrections.ApproveAsync(asked, Ciara, Stop)).Refused?.Code);
        Assert.Equal(10, await shop.QuantityAsync(product));
        Assert.Equal(1, await shop.CountAsync(
            "stock_corrections", "status = 'refused' AND decision_note = 'Count again first' AND decided_by_name = 'Marek Kowalski'"));
        Assert.Equal(1, await shop.CountAsync("system_logs", "action = 'stock.correction_refused'"));
    }

    [Theory, BothDatabases]
    public async Task Only_the_asker_withdraws(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, asked) = await AskAsync(shop);
        var corrections = shop.Get<Corrections>();
        Assert.Equal("not_own_correction", (await corrections.WithdrawAsync(asked, Marek, Stop)).Refused?.Code);
        Assert.Null((await corrections.WithdrawAsync(asked, Aoife, Stop)).Refused);
        Assert.Equal("already_decided", (await corrections.ApproveAsync(asked, Marek, Stop)).Refused?.Code);
        Assert.Equal(10, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task What_can_no_longer_be_taken_is_refused_on_approval_and_keeps_waiting(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, asked) = await AskAsync(shop);
        await shop.MovesAsync(LedgerSteps.Storefront, [.. Enumerable.Range(1, 9).Select(order => LedgerSteps.Sale(product, order))]);
        Assert.Equal("not_enough_stock", (await shop.Get<Corrections>().ApproveAsync(asked, Marek, Stop)).Refused?.Code);
        Assert.Equal(1, await shop.CountAsync("stock_corrections", "status = 'waiting' AND decided_at IS NULL"));
        Assert.Equal(1, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task Corrections_are_listed_by_where_they_stand(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (product, asked) = await AskAsync(shop);
        _ = await shop.CorrectAsync(product, 1, StockReason.Found);
        var second = (await shop.CorrectAsync(product, -3, StockReason.Lost)).Value.Id;
        var book = shop.Get<CorrectionBook>();
        Assert.Equal(2, await book.CountWaitingAsync(Stop));
        var counts = await book.CountByStatusAsync(Stop);
        Assert.Equal((2, 1), (counts[CorrectionStatus.Waiting], counts[CorrectionStatus.Posted]));
        var waiting = await book.ReadAsync(CorrectionStatus.Waiting, null, StockSteps.Niamh, Stop);
        Assert.Equal([second, asked], waiting.Select(row => row.Correction.Id));
        Assert.Equal((-3, 1, "Air Max 1"), (waiting[0].Units, waiting[0].Lines, waiting[0].FirstProduct));
        Assert.Equal([asked],
            (await book.ReadAsync(CorrectionStatus.Waiting, second, StockSteps.Niamh, Stop)).Select(row => row.Correction.Id));
        var line = Assert.Single(await book.LinesAsync(asked, 0, StockSteps.Niamh, Stop));
        Assert.Equal((-2, 11), (line.Line.QuantityChange, line.Quantity));
        Assert.Null(await book.FindAsync(999, StockSteps.Niamh, Stop));
    }

    /// <summary>Aoife asks for so much that another must approve: two of ten at €300.00.</summary>
    private static async Task<(int Product, int Correction)> AskAsync(TestShop shop)
    {
        var product = await shop.ProductAsync(10, 30_000);
        var asked = await shop.CorrectAsync(product, -2);
        Assert.Equal(CorrectionStatus.Waiting, asked.Value.Status);
        return (product, asked.Value.Id);
    }
}
