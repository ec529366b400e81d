using System.Text;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Stock;

public sealed class CountSheetTests
{
    /// <summary>Field cases 05, 05b, 21, 22, 23, 25 and 36, and their siblings.</summary>
    [Theory]
    [InlineData("SKU,On hand,Physical count\r\nUN-000073,9,1\r\nUN-000074,8,0\r\n", "UN-000073 1|UN-000074 0")]
    [InlineData("SKU;Price;Units counted\r\nUN-000073;45;1\r\nUN-000074;60;0\r\n", "UN-000073 1|UN-000074 0")]
    [InlineData(
        "Stock count Monday 30/11/2026\r\n\r\nName,SKU,Count\r\n\"Cargo, grey\",UN-000073,3\r\nsecond,UN-000074,2\r\n",
        "UN-000073 3|UN-000074 2")]
    [InlineData("Product,SKU code,Qty on shelf\r\nCargo,UN-000073,3\r\nsecond,UN-000074,2\r\n", "UN-000073 3|UN-000074 2")]
    [InlineData("SKU;Count\r\nUN-000073;3,0\r\nUN-000074;2,00\r\n", "UN-000073 3,0|UN-000074 2,00")]
    [InlineData("SKU,Count\r\n=\"UN-000073\",3\r\n=UN-000074,\"=1+1\"\r\n", "UN-000073 3|=UN-000074 =1+1")]
    [InlineData("SKU,Count\n\"=\"\"UN-000073\"\"\",\"=\"\"3\"\"\"\n", "UN-000073 3")]
    [InlineData("Name,SKU,Count\n\"'=cmd\",\"'+UN-1\",\"'-3\"\n'@x,'@UN-2,'=1+1\n", "+UN-1 '-3|@UN-2 =1+1")]
    [InlineData("Dublin, Monday, all floors\nBy: Aoife, Marek\n\nSKU;Counted quantity\nUN-000073;3\n", "UN-000073 3")]
    [InlineData("sep=;\nSKU;Count\nUN-000073;3\n", "UN-000073 3")]
    [InlineData("SKU,Expected,Difference,Actual\nUN-000073,9,-8,1\n", "UN-000073 1")]
    [InlineData("Actual stock|System quantity|SKU-No.\n1|9|UN-000073\n", "UN-000073 1")]
    [InlineData("Product code,SKU,CountedQty\nP-1,UN-000073,1\n", "UN-000073 1")]
    [InlineData("SKU\tName\tPrice\tQty\nUN-000073\tCargo\t45\t1\n", "UN-000073 1")]
    [InlineData("SKU,Count\nUN-000073,3,0\nUN-000074,1,000\n", "UN-000073 3,0|UN-000074 1,000")]
    [InlineData("SKU,Count,Note\nUN-000073,1,000,red\n", "UN-000073 1,000,red")]
    [InlineData("UN-000073,3\nUN-000074,1,000\nUN-000075,4\n", "UN-000073 3|UN-000074 1,000|UN-000075 4")]
    [InlineData("Monday\nUN-000073,3\nUN-000074,2\n", "Monday |UN-000073 3|UN-000074 2")]
    public void The_count_is_read_from_the_column_that_is_named_so(string sheet, string rows) => Assert.Equal(rows, Read(sheet));

    [Theory]
    [InlineData("SKU,On hand\nUN-000073,9\n")]
    [InlineData("SKU,System quantity\nUN-000073,9\n")]
    [InlineData("SKU,Price\nUN-000073,45\n")]
    [InlineData("SKU,On hand,Qty\nUN-000073,9,1\n")]
    [InlineData("SKU,Qty,Found\nUN-000073,9,1\n")]
    [InlineData("SKU,Count,Counted\nUN-000073,9,1\n")]
    [InlineData("SKU,Count 1,Count 2\nUN-000073,9,1\n")]
    [InlineData("SKU,Last count,\nUN-000073,9,\n")]
    [InlineData("SKU,Counted by,Counted on\nUN-000073,12,3\n")]
    [InlineData("SKU,Stock\nUN-000073,9\n")]
    [InlineData("SKU,Qty sold\nUN-000073,9\n")]
    [InlineData("SKU,Menge\nUN-000073,9\n")]
    [InlineData("Artikel,Menge\nUN-000073,9\n")]
    [InlineData("Barcode,Code,Count\n1,UN-000073,9\n")]
    [InlineData("Name,Count\nCargo,9\n")]
    [InlineData("UN-000073,45,1\nUN-000074,60,0\n")]
    [InlineData("3,UN-000073\n2,UN-000074\n")]
    [InlineData("5012345678900,4\n5012345678917,2\n")]
    [InlineData("UN-000073,3\nUN-000074,1,000\n")]
    [InlineData("UN-000073,3\nSKU,Count\nUN-000074,2\n")]
    public void What_the_headings_leave_open_is_asked_and_never_guessed_from_its_place(string sheet) =>
        Assert.Equal("columns_unknown", Read(sheet));

