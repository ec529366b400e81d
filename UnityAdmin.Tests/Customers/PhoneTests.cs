using UnityAdmin.Customers;

namespace UnityAdmin.Tests.Customers;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("087 123 4567")]
    [InlineData("0871234567")]
    [InlineData("087-123-4567")]
    [InlineData("087.123.4567")]
    [InlineData("087/1234567")]
    [InlineData("(087) 123 4567")]
    [InlineData(" 087 1234567 ")]
    [InlineData("87 123 4567")]
    [InlineData("+353 87 123 4567")]
    [InlineData("+353 (0)87-1234567")]
    [InlineData("+353 0871234567")]
    [InlineData("(+353) 87 123 4567")]
    [InlineData("(0)87 123 4567")]
    [InlineData("00353871234567")]
    [InlineData("00 353 (0)87 1234567")]
    [InlineData("353871234567")]
    [InlineData("087\u00a0123\u00a04567")]
    [InlineData("087\u2011123\u20114567")]
    [InlineData("087–123–4567")]
    public void Every_spelling_of_an_Irish_mobile_is_one_number(string typed) => Assert.Equal("+353871234567", Phone.Normalize(typed));

    [Theory]
    [InlineData("01 234 5678", "+35312345678")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("(+44) 7911 123456", "+447911123456")]
    [InlineData("0044 7911 123456", "+447911123456")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    public void A_number_from_elsewhere_keeps_its_country(string typed, string stored) => Assert.Equal(stored, Phone.Normalize(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("()")]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("12")]
    [InlineData("not a phone")]
    [InlineData("087 123 456x")]
    [InlineData("087 123 4567 ext 2")]
    [InlineData("+353 87 123 4567 890 12")]
    [InlineData("087+1234567")]
    [InlineData("++353871234567")]
    [InlineData("+353+871234567")]
    [InlineData("+087 123 4567")]
    [InlineData("+0353871234567")]
    [InlineData("٠٨٧١٢٣٤٥٦٧")]
    [InlineData("087\n1234567")]
    [InlineData("087\u202e1234567")]
    [InlineData("<img src=x>")]
    public void What_is_no_phone_number_is_none(string? typed) => Assert.Null(Phone.Normalize(typed));

    [Fact]
    public void What_is_stored_is_itself_again_and_fits_its_column()
    {
        var random = new Random(20260302);
        const string Typed = "0123456789 +()-./";
        var stored = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string(random.GetItems<char>(Typed, random.Next(1, 24)));
            if (Phone.Normalize(text) is not { } number) continue;
            stored++;
            Assert.Matches(@"^\+[1-9][0-9]{6,14}\z", number);
            Assert.Equal(number, Phone.Normalize(number));
        }

        Assert.True(stored > 100, $"Only {stored} of the texts were numbers; the seed says nothing.");
    }

    [Theory]
    [InlineData("087 12", "8712")]
    [InlineData("+353 87 12", "8712")]
    [InlineData("00353 8712", "8712")]
    [InlineData("123 4567", "1234567")]
    [InlineData("087", "35387")]
    [InlineData("08", "3538")]
    [InlineData("87", null)]
    [InlineData("sole.sister", null)]
    [InlineData("BATCH-20260302", null)]
    public void Part_of_a_number_finds_it_whatever_its_spelling(string typed, string? digits) =>
        Assert.Equal(digits, Phone.SearchDigits(typed));

    [Theory]
    [InlineData("+353871234567", "087 123 4567")]
    [InlineData("+35312345678", "+35312345678")]
    [InlineData("+447911123456", "+447911123456")]
    public void Staff_read_it_as_it_is_said_here_and_may_type_it_back(string stored, string shown)
    {
        Assert.Equal(shown, Phone.Shown(stored));
        Assert.Equal(stored, Phone.Normalize(shown));
    }
}
