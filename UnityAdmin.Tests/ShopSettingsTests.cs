using System.Globalization;

namespace UnityAdmin.Tests;

public sealed class ShopSettingsTests
{
    private static readonly ShopSettings Dublin = new();

    [Theory]
    [InlineData("2026-01-15", "2026-01-15T00:00:00.000Z")]
    [InlineData("2026-07-15", "2026-07-14T23:00:00.000Z")]
    [InlineData("2026-03-29", "2026-03-29T00:00:00.000Z")]
    [InlineData("2026-03-30", "2026-03-29T23:00:00.000Z")]
    [InlineData("2026-10-25", "2026-10-24T23:00:00.000Z")]
    [InlineData("2026-10-26", "2026-10-26T00:00:00.000Z")]
    public void A_day_begins_when_the_shop_s_clock_says_so(string day, string utc) =>
        Assert.Equal(Utc(utc), Dublin.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/Havana")]
    public void Every_day_of_two_years_begins_with_its_first_millisecond(string zone)
    {
        var shop = new ShopSettings { TimeZone = zone };
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2027; day = day.AddDays(1))
        {
            var start = shop.StartOf(day);
            Assert.Equal((day, day.AddDays(-1)), (shop.DayOf(start), shop.DayOf(start.AddMilliseconds(-1))));
        }
    }

    [Theory]
    [InlineData("2026-01-15T12:30:05", "2026-01-15T12:30:05.000Z")]
    [InlineData("2026-07-15T12:30:05", "2026-07-15T11:30:05.000Z")]
    [InlineData("2026-10-25T01:30:00", "2026-10-25T01:30:00.000Z")]
    [InlineData("2026-10-25T00:30:00", "2026-10-24T23:30:00.000Z")]
    [InlineData("2026-03-29T01:30:00", "2026-03-29T01:30:00.000Z")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T01:30:00.000Z")]
    public void What_the_clock_shows_is_one_moment(string local, string utc) =>
        Assert.Equal(Utc(utc), Dublin.UtcOf(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
