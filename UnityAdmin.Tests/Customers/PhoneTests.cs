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
    [InlineData("\u202d087 123 4567\u202c")]
    [InlineData("\u200e+353 87 123 4567")]
    [InlineData("\u2066087\u202f123\u202f4567\u2069")]
    [InlineData("087\u200b123\ufeff4567")]
    public void Every_spelling_of_an_Irish_mobile_is_one_number(string typed) => Assert.Equal("+353871234567", Phone.Normalize(typed));

    [Theory]
    [InlineData("01 234 5678", "+35312345678")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("(+44) 7911 123456", "+447911123456")]
    [InlineData("0044 7911 123456", "+447911123456")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    [InlineData("1 212 555 0100", "+12125550100")]
    [InlineData("+44 7700 900777", "+447700900777")]
    [InlineData("+44 (0)7700 900777", "+447700900777")]
    [InlineData("+44 07700 900777", "+447700900777")]
    [InlineData("0044 7700 900777", "+447700900777")]
    [InlineData("0044 (0)7700 900777", "+447700900777")]
    [InlineData("447700900777", "+447700900777")]
    [InlineData("+39 06 698 12345", "+390669812345")]
    [InlineData("+39 (0)6 698 12345", "+390669812345")]
    [InlineData("+34 (0)612 345 678", "+34612345678")]
    [InlineData("0818 123 456", "+353818123456")]
    [InlineData("1800 123 456", "+3531800123456")]
    [InlineData("084 123 4567", "+353841234567")]
    [InlineData("048 9012 3456", "+3534890123456")]
    public void A_number_from_elsewhere_keeps_its_country(string typed, string stored) => Assert.Equal(stored, Phone.Normalize(typed));

    [Theory]
    [InlineData("07700 900777", "07700900777")]
    [InlineData("7700 900777", "7700900777")]
    [InlineData("06 12 34 56 78", "0612345678")]
    [InlineData("(212) 555-0100", "2125550100")]
    [InlineData("402 9999", "4029999")]
    public void A_number_whose_country_cannot_be_known_is_kept_as_typed(string typed, string stored)
    {
        Assert.Equal(stored, Phone.Normalize(typed));
        Assert.Equal(stored, Phone.Normalize(stored));
        Assert.Equal(stored, Phone.Shown(stored));
        Assert.Contains(Phone.SearchDigits(typed)!, stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+35387555012")]
    [InlineData("087 555 012")]
    [InlineData("87 555 012")]
    [InlineData("087 555 01211")]
    [InlineData("+353 87 555 01211")]
    [InlineData("353 87 555 01211")]
    [InlineData("01 234 567")]
    [InlineData("+353 1 234 567")]
    public void An_Irish_number_with_a_digit_too_few_or_too_many_is_refused(string typed) => Assert.Null(Phone.Normalize(typed));

    [Theory]
    [InlineData("+353 00871234567")]
    [InlineData("+44 7700 9007")]
    [InlineData("+44 7700 9007777")]
    [InlineData("+87 123 4567")]
    [InlineData("+999 12345678")]
    [InlineData("0099 12345678")]
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
            Assert.Matches(@"^(\+[1-9])?[0-9]{6,15}\z", number);
            Assert.Equal(number, Phone.Normalize(number));
            Assert.Equal(number, Phone.Normalize(Phone.Shown(number)));
        }

        Assert.True(stored > 100, $"Only {stored} of the texts were numbers; the seed says nothing.");
    }

    [Theory]
    [InlineData("+35387555012", "+353 87555012")]
    [InlineData("+871234567", "+871234567")]
    [InlineData("erased", "erased")]
    [InlineData("", "")]
    public void What_was_stored_before_its_length_was_looked_at_is_shown_still(string stored, string shown) =>
        Assert.Equal(shown, Phone.Shown(stored));

    [Theory]
    [InlineData("\u202d087 12\u202c", "8712")]
    [InlineData("+44 07700 900777", "447700900777")]
    [InlineData("+44 (0)7700", "447700")]
    [InlineData("087 555 012", "87555012")]
    [InlineData("07700 900", "7700900")]
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
    [InlineData("+353841234567", "084 123 4567")]
    [InlineData("+35312345678", "(01) 234 5678")]
    [InlineData("+353719123456", "(071) 912 3456")]
    [InlineData("+447911123456", "+44 7911 123456")]
    [InlineData("+12125550100", "+1 212-555-0100")]
    public void Staff_read_it_as_it_is_said_here_and_may_type_it_back(string stored, string shown)
    {
        Assert.Equal(shown, Phone.Shown(stored));
        Assert.Equal(stored, Phone.Normalize(shown));
    }
}
