using System.Globalization;
using System.Text;

namespace UnityAdmin.Data;

/// <summary>
/// Text as it is compared when people search: lower-case letters without accents, digits, and three signs for all that stands between
/// them. What looks alike is alike, in whatever normal form, width or script of digits it was typed.
/// </summary>
internal static class TextFolding
{
    /// <summary>Between words.</summary>
    public const char Space = ' ';

    /// <summary>A full stop or a comma, which may be a decimal point.</summary>
    public const char Point = '.';

    /// <summary>Any other sign.</summary>
    public const char Sign = '-';

    // Typed for an apostrophe, or turned into one by a keyboard; O'Brien is OBrien.
    private const string Apostrophes = "'`´‘’‛ʹʻʼʽˈ′‵＇ʾʿ՚ꞌ";

    public static string Fold(string text) => Ascii.IsValid(text) ? FoldAscii(text) : FoldUnicode(text);

    private static string FoldAscii(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter)) _ = folded.Append(char.ToLowerInvariant(letter));
            else if (!Apostrophes.Contains(letter)) _ = folded.Append(SignOf(letter));
        }

        return folded.ToString();
    }

    private static string FoldUnicode(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (IsUnseen(rune)) continue;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) _ = folded.Append(DigitOf(rune));
            else if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark)
                _ = folded.Append(LetterOf(Rune.ToLowerInvariant(rune)));
            else _ = folded.Append(rune.IsBmp ? SignOf((char)rune.Value) : Sign);
        }

        // Puts together again what is no accent, such as the parts of a Korean syllable.
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // Rune by rune, because a string with half of a surrogate pair has no normal form. ½ would fall apart into a fraction, ´ into a space
    // and an accent.
    private static string Decomposed(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '½') _ = seen.Append(".5");
            else if (!IsUnseen(rune)) _ = seen.Append(rune);
        }

        return seen.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        || (rune.IsBmp && Apostrophes.Contains((char)rune.Value));

    private static char SignOf(char sign) => char.IsWhiteSpace(sign) ? Space : sign is '.' or ',' ? Point : Sign;

    private static char DigitOf(Rune rune) => (char)('0' + (int)Rune.GetNumericValue(rune));

    /// <summary>Letters that no normal form takes apart, as people type them who do not have them on their keyboard.</summary>
    private static string LetterOf(Rune rune) => rune.Value switch
    {
        'ł' or 'ƚ' => "l",
        'ø' or 'ɔ' => "o",
        'đ' or 'ð' or 'ɖ' or 'ɗ' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' or 'ɨ' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' or 'ƙ' => "k",
        'ə' or 'ɛ' or 'ǝ' => "e",
        'ƀ' or 'ɓ' => "b",
        'ƒ' => "f",
        'ʉ' => "u",
        'ƴ' => "y",
        'ƶ' => "z",
        'ς' => "σ",
        _ => rune.ToString(),
    };
}
