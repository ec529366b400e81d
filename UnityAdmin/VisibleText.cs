using System.Globalization;
using System.Text;

namespace UnityAdmin;

/// <summary>
/// Text as it is stored: composed (NFC), and without marks that nobody sees. They come with what is pasted, hide one name behind another,
/// turn a line round on the screen, and keep a search from finding what is plainly there.
/// </summary>
public static class VisibleText
{
    // Between the parts of a picture such as a family, and in scripts whose letters join, they are part of what is seen.
    private const char ZeroWidthJoiner = '\u200d';
    private const char ZeroWidthNonJoiner = '\u200c';

    // Letters by their category, and blank on every screen: Hangul's fillers, the empty Braille pattern, the joiner of graphemes.
    private static readonly HashSet<char> Blanks = ['\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u034f', '\u17b4', '\u17b5'];

    /// <summary>The same text, composed, without invisible and direction marks. White space is left as it is.</summary>
    public static string Clean(string typed)
    {
        if (Ascii.IsValid(typed)) return typed;
        var seen = new StringBuilder(typed.Length);
        for (var (at, letters) = (0, 0); at < typed.Length; at += letters)
        {
            letters = IsPair(typed, at) ? 2 : 1;
            if (letters == 2 ? !IsStrayTag(typed, at) : !IsUnseen(typed, at)) _ = seen.Append(typed, at, letters);
        }

        var text = seen.ToString();
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair: no text, which whoever reads it refuses.
            return text;
        }
    }

    /// <summary>Whether there is a letter or a digit to call somebody by.</summary>
    public static bool HasLetter(string text) => text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) && !IsBlank(rune));

    private static bool IsBlank(Rune rune) => rune.IsBmp && Blanks.Contains((char)rune.Value);

    private static bool IsUnseen(string text, int at)
    {
        var letter = text[at];
        if (Blanks.Contains(letter)) return true;
        if (char.GetUnicodeCategory(letter) != UnicodeCategory.Format) return false;
        var joins = letter is ZeroWidthJoiner or ZeroWidthNonJoiner
            && at > 0 && at + 1 < text.Length && !char.IsAscii(text[at - 1]) && !char.IsAscii(text[at + 1])
            && !char.IsWhiteSpace(text[at - 1]) && !char.IsWhiteSpace(text[at + 1]);
        return !joins;
    }

    // Tags spell the flags of England, Scotland and Wales behind a black flag; anywhere else they are letters nobody sees.
    private static bool IsStrayTag(string text, int at)
    {
        if (!IsTag(text, at)) return false;
        while (at >= 2 && IsTag(text, at - 2)) at -= 2;
        return at < 2 || text[(at - 2)..at] != "🏴";
    }

    private static bool IsTag(string text, int at) =>
        IsPair(text, at) && CharUnicodeInfo.GetUnicodeCategory(text, at) == UnicodeCategory.Format;

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
