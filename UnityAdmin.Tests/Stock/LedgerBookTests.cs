using System.Globalization;
using System.Text;
using UnityAdmin.Stock;
using static UnityAdmin.Tests.Stock.LedgerSteps;

namespace UnityAdmin.Tests.Stock;

public sealed class LedgerBookTests
{
    [Theory, BothDatabases]
    public async Task Pages_meet_without_a_gap_though_all_moves_are_of_one_moment(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(500);
        await shop.MovesAsync(Storefront, [.. Enumerable.Range(1, 230).Select(order => Sale(product, order))]);
        var (read, sizes) = (new List<long>(), new List<int>());
        LedgerPlace? after = null;
        do
        {
            var page = await shop.Get<LedgerBook>().ReadAsync(new LedgerFilter(), after, Stop);
            read.AddRange(page.Rows.Select(row => row.Move.Id));
            sizes.Add(page.Rows.Count);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([100, 100, 31], sizes);
        Assert.Equal(await shop.NumbersWhereAsync("1=1"), read);
    }

    [Theory]
    [BothDatabases("", "1=1")]
    [BothDatabases("product=2", "product_id = 2")]
    [BothDatabases("reason=sale", "reason = 'sale'")]
    [BothDatabases("actor=client%2F2", "actor_id = '2' AND actor_kind = 'client'")]
    [BothDatabases("actor=storefront/storefront&product=1", "actor_kind = 'storefront' AND product_id = 1")]
    [BothDatabases("document=correction 1", "correction_id = 1")]
    [BothDatabases("document=Move 3", "id = 3 OR reverses_id = 3")]
    [BothDatabases("document=BATCH-NEVER", "1=0")]
    [BothDatabases("document=Correction 4294967297", "1=0")]
    [BothDatabases("from=2026-03-03&to=2026-03-03", "created_at >= '2026-03-03 00:00:00' AND created_at < '2026-03-04 00:00:00'")]
    [BothDatabases("from=2026-03-04&reason=damaged", "created_at >= '2026-03-04 00:00:00' AND reason = 'damaged'")]
    [BothDatabases("to=2026-03-02", "created_at < '2026-03-03 00:00:00'")]
    [BothDatabases("asof=2026-03-03T09:00:00Z", "created_at <= '2026-03-03 09:00:00.000'")]
    [BothDatabases("product=two&reason=whim&actor=nobody&from=soon&asof=then", "1=1")]
    public async Task A_filter_holds_exactly_its_moves(TestDatabase on, string query, string where)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.LedgerAsync();
        var found = (await shop.RowsAsync("SELECT id FROM stock_moves WHERE reason = 'found'"))[0]["id"];
        var reversed = await shop.Get<Corrections>()
            .ReverseAsync([Convert.ToInt64(found, null)], "Not ours", Guid.NewGuid(), StockSteps.Aoife, Stop);
        Assert.Null(reversed.Refused);
        Assert.Equal(await shop.NumbersWhereAsync(where), await shop.NumbersAsync(query));
        Assert.Equal(LedgerFilter.Parse(query), LedgerFilter.Parse(LedgerFilter.Parse(query).ToQuery()));
    }

    [Theory, BothDatabases]
    public async Task Days_are_cut_where_the_shop_s_clock_turns_midnight(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        shop.Clock.Now = new DateTime(2026, 6, 1, 22, 59, 59, 999, DateTimeKind.Utc);
        var product = await shop.ProductAsync(5);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await shop.MovesAsync(Storefront, Sale(product, 1));
        Assert.Equal(await shop.NumbersWhereAsync("reason = 'opening'"), await shop.NumbersAsync("to=2026-06-01"));
        Assert.Equal(await shop.NumbersWhereAsync("reason = 'sale'"), await shop.NumbersAsync("from=2026-06-02&to=2026-06-02"));
    }

    [Theory, BothDatabases]
    public async Task The_balance_at_a_moment_counts_all_moves_of_that_very_millisecond(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, hoodie) = await shop.LedgerAsync();
        var book = shop.Get<LedgerBook>();
        var moment = new DateTime(2026, 3, 3, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(10, await book.UnitsAsync(shoes, moment.AddMilliseconds(-1), Stop));
        Assert.Equal(10, await book.UnitsAsync(shoes, moment, Stop));
        Assert.Equal(4, await book.UnitsAsync(hoodie, moment, Stop));
        Assert.Equal(0, await book.UnitsAsync(shoes, moment.AddYears(-1), Stop));
        Assert.Equal(2, await book.UnitsAsync(hoodie, moment.AddYears(1), Stop));
        foreach (var hours in new[] { -9_000, -25, -24, -1, 0, 1, 23, 24, 25, 9_000 })
        {
            var asOf = moment.AddHours(hours);
            var text = asOf.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var sum = await shop.ScalarAsync<long>($"SELECT SUM(quantity_change) FROM stock_moves WHERE created_at <= '{text}'");
            Assert.Equal(sum, await book.UnitsAsync(null, asOf, Stop));
        }
    }

