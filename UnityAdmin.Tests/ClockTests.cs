namespace UnityAdmin.Tests;

public sealed class ClockTests
{
    [Fact]
    public void Now_is_UTC_cut_to_the_millisecond()
    {
        var clock = new TestClock { Now = new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc).AddTicks(1_239_999) };
        Assert.Equal(new DateTime(2026, 3, 29, 1, 30, 0, 123, DateTimeKind.Utc), clock.NowUtc());
        Assert.Equal(DateTimeKind.Utc, clock.NowUtc().Kind);
    }

    [Theory]
    [InlineData("2026-01-31T23:59:59Z", "2026-01-31")]
    [InlineData("2026-07-31T22:59:59Z", "2026-07-31")]
    [InlineData("2026-07-31T23:00:00Z", "2026-08-01")]
    public void The_shops_day_is_Dublins(string utc, string day)
    {
        var moment = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.Equal(day, new ShopSettings().DayOf(moment).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}
