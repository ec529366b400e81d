using UnityAdmin.Customers;

namespace UnityAdmin.Tests.Customers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("sean@example.com")]
    [InlineData("Sean.O'Brien+shop@mail.example.co.uk")]
    [InlineData("a@b.ie")]
    [InlineData("s_e-a~n@xn--bcher-kva.example")]
    public void An_address_stays_as_it_was_typed(string typed) => Assert.Equal(typed, EmailAddress.Check(typed));

    [Theory]
    [InlineData("sean@example.com,")]
    [InlineData("sean@example.com;")]
    [InlineData("sean@example.com.")]
    [InlineData("<sean@example.com>")]
    [InlineData("mailto:sean@example.com")]
    [InlineData("MAILTO:sean@example.com")]
    [InlineData("sean@example.com\u200b")]
    [InlineData("\u202asean@example.com\u202c")]
    [InlineData(" sean@example.com ")]
    public void What_copying_left_around_an_address_falls_away(string typed) => Assert.Equal("sean@example.com", EmailAddress.Check(typed));

    [Fact]
    public void A_domain_with_letters_beyond_ascii_is_kept_in_the_spelling_mail_servers_use() =>
        Assert.Equal("sean@xn--bcher-kva.example", EmailAddress.Check("sean@bücher.example"));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("sean")]
    [InlineData("@example.com")]
    [InlineData("sean@")]
    [InlineData("sean@example")]
    [InlineData("sean@@example.com")]
    [InlineData("sean@example..com")]
    [InlineData("sean@-example.com")]
    [InlineData("sean@192.0.2.1")]
    [InlineData("sean@[192.0.2.1]")]
    [InlineData("seán@example.com")]
    [InlineData("sean murphy@example.com")]
    [InlineData("Sean <sean@example.com>")]
    [InlineData("sean@example.com, other@example.com")]
    [InlineData("sean@example.com;other@example.com")]
    [InlineData("sean@example.com\r\nBcc: other@example.com")]
    [InlineData("sean@example.com\n")]
    [InlineData("\"sean\"@example.com")]
    public void What_mail_cannot_be_sent_to_is_no_address(string typed) => Assert.Null(EmailAddress.Check(typed));
}