    [Theory, BothDatabases]
    public async Task Totals_are_those_of_the_filter(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, _) = await shop.LedgerAsync();
        var book = shop.Get<LedgerBook>();
        Assert.Equal(new LedgerTotals(8, false, 17, 5), await book.TotalsAsync(new LedgerFilter(), Stop));
        Assert.Equal(new LedgerTotals(4, false, 12, 2), await book.TotalsAsync(new LedgerFilter { ProductId = shoes }, Stop));
        Assert.Equal(new LedgerTotals(0, false, 0, 0), await book.TotalsAsync(new LedgerFilter { Document = "Stocktake 9" }, Stop));
    }

    [Fact]
    public async Task Beyond_ten_thousand_moves_a_count_only_says_more()
    {
        await using var shop = await TestDatabase.Sqlite.OpenAsync();
        var product = await shop.ProductAsync(20_000);
        await shop.MovesAsync(Storefront, [.. Enumerable.Range(1, LedgerBook.MostCounted).Select(order => Sale(product, order))]);
        var exactly = await shop.Get<LedgerBook>().TotalsAsync(new LedgerFilter { Reason = StockReason.Sale }, Stop);
        Assert.Equal((10_000, false), (exactly.Moves, exactly.IsMore));
        var all = await shop.Get<LedgerBook>().TotalsAsync(new LedgerFilter(), Stop);
        Assert.Equal((10_000, true), (all.Moves, all.IsMore));
    }

    [Theory, BothDatabases]
    public async Task A_row_knows_its_document_and_what_took_it_back(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3);
        var corrected = await shop.CorrectAsync(product, 2, StockReason.Found);
        var found = (await shop.HeadAsync(product))!.Value;
        _ = await shop.Get<Corrections>().ReverseAsync([found], "Not ours", Guid.NewGuid(), StockSteps.Aoife, Stop);
        var rows = (await shop.Get<LedgerBook>().ReadAsync(new LedgerFilter(), null, Stop)).Rows;
        Assert.Equal([$"Move {found}", $"Correction {corrected.Value.Id}", null], rows.Select(row => row.Document?.Word));
        Assert.Equal([null, rows[0].Move.Id, null], rows.Select(row => row.ReversedById));
        Assert.Equal([true, false, true], rows.Select(row => row.CanBeReversed));
        Assert.Equal(found, (await shop.Get<LedgerBook>().FindAsync(found, Stop))?.Move.Id);
        Assert.Null(await shop.Get<LedgerBook>().FindAsync(999, Stop));
    }

    [Theory, BothDatabases]
    public async Task Who_moved_stock_lately_is_offered_once_each(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.LedgerAsync();
        Assert.Equal(
            ["client/1 Aoife Byrne", "client/2 Marek Kowalski", "storefront/storefront Storefront"],
            (await shop.Get<LedgerBook>().ActorsAsync(Stop)).Select(one => $"{one.Actor} {one.Name}"));
    }

    [Theory, BothDatabases]
    public async Task A_product_is_found_by_its_words_and_alone_by_its_sku(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (shoes, hoodie) = await shop.LedgerAsync();
        var stock = shop.Get<StockOnHand>();
        Assert.Equal([hoodie], (await stock.FindAsync("logo box", Stop)).Select(product => product.Id));
        Assert.Equal([hoodie, shoes], (await stock.FindAsync("un", Stop)).Select(product => product.Id));
        Assert.Equal([shoes], (await stock.FindAsync("un-000001", Stop)).Select(product => product.Id));
        Assert.Empty(await stock.FindAsync("\"quoted\" OR", Stop));
    }

    [Theory, BothDatabases]
    public async Task The_export_holds_the_filtered_moves_and_no_formula(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var product = await shop.ProductAsync(3, name: "=HYPERLINK(\"https://evil.example\")");
        await shop.MovesAsync(Storefront, Sale(product, 7));
        using var body = new MemoryStream();
        await LedgerExport.WriteAsync(body, shop.Get<LedgerBook>().AllAsync(LedgerFilter.Parse("reason=sale"), Stop), Stop);
        var lines = Encoding.UTF8.GetString(body.ToArray()).TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("2026-03-02T09:00:00.000Z,UN-000001,\"'=HYPERLINK(\"\"https://evil.example\"\")\",sale,-1,2,", lines[1],
            StringComparison.Ordinal);
    }
}
