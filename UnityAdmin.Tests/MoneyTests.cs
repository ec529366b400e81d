using System.Globalization;

namespace UnityAdmin.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("45", 4_500)]
    [InlineData("19.99", 1_999)]
    [InlineData("0.1", 10)]
    [InlineData("-3.00", -300)]
    [InlineData("1000000", Money.MaxCents)]
    public void Euros_become_cents_exactly(string euros, long cents) =>
        Assert.Equal(new Money(cents), Money.FromEuros(Number(euros)));

    [Theory]
    [InlineData("0.001")]
    [InlineData("19.995")]
    [InlineData("1000000.01")]
    [InlineData("-1000000.01")]
    [InlineData("79228162514264337593543950335")]
    public void An_amount_that_would_lose_a_cent_or_leave_the_range_is_no_money(string euros) =>
        Assert.Null(Money.FromEuros(Number(euros)));

    [Theory]
    [InlineData(0, "€0.00")]
    [InlineData(5, "€0.05")]
    [InlineData(123_450, "€1,234.50")]
    [InlineData(-300, "-€3.00")]
    [InlineData(Money.MaxCents, "€1,000,000.00")]
    public void It_shows_two_decimals_and_the_sign(long cents, string shown) => Assert.Equal(shown, new Money(cents).ToString());

    [Fact]
    public void It_adds_and_compares_by_cents()
    {
        Assert.Equal(new Money(350), new Money(100) + new Money(250));
        Assert.True(new Money(1) > Money.Zero && new Money(-1) < Money.Zero);
        Assert.True(new Money(1) >= new Money(1) && new Money(1) <= new Money(1));
        Assert.Equal(1.05m, new Money(105).Euros);
        Assert.Null(Money.Of(null));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
