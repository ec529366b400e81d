using UnityAdmin.Selling;

namespace UnityAdmin.Tests.Selling;

public sealed class TypedPriceTests
{
    [Theory]
    [InlineData("120", 12_000)]
    [InlineData(" €120.5 ", 12_050)]
    [InlineData("120,50", 12_050)]
    [InlineData("1,200", 120_000)]
    [InlineData("€1,234,567.89", 123_456_789)]
    [InlineData("1 200 €", 120_000)]
    [InlineData("0.01", 1)]
    public void A_price_is_read_as_people_type_it(string typed, long cents) => AssertReads(typed, cents);

    [Theory]
    [InlineData("")]
    [InlineData("1.200")]
    [InlineData("1,20,0")]
    [InlineData("120.505")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("12O")]
    [InlineData("٣٤")]
    [InlineData("99999999999999999999")]
    public void What_could_mean_two_things_or_nothing_is_not_read(string typed) => AssertReads(typed, null);

    // Beyond the largest price nothing is read at all.
    private static void AssertReads(string typed, long? cents) =>
        Assert.Equal(cents is > Money.MaxCents ? null : cents, TypedPrice.Read(typed)?.Cents);
}
