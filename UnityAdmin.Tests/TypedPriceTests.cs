
namespace UnityAdmin.Tests;

public sealed class TypedPriceTests
{
    [Theory]
    [InlineData("95", 9_500)]
    [InlineData(" € 95,5 ", 9_550)]
    [InlineData("1,200", 120_000)]
    [InlineData("€1,200.05", 120_005)]
    public void What_people_type_becomes_cents(string typed, long cents) => Assert.Equal(new Money(cents), TypedPrice.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("ninety")]
    [InlineData("-5")]
    [InlineData("1.200")]
    [InlineData("12,34,56")]
    [InlineData("9999999999")]
    public void What_may_mean_two_amounts_is_none(string typed) => Assert.Null(TypedPrice.Read(typed));
}
