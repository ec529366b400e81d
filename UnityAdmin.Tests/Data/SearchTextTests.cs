using UnityAdmin.Data;

namespace UnityAdmin.Tests.Data;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Stüssy", " stussy ")]
    [InlineData("Stu\u0308ssy", " stussy ")]
    [InlineData("ＳＴÜＳＳＹ", " stussy ")]
    [InlineData("Łukasz Wróbel", " lukasz wrobel ")]
    [InlineData("Søren Bjørn Đorđe Weiß", " soren bjorn dorde weiss ")]
    [InlineData("Æsir Œuvre ıstanbul İzmir Þór", " aesir oeuvre istanbul izmir thor ")]
    [InlineData("Áine Ní Dhomhnaill", " aine ni dhomhnaill ")]
    [InlineData("Se\u0301amus O\u0301 Ceallaigh", " seamus o oceallaigh ceallaigh ")]
    [InlineData("O'Brien O’Brien OʼBrien O`Brien O´Brien", " obrien obrien obrien obrien obrien ")]
    [InlineData("Niamh\u200b O\u00adShea", " niamh oshea ")]
    [InlineData("UN-000165", " un 000165 un000165 ")]
    [InlineData("UK-9", " uk9 ")]
    [InlineData("UK 9", " uk9 ")]
    [InlineData("uk9", " uk9 ")]
    [InlineData("9 UK", " 9 uk9 uk ")]
    [InlineData("UK-9-5", " uk9h 9h ")]
    [InlineData("UK 9.5", " uk9h 9h ")]
    [InlineData("uk 9,5", " uk9h 9h ")]
    [InlineData("UK 9½", " uk9h 9h ")]
    [InlineData("UK 10-11", " uk10 11 uk1011 ")]
    [InlineData("EUR 42.5", " eu42h 42h ")]
    [InlineData("UK size 9", " uk9 ")]
    [InlineData("Air Max 90. 5 pairs", " air max 90 5 pairs ")]
    [InlineData("Jordan 4, UK 9", " jordan 4 uk9 ")]
    [InlineData("mary.byrne@gmail.com", " mary byrne gmail com marybyrnegmailcom ")]
    [InlineData("٣٥", " 35 ")]
    [InlineData("\ud83d broken", " broken ")]
    [InlineData("%% — \"'", "")]
    [InlineData("", "")]
    public void A_line_has_every_word_folded(string text, string line) => Assert.Equal(line, SearchText.Of(text));

    [Fact]
    public void Fields_stand_apart_and_what_is_empty_is_left_out() =>
        Assert.Equal(" uk9 5 pairs ", SearchText.Of("UK 9", null, "", "5 pairs"));

    [Theory]
    [InlineData("UK-9-5", "uk 9.5", true)]
    [InlineData("UK-9", "uk 9.5", false)]
    [InlineData("Off-White", "off white", true)]
    [InlineData("Off-White", "OFFWHITE", true)]
    [InlineData("Arc'teryx", "arcteryx", true)]
    [InlineData("Arc’teryx", "ARC'TERYX", true)]
    [InlineData("UN-000165", "un000165", true)]
    [InlineData("Nike", "Nike SB", false)]
    [InlineData("!!!", "???", false)]
    public void Two_spellings_of_one_name_have_the_same_key(string one, string other, bool isSame) =>
        Assert.Equal(isSame, SearchText.Key(one) == SearchText.Key(other));

    [Theory]
    [InlineData("Nike Air Max 1 UK 9", "air max 1", true)]
    [InlineData("Nike Air Max 180 UK 9", "air max 1", false)]
    [InlineData("Nike Air Max 90", "max air", true)]
    [InlineData("Nike Air Max 90", "air-max", true)]
    [InlineData("T-shirt", "tshirt", true)]
    [InlineData("T-shirt", "t shirt", true)]
    [InlineData("T-shirt", "t-shirt", true)]
    [InlineData("Size UK 9", "uk 9", true)]
    [InlineData("Size UK 9.5", "uk 9", false)]
    [InlineData("Size UK 10, of 9 pairs", "uk 9", false)]
    [InlineData("Size UK 9.5", "uk 9 5", true)]
    [InlineData("Size UK 9.5", "9½", true)]
    [InlineData("Size UK 9", "nike uk-9", false)]
    [InlineData("Nike UK 9", "nike-uk-9", true)]
    [InlineData("Nike UK 9.5", "nike-uk-9", false)]
    [InlineData("Jordan 4 size UK 9", "jordan 4 9 uk", true)]
    [InlineData("Jordan 4 size UK 8", "jordan 4 9 uk", false)]
    [InlineData("Hoodie size M", "hoodie m", true)]
    [InlineData("Hoodie Medium", "hoodie m", false)]
    [InlineData("Hoodie Medium", "m", true)]
    [InlineData("Nike", "ni", true)]
    [InlineData("Nike", "ke", false)]
    [InlineData("Nike", "ike", true)]
    [InlineData("Mac Mahon", "macmahon", true)]
    [InlineData("O' Brien", "o'brien", true)]
    [InlineData("Nike", "", true)]
    [InlineData("Nike", "  ", true)]
    [InlineData("Nike", "%", false)]
    [InlineData("Nike", "nike %", true)]
    public void What_is_typed_is_found_or_not(string text, string typed, bool isFound) =>
        Assert.Equal(isFound, SearchQuery.Parse(typed).Matches(text));

    [Fact]
    public void A_very_long_text_is_looked_for_by_its_beginning()
    {
        var query = SearchQuery.Parse(string.Concat(Enumerable.Repeat("nike ", 1_000)));
        Assert.True(query.Matches("Nike"));
        Assert.InRange(query.Parts.Count, 1, 8);
    }
}
