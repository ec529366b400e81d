namespace UnityAdmin.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Aoife", "Aoife")]
    [InlineData("Se\u0301amus O\u0301 Ceallaigh", "S\u00e9amus \u00d3 Ceallaigh")]
    [InlineData("\u202egnp.eciov", "gnp.eciov")]
    [InlineData("\u200b\u200b", "")]
    [InlineData("\u3164", "")]
    [InlineData("\u2800\u115f", "")]
    [InlineData("a\u00adb\ufeffc\u2066d\u2069", "abcd")]
    [InlineData("So\u200brcha", "Sorcha")]
    [InlineData("line 1\nline 2\t3", "line 1\nline 2\t3")]
    [InlineData("👨\u200d👩\u200d👧 shop", "👨\u200d👩\u200d👧 shop")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("❤\ufe0f", "❤\ufe0f")]
    [InlineData("a\u200db", "ab")]
    [InlineData("\U000e0041tag", "tag")]
    [InlineData("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f")]
    public void What_nobody_sees_falls_away_and_the_rest_is_composed(string typed, string clean) =>
        Assert.Equal(clean, VisibleText.Clean(typed));

    [Theory]
    [InlineData("王", true)]
    [InlineData("O'Brien", true)]
    [InlineData("50 Cent", true)]
    [InlineData("𝓐", true)]
    [InlineData("---", false)]
    [InlineData("👟", false)]
    [InlineData("\u3164", false)]
    [InlineData("", false)]
    public void A_name_has_a_letter_or_a_digit_to_be_seen(string name, bool isName) => Assert.Equal(isName, VisibleText.HasLetter(name));
}
