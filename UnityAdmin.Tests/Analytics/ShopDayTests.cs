using UnityAdmin.Analytics;

namespace UnityAdmin.Tests.Analytics;

/// <summary>Check 17 of quality.md section 2, with PostgreSQL's own calendar as the judge.</summary>
public sealed class ShopDayTests
{
    private static readonly DateTime First = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Last = new(2036, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Europe/London")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    public async Task Every_quarter_of_an_hour_belongs_to_exactly_one_day_and_hour(string zone)
    {
        await using var shop = await TestDatabase.Postgres.OpenAsync();
        var judge = (await shop.RowsAsync(
            $"""
            SELECT to_char(hour, 'YYYY-MM-DD HH24') AS hour, COUNT(*) AS quarters
            FROM (SELECT date_trunc('hour', moment AT TIME ZONE '{zone}') AS hour
                  FROM generate_series('{First:yyyy-MM-dd}Z'::timestamptz, '{Last:yyyy-MM-dd}Z'::timestamptz - interval '1 second',
                      interval '15 minutes') AS moment) AS local
            GROUP BY local.hour
            """)).ToDictionary(row => (string)row["hour"]!, row => (long)row["quarters"]!);
        Assert.True(judge.Values.Sum() > 900_000);
        Assert.Empty(Differences(judge, zone));

        // The bug it must find: days cut by a zone that is nearly the same.
        if (zone == "Europe/London") Assert.NotEmpty(Differences(judge, "Africa/Casablanca"));
    }

    private static List<string> Differences(Dictionary<string, long> judge, string zone)
    {
        var settings = new ShopSettings { TimeZone = zone };
        var ours = new Dictionary<string, long>();
        var day = ShopDay.Of(settings, settings.DayOf(First));
        for (; day.StartsAt < Last; day = ShopDay.Of(settings, day.Date.AddDays(1)))
        {
            foreach (var (hour, stretch) in day.Hours(settings))
            {
                var name = $"{day.Date:yyyy-MM-dd} {hour:00}";
                var (from, to) = (stretch.StartsAt < First ? First : stretch.StartsAt, stretch.EndsAt > Last ? Last : stretch.EndsAt);
                if (to > from) ours[name] = ours.GetValueOrDefault(name) + ((to - from).Ticks / TimeSpan.FromMinutes(15).Ticks);
            }
        }

        return [.. judge.Keys.Union(ours.Keys).Where(name => judge.GetValueOrDefault(name) != ours.GetValueOrDefault(name)).Take(5)];
    }
}