    [Theory]
    [InlineData("3,0", 3L)]
    [InlineData("2,00", 2L)]
    [InlineData("-1,0", -1L)]
    [InlineData("1.000", null)]
    [InlineData("1,000", null)]
    [InlineData("1,5", null)]
    [InlineData("1,0,0", null)]
    [InlineData("=1+1", null)]
    public void Decimals_of_nothing_fall_away_but_thousands_are_not_guessed(string typed, long? number) =>
        Assert.Equal(number, CountSheet.NumberOf(typed));

    [Fact]
    public void The_question_shows_the_first_rows_below_the_headings_and_what_is_certain()
    {
        var head = CountSheet.HeadOf(Encoding.UTF8.GetBytes(
            "Monday\nSKU,On hand,,Found\n" + string.Concat(Enumerable.Range(1, 9).Select(row => $"UN-{row},9,,1\n"))));
        Assert.Equal(["A: SKU", "B: On hand", "Column C", "D: Found"], Enumerable.Range(0, 4).Select(head.NameOf));
        Assert.Equal(["UN-1 9  1", "UN-2 9  1", "UN-3 9  1", "UN-4 9  1", "UN-5 9  1"], head.First.Select(row => string.Join(' ', row)));
        Assert.Equal((0, null), (head.Sku, head.Count));
    }

    [Fact]
    public void What_stands_above_the_headings_is_not_dropped_in_silence()
    {
        string[] Above(string sheet) => [.. CountSheet.HeadOf(Encoding.UTF8.GetBytes(sheet)).Above];
        Assert.Equal(["Stock count", "By: Aoife Marek"], Above("Stock count\n\nBy: Aoife,,Marek\nSKU,Count\nUN-1,3\n"));
        Assert.Empty(Above("sep=,\nSKU,Count\nUN-1,3\n"));
        Assert.Empty(Above("UN-1,3\n"));
    }

    [Theory]
    [InlineData("UN-000073", "=1+1", PasteVerdict.NotANumber, "a formula: give its value")]
    [InlineData("=UN-000074", "=1+1", PasteVerdict.UnknownSku, "a formula: give its value")]
    [InlineData("UN-000073", "1,000", PasteVerdict.NotANumber, "write it without a comma or a point, such as 1000")]
    [InlineData("UN-000073", "1.000", PasteVerdict.NotANumber, "write it without a comma or a point, such as 1000")]
    [InlineData("UN-000073", "2,5", PasteVerdict.NotANumber, "write it without a comma or a point, such as 1000")]
    [InlineData("UN-000073", "many", PasteVerdict.NotANumber, null)]
    [InlineData("UN-999999", "1,000", PasteVerdict.UnknownSku, null)]
    public void A_row_that_is_left_out_says_what_to_write_instead(string sku, string typed, PasteVerdict verdict, string? advice) =>
        Assert.Equal(advice, new PasteRow(2, sku, typed, verdict, null, 0, null).Advice);

    [Fact]
    public void What_an_old_windows_program_wrote_is_read_with_its_own_letters()
    {
        var head = CountSheet.HeadOf([.. "Niamh"u8, 0x92, .. "s count "u8, 0x80, .. "\nSKU,Count\nUN-1,3"u8]);
        Assert.Equal(["Niamh\u2019s count \u20ac"], head.Above);
    }

    private static string Read(string sheet)
    {
        var read = CountSheet.Read(Encoding.UTF8.GetBytes(sheet));
        return read.Refused?.Code ?? string.Join('|', read.Value.Select(row => $"{row.Sku} {row.Count}"));
    }
}
