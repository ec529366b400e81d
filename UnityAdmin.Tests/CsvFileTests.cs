using System.Text;

namespace UnityAdmin.Tests;

public sealed class CsvFileTests
{
    /// <summary>Field case 36.</summary>
    [Theory]
    [InlineData("@h389138", "@h389138")]
    [InlineData("@sole.sister_9", "@sole.sister_9")]
    [InlineData("+447700900123", "+447700900123")]
    [InlineData("-5", "-5")]
    [InlineData("+1.50", "+1.50")]
    [InlineData("-1,5", "-1,5")]
    [InlineData("087 123 4567", "087 123 4567")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("", "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(1+1)", "'@SUM(1+1)")]
    [InlineData("@a\n", "'@a\n")]
    [InlineData("+44 7700 900123", "'+44 7700 900123")]
    [InlineData("+1|cmd", "'+1|cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    public void A_cell_runs_nothing_and_reads_back_as_it_was(string text, string cell)
    {
        Assert.Equal(cell, CsvFile.Cell(text));
        Assert.Equal(text, CsvFile.TextOf(cell));
    }

    [Theory]
    [InlineData("'quoted'")]
    [InlineData("'@h389138")]
    [InlineData("'")]
    public void An_apostrophe_that_is_not_ours_stays(string cell) => Assert.Equal(cell, CsvFile.TextOf(cell));

    [Fact]
    public async Task Rows_beyond_the_most_are_said_to_be_left_out()
    {
        using var file = new MemoryStream();
        await CsvFile.WriteAsync(file, ["a", "b"], Enumerable.Range(1, 5).ToAsyncEnumerable(), (csv, number) =>
        {
            csv.WriteField(number);
            csv.WriteField("@x");
        }, Stop, most: 2);
        Assert.Equal("\ufeffa,b\r\n1,@x\r\n2,@x\r\nThere are more than 2 rows: the rest is left out.,\r\n",
            Encoding.UTF8.GetString(file.ToArray()));
    }
}
