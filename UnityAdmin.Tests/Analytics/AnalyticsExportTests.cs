using System.Text;
using UnityAdmin.Analytics;
using UnityAdmin.Tests.Stock;
using static UnityAdmin.Tests.Analytics.AnalyticsSteps;

namespace UnityAdmin.Tests.Analytics;

public sealed class AnalyticsExportTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task A_day_that_is_not_known_is_an_empty_cell_and_one_without_visitors_is_zero(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var (book, dublin) = (shop.Get<AnalyticsBook>(), new ShopSettings());
        await shop.TellAsync(Event(Noon.AddDays(-2)), Event(Noon.AddDays(-2), EventNames.Search, term: "=1+1", found: 0));
        _ = await shop.RollUpAsync();
        _ = await shop.ExecuteAsync("DELETE FROM analytics_days WHERE date = '2026-02-28'");
        _ = await shop.Get<AnalyticsNotes>().AddAsync(new DateOnly(2026, 3, 1), "Quiet Sunday", StockSteps.Niamh, Stop);
        var period = new Period(new DateOnly(2026, 2, 26), new DateOnly(2026, 3, 1), null);
        Assert.Equal(
            [
                "\ufeffdate,state,visitors,page_views,orders,revenue_eur,conversion,counted_at_utc,job_run,note",
                "2026-02-26,unknown,,,,,,,,",
                "2026-02-27,final,1,1,0,0.00,0,2026-03-02T09:00:00Z,,",
                "2026-02-28,not_rolled_up,,,,,,,,",
                "2026-03-01,final,0,0,0,0.00,,2026-03-02T09:00:00Z,,Quiet Sunday",
                "",
            ],
            await LinesAsync(body => AnalyticsExport.WriteAsync(body, "days", book, period, dublin, Stop)));
        var types = await LinesAsync(body => AnalyticsExport.WriteAsync(body, "events", book, period, dublin, Stop));
        Assert.Equal(
            ["2026-02-26,unknown,,,,,", "2026-02-27,final,page_view,1,1,0,0.00", "2026-02-27,final,search,1,1,0,0.00"], types[1..4]);
        var hours = await LinesAsync(body => AnalyticsExport.WriteAsync(body, "hours", book, period, dublin, Stop));
        string[] three = [hours[1], hours[37], hours[38]];
        Assert.Equal(["2026-02-26,unknown,0,,", "2026-02-27,final,12,1,2", "2026-02-27,final,13,0,0"], three);
        var searches = await LinesAsync(body => AnalyticsExport.WriteRankingAsync(body, "searches", book, period, Stop));
        Assert.Equal("'=1+1,1,1,1", searches[1].Replace("\"", "", StringComparison.Ordinal));
    }

    /// <summary>Field case 20.</summary>
    [Theory, BothDatabases]
    public async Task Every_search_term_is_in_the_file(TestDatabase on)
    {
        await using var shop = await on.OpenAsync();
        var events = Enumerable.Range(0, 11_008).Select(at => Event(Noon, EventNames.Search, term: $"term {at:00000}"));
        await shop.TellAsync([.. events]);
        _ = await shop.RollUpAsync();
        var period = new Period(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1), null);
        var lines = await LinesAsync(body => AnalyticsExport.WriteRankingAsync(body, "searches", shop.Get<AnalyticsBook>(), period, Stop));
        Assert.Equal((11_010, "term 00000,1,1,0", "term 11007,1,1,0"), (lines.Length, lines[1], lines[^2]));
    }

    private static async Task<string[]> LinesAsync(Func<Stream, Task> write)
    {
        using var file = new MemoryStream();
        await write(file);
        return Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
    }
}
