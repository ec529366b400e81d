using UnityAdmin.Selling;
using UnityAdmin.Stock;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Data;

/// <summary>product.md, invariant 13, where staff type and no border reads along.</summary>
public sealed class CleanTextTests
{
    private const string Typed = "Cafe\u0301\u200b";
    private const string Stored = "Caf\u00e9";

    [Theory, BothDatabases]
    public async Task Whatever_form_it_came_by_text_is_stored_clean(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var submitted = await shop.SubmitAsync();
        Assert.Null((await shop.Get<Submissions>().AddNoteAsync(submitted.Id, Typed, A.Aoife, Stop)).Refused);
        Assert.Equal(Stored, await shop.ScalarAsync<string>("SELECT text FROM sell_notes"));
        Assert.Equal(0, await shop.CountAsync("system_logs", $"after LIKE '%{Typed}%'"));
    }

    [Theory, BothDatabases]
    public async Task A_note_in_the_ledger_is_clean_before_it_is_hashed(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var wanted = new Adjustment(product, await shop.HeadAsync(product), -1, null, StockReason.Lost, Typed, Guid.NewGuid());
        Assert.Null((await shop.Get<Corrections>().AdjustAsync(wanted, StockSteps.Aoife, Stop)).Refused);
        Assert.Equal(1, await shop.CountAsync("stock_moves", $"note = '{Stored}'"));
        await shop.AssertLedgerIsSoundAsync();
    }
}
