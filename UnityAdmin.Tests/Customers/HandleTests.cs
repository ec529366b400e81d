using UnityAdmin.Customers;

namespace UnityAdmin.Tests.Customers;

public sealed class HandleTests
{
    [Theory]
    [InlineData("@sole.sister")]
    [InlineData("sole.sister")]
    [InlineData("@ sole.sister")]
    [InlineData("IG: sole.sister")]
    [InlineData("ig:@sole.sister")]
    [InlineData("Instagram - @sole.sister")]
    [InlineData("insta: sole.sister ")]
    [InlineData("https://www.instagram.com/sole.sister/")]
    [InlineData("http://instagram.com/sole.sister?igsh=MWx0&utm_source=qr")]
    [InlineData("instagram.com/sole.sister")]
    [InlineData("https://www.tiktok.com/@sole.sister")]
    [InlineData("https://www.snapchat.com/add/sole.sister")]
    [InlineData("https://x.com/sole.sister#top")]
    [InlineData("\u200e@sole.sister\u200b")]
    public void One_handle_has_one_spelling(string typed) => Assert.Equal("@sole.sister", Handle.Clean(typed));

    [Theory]
    [InlineData("087 123 4567", "087 123 4567")]
    [InlineData("+353871234567", "+353871234567")]
    [InlineData("Sole Sister", "Sole Sister")]
    [InlineData("https://example.com/sole.sister", "https://example.com/sole.sister")]
    [InlineData("igor", "@igor")]
    [InlineData("Sole.Sister", "@Sole.Sister")]
    [InlineData("@", "@")]
    public void What_is_no_handle_stays_as_it_was_typed(string typed, string kept) => Assert.Equal(kept, Handle.Clean(typed));

    [Fact]
    public void Handles_are_compared_without_case() => Assert.Equal("sole.sister", Handle.Bare("IG: Sole.Sister"));
}
