using System.Text;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class PastedCountsTests
{
    private static readonly UTF8Encoding Marked = new(true);

    [Theory, BothDatabases]
    public async Task Each_row_is_shown_with_what_becomes_of_it_before_anything_is_entered(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        for (var i = 0; i < 5; i++) _ = await shop.ProductAsync(3, size: i == 4 ? "UK-10" : "UK-9");
        var count = await shop.CountOpenedAsync(size: "UK-9");
        _ = await shop.CountedAsync(count, 1, 8);
        var rows = await PreviewAsync(shop, count,
            "SKU\tCount\nUN-000001\t4\nun-000002\t2\nUN-000002\t3\nUN-000003\tmany\nUN-000003\t-1\nUN-000004\t100001\nUN-000005\t1\n"
            + "UN-999999\t1\n=1+1\t=2+3\nUN-000004\t=2+3\nUN-000003\t3.00\nUN-000004");
        var said = rows.Select(row => $"{row.Line} {row.Sku} {row.Verdict} {row.Total} {row.Replaces}".TrimEnd());
        Assert.Equal(
            [
                "2 UN-000001 Enters 4 8", "3 un-000002 EntersSummed 5", "4 UN-000002 EntersSummed 5", "5 UN-000003 NotANumber 0",
                "6 UN-000003 Negative 0", "7 UN-000004 TooMany 0", "8 UN-000005 OutsideScope 1", "9 UN-999999 UnknownSku 0",
                "10 =1+1 UnknownSku 0", "11 UN-000004 NotANumber 0", "12 UN-000003 Enters 3", "13 UN-000004 NotANumber 0",
            ],
            said);
        Assert.Equal(1, await shop.CountAsync("stock_count_lines", "counted IS NOT NULL"));
    }

    [Theory, BothDatabases]
    public async Task The_good_rows_are_entered_together_and_products_outside_only_where_wanted(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        for (var i = 0; i < 3; i++) _ = await shop.ProductAsync(3, size: i == 2 ? "UK-10" : "UK-9");
        var count = await shop.CountOpenedAsync(size: "UK-9");
        var pasted = shop.Get<PastedCounts>();
        var sean = await shop.CounterAsync();
        var sheet = "UN-000001,2\nUN-000002,1\nUN-000002,1\nUN-000003,4\nnonsense,1"u8.ToArray();
        Assert.Equal(2, (await pasted.EnterAsync(count, sheet, null, false, sean, Stop)).Value);
        Assert.Equal(["1 2 3", "2 2 3"], await LinesAsync(shop));
        Assert.Equal(3, (await pasted.EnterAsync(count, sheet, null, true, sean, Stop)).Value);
        Assert.Equal(["1 2 3", "2 2 3", "3 4 3"], await LinesAsync(shop));
    }

    /// <summary>Field case 05 with a count that nothing names; what is asked and answered is entered, and nothing before.</summary>
    [Theory, BothDatabases]
    public async Task A_count_that_no_heading_names_is_asked_for_and_the_answer_is_entered(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        for (var i = 0; i < 2; i++) _ = await shop.ProductAsync(9);
        var count = await shop.CountOpenedAsync();
        var pasted = shop.Get<PastedCounts>();
        var sean = await shop.CounterAsync();
        var sheet = "SKU,On hand,Found\r\nUN-000001,9,1\r\nUN-000002,8,0\r\n"u8.ToArray();
        Assert.Equal("columns_unknown", (await pasted.PreviewAsync(count, sheet, null, sean, Stop)).Refused?.Code);
        Assert.Equal("columns_unknown", (await pasted.EnterAsync(count, sheet, null, false, sean, Stop)).Refused?.Code);
        Assert.Equal(0, await shop.CountAsync("stock_count_lines", "counted IS NOT NULL"));
        Assert.Equal(2, (await pasted.EnterAsync(count, sheet, new ColumnMapping(0, 2), false, sean, Stop)).Value);
        Assert.Equal(["1 1 9", "2 0 9"], await LinesAsync(shop));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_read_is_refused_with_a_sentence(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync(3);
        var count = await shop.CountOpenedAsync();
        async Task<string?> Code(byte[] sheet) =>
            (await shop.Get<PastedCounts>().PreviewAsync(count, sheet, null, await shop.CounterAsync(), Stop)).Refused?.Code;
        Assert.Equal("paste_empty", await Code([]));
        Assert.Equal("paste_empty", await Code("\r\n ,\r\n\t\r\n"u8.ToArray()));
        Assert.Equal("paste_empty", await Code("sku,count"u8.ToArray()));
        Assert.Equal("paste_too_long", await Code(new byte[CountSheet.MaxBytes + 1]));
        Assert.Equal("paste_too_long", await Code(Encoding.UTF8.GetBytes(Lines(StockCount.MaxLines + 1))));
        Assert.Null(await Code(Encoding.UTF8.GetBytes(Lines(StockCount.MaxLines))));
        var pasted = shop.Get<PastedCounts>();
        var nothing = await pasted.EnterAsync(count, "x,1"u8.ToArray(), null, true, await shop.CounterAsync(), Stop);
        Assert.Equal("nothing_to_enter", nothing.Refused?.Code);
    }

    [Fact]
    public void A_table_is_read_in_every_spelling_that_spreadsheets_write()
    {
        Assert.Equal(["1 A-1 4", "2 B-2 5"], Read(Marked.GetPreamble().Concat("A-1;4\r\nB-2;5\r\n"u8.ToArray()).ToArray()));
        Assert.Equal(["1 A-1 4", "2 B-2 5"], Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("A-1\t4\nB-2\t5")]));
        Assert.Equal(["1 A-1 4", "2 É-2 5"], Read(Encoding.Latin1.GetBytes("A-1,4\nÉ-2,5")));
        Assert.Equal(["1 A-1 4"], Read("\"A-1\",\"4\""u8.ToArray()));
        Assert.Equal(["1 A-1 4"], Read(Encoding.UTF8.GetBytes("\u200EA-1\u00A0\t\u00A04\u200F")));
        Assert.Equal(["2 A-1 4"], Read("Name,Barcode,Qty\n\"Air, Max\",A-1,4"u8.ToArray()));
        Assert.Equal(["2 A-1 4"], Read("count,sku\n4,A-1"u8.ToArray()));
        Assert.Equal(["2 -A 1 4"], Read("sku,count\n'-A 1,4"u8.ToArray()));
        Assert.Equal(2, Read("\"A-1,4\nB-2,5"u8.ToArray()).Count);
        Assert.Equal(["1 A-1 "], Read("A-1"u8.ToArray()));
    }

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("12.00", 12L)]
    [InlineData("0", 0L)]
    [InlineData("-3", -3L)]
    [InlineData("1.5", null)]
    [InlineData("1,000", null)]
    [InlineData("1e3", null)]
    [InlineData("٣", null)]
    [InlineData("=3", null)]
    [InlineData("3.", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void A_count_is_a_plain_whole_number(string typed, long? number) => Assert.Equal(number, CountSheet.NumberOf(typed));

    [Theory, BothDatabases]
    public async Task Ten_thousand_rows_are_entered_as_one_change(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        _ = await shop.ProductAsync();
        await shop.CopyProductsAsync(9_999);
        var count = await shop.CountOpenedAsync();
        var sheet = Encoding.UTF8.GetBytes(Lines(10_001));
        Assert.Equal(10_000, (await PreviewAsync(shop, count, sheet)).Count(row => !row.IsWrong));
        var entered = await shop.Get<PastedCounts>().EnterAsync(count, sheet, null, false, await shop.CounterAsync(), Stop);
        Assert.Equal(10_000, entered.Value);
        Assert.Equal(10_000, await shop.CountAsync("stock_count_lines", "counted = 1"));
    }

    private static string Lines(int rows) =>
        string.Concat(Enumerable.Range(1, rows).Select(row => row == 1 ? "UN-000001,1\n" : $"X-{row},1\n"));

    private static List<string> Read(byte[] sheet) =>
        [.. CountSheet.Read(sheet).Value.Select(row => $"{row.Line} {row.Sku} {row.Count}")];

    private static Task<List<PasteRow>> PreviewAsync(TestShop shop, int count, string sheet) =>
        PreviewAsync(shop, count, Encoding.UTF8.GetBytes(sheet));

    private static async Task<List<PasteRow>> PreviewAsync(TestShop shop, int count, byte[] sheet) =>
        (await shop.Get<PastedCounts>().PreviewAsync(count, sheet, null, await shop.CounterAsync(), Stop)).Value;

    private static async Task<IEnumerable<string>> LinesAsync(TestShop shop) =>
        (await shop.RowsAsync("SELECT * FROM stock_count_lines WHERE counted IS NOT NULL ORDER BY product_id"))
        .Select(row => $"{row["product_id"]} {row["counted"]} {row["expected"]}");
}
