using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class CorrectionsTests
{
    [Theory, BothDatabases]
    public async Task A_correction_moves_the_quantity_and_leaves_its_document_and_audit_row(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var corrected = await shop.CorrectAsync(product, -1, StockReason.Damaged);
        Assert.Equal(CorrectionStatus.Posted, corrected.Value.Status);
        Assert.Equal(2, await shop.QuantityAsync(product));
        var move = (await shop.RowsAsync($"SELECT * FROM stock_moves WHERE product_id = {product} ORDER BY id DESC"))[0];
        Assert.Equal("damaged", move["reason"]);
        Assert.Equal((long)corrected.Value.Id, Convert.ToInt64(move["correction_id"], null));
        Assert.Equal("Miscounted", move["note"]);
        Assert.Equal(1, await shop.CountAsync("system_logs", "entity = 'stock_moves' AND action = 'stock.corrected'"));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_correction_made_on_an_older_picture_is_refused_until_its_maker_has_seen_the_moves_between(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var seen = await shop.HeadAsync(product);
        _ = await shop.CorrectAsync(product, -2, StockReason.Lost, StockSteps.Marek);
        var wanted = new Adjustment(product, seen, null, 4, StockReason.Correction, "Counted the shelf", Guid.NewGuid());
        var refused = await shop.Get<Corrections>().AdjustAsync(wanted, StockSteps.Aoife, Stop);
        Assert.Equal("stock_moved", refused.Refused?.Code);
        Assert.Equal(3, await shop.QuantityAsync(product));

        var now = wanted with { SeenMoveId = await shop.HeadAsync(product) };
        Assert.Null((await shop.Get<Corrections>().AdjustAsync(now, StockSteps.Aoife, Stop)).Refused);
        Assert.Equal(4, await shop.QuantityAsync(product));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task The_same_form_sent_twice_corrects_once(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(5);
        var wanted = new Adjustment(
            product, await shop.HeadAsync(product), -1, null, StockReason.Theft, "Camera 2, Saturday", Guid.NewGuid());
        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => shop.Get<Corrections>().AdjustAsync(wanted, StockSteps.Aoife, Stop))));
        Assert.All(clicks, click => Assert.Null(click.Refused));
        Assert.Single(clicks.Select(click => click.Value.Id).Distinct());
        Assert.Equal(4, await shop.QuantityAsync(product));
    }

    [Theory, BothDatabases]
    public async Task A_dear_correction_waits_for_another_admin(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(10, 30_000);
        var asked = await shop.CorrectAsync(product, -2);
        Assert.Equal(CorrectionStatus.Waiting, asked.Value.Status);
        Assert.Equal(10, await shop.QuantityAsync(product));

        var corrections = shop.Get<Corrections>();
        Assert.Equal("own_correction", (await corrections.ApproveAsync(asked.Value.Id, StockSteps.Aoife, Stop)).Refused?.Code);
        Assert.Equal("role_missing", (await corrections.ApproveAsync(asked.Value.Id, StockSteps.Niamh, Stop)).Refused?.Code);
        Assert.Equal(10, await shop.QuantityAsync(product));
        Assert.Null((await corrections.ApproveAsync(asked.Value.Id, StockSteps.Marek, Stop)).Refused);
        Assert.Equal(8, await shop.QuantityAsync(product));
        Assert.Equal("already_decided", (await corrections.ApproveAsync(asked.Value.Id, StockSteps.Marek, Stop)).Refused?.Code);
        Assert.Equal(8, await shop.QuantityAsync(product));
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_move_is_reversed_once_and_never_below_zero(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(2, 1_000);
        var corrections = shop.Get<Corrections>();
        _ = await shop.CorrectAsync(product, 3, StockReason.Found);
        var found = (await shop.HeadAsync(product))!.Value;
        _ = await shop.CorrectAsync(product, -4, StockReason.Lost);
        var below = await corrections.ReverseAsync([found], "Not ours", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Equal("not_enough_stock", below.Refused?.Code);

        var lost = (await shop.HeadAsync(product))!.Value;
        Assert.Null((await corrections.ReverseAsync([lost, found], "Both wrong", Guid.NewGuid(), StockSteps.Aoife, Stop)).Refused);
        Assert.Equal(2, await shop.QuantityAsync(product));
        var again = await corrections.ReverseAsync([lost], "Again", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Equal("already_reversed", again.Refused?.Code);
        await shop.AssertLedgerIsSoundAsync();
    }

    [Theory, BothDatabases]
    public async Task A_correction_that_the_ledger_refuses_leaves_no_document_behind(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(60_000, 1);
        var refused = await shop.CorrectAsync(product, 50_000, StockReason.Found);
        Assert.Equal("quantity_out_of_range", refused.Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("stock_corrections"));
        Assert.Equal(60_000, await shop.QuantityAsync(product));
    }
}
