using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PhoneNumbers;

namespace UnityAdmin.Customers;

/// <summary>
/// One phone number behind its many spellings: <c>087 123 4567</c>, <c>+353 (0)87-1234567</c>, <c>00353871234567</c>. Countries, trunk
/// prefixes and lengths are libphonenumber's.
/// </summary>
public static class Phone
{
    /// <summary>Where a number without a country code is from.</summary>
    private const string HomeRegion = "IE";
    private const string HomeCode = "353";
    private const char HomeMobile = '8';
    private const int HomeMobileDigits = 9;
    private const int LongestAtHome = 10;

    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    // Turns digits round on the screen: what was typed is not what the typist saw, so it is not guessed at.
    private const char RightToLeftOverride = '\u202e';

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// E.164, as it is stored and compared: <c>+353871234567</c>. Without a country code a number is Irish where it can be; where its
    /// country cannot be known (<c>07700 900777</c>), its digits are kept as typed.
    /// </summary>
    /// <returns>Null when this is no phone number, or an Irish one with digits too few or too many.</returns>
    public static string? Normalize(string? typed)
    {
        if (typed is null || Cleaned(typed) is not { } text) return null;
        var plus = text.LastIndexOf('+');
        if (plus >= 0 && text[..plus].Any(letter => char.IsAsciiDigit(letter) || letter == '+')) return null;
        var digits = Digits(text);
        if (plus < 0 && !digits.StartsWith("00", StringComparison.Ordinal)) return National(digits);

        // The (0) is Italy's own digit and everybody else's trunk prefix; where the library knows of neither, it is left out.
        var withoutZero = Digits(text.Replace("(0)", ""));
        var international = plus >= 0 ? "+" : "";
        return International(international + digits) ?? (withoutZero == digits ? null : International(international + withoutZero));
    }

    /// <summary>A number that is stored, in the spelling of today; one that has none stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(stored))]
    internal static string? Respell(string? stored) => Normalize(stored) ?? stored;

    /// <summary>
    /// The digits by which any spelling of a whole or partial number finds the stored one: <c>087 12</c> → <c>8712</c>,
    /// <c>087</c> → <c>35387</c>.
    /// </summary>
    /// <returns>Null when the text holds anything but digits and the signs people put between them, or too little to search by.</returns>
    public static string? SearchDigits(string typed)
    {
        if (Cleaned(typed) is not { } text) return null;
        var all = Digits(text.Replace("(0)", ""));
        var whole = Normalize(typed);
        var digits = whole is ['+', ..] ? whole[1..]
            : all.StartsWith("00", StringComparison.Ordinal) ? all[2..]
            : all;
        if (digits.StartsWith(HomeCode, StringComparison.Ordinal)) digits = digits[HomeCode.Length..];
        digits = digits.TrimStart('0');
        if (digits.Length >= 3) return digits;

        // The beginning of a number, 087: too short to be looked for anywhere, so it is looked for at the beginning.
        return digits.Length > 0 && digits.Length < all.Length ? HomeCode + digits : null;
    }

    /// <summary>As people here write it: <c>087 123 4567</c>, <c>(01) 234 5678</c>, <c>+44 7911 123456</c>.</summary>
    /// <param name="normalized">As stored; what is no number of a known country comes back as it is.</param>
    public static string Shown(string normalized)
    {
        if (!normalized.StartsWith('+') || Read(normalized) is not { } number) return normalized;
        return Library.Format(number, IsAtHome(number) ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>As it stands in a cell of a spreadsheet: <c>087 123 4567</c>, <c>+447911123456</c>.</summary>
    public static string InCell(string normalized) => Shown(normalized) is var shown && shown.StartsWith('+') ? normalized : shown;

    private static string? International(string dialled)
    {
        if (Read(dialled) is not { } number) return null;
        if (number.CountryCode.ToString(CultureInfo.InvariantCulture) == HomeCode) return IsAtHome(number) ? Stored(number) : null;
        return Library.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE ? Stored(number) : null;
    }

    private static string? National(string digits)
    {
        if (Read(digits) is { } number && IsAtHome(number)) return Stored(number);
        var bare = digits.TrimStart('0');
        if (bare.Length < MinDigits || digits.Length > MaxDigits) return null;

        // Without the trunk zero and longer than any Irish number, it begins with a country code whose plus was forgotten.
        if (bare.Length == digits.Length && digits.Length > LongestAtHome) return International("+" + digits);

        // An Irish mobile with a digit missing or too many, and a short landline: a slip of the finger, which the typist can mend.
        if (bare[0] == HomeMobile || (bare.Length < digits.Length && bare.Length < HomeMobileDigits)) return null;
        return digits;
    }

    // A mobile is known by its length: new ranges are given out before the library knows them, and its longer voicemail numbers look
    // just like a mobile with one digit too many.
    private static bool IsAtHome(PhoneNumber number)
    {
        if (number.CountryCode.ToString(CultureInfo.InvariantCulture) != HomeCode) return false;
        var national = Library.GetNationalSignificantNumber(number);
        return national[0] == HomeMobile ? national.Length == HomeMobileDigits : Library.IsValidNumberForRegion(number, HomeRegion);
    }

    // A zero that is left over would be taken for a trunk prefix at the next reading, and one number would be two.
    private static string? Stored(PhoneNumber number)
    {
        var stored = Library.Format(number, PhoneNumberFormat.E164);
        return stored.Length is > MinDigits and <= MaxDigits + 1 && Read(stored) is { } again && again.Equals(number) ? stored : null;
    }

    private static PhoneNumber? Read(string dialled)
    {
        try
        {
            return Library.Parse(dialled, HomeRegion);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Without invisible marks, every kind of space and dash as a plain one; null when anything else is in it.</summary>
    private static string? Cleaned(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var letter in typed)
        {
            var kind = char.GetUnicodeCategory(letter);
            if (kind == UnicodeCategory.Format && letter != RightToLeftOverride) continue;
            if (kind is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation) _ = text.Append(' ');
            else if (char.IsAsciiDigit(letter) || "+()./".Contains(letter)) _ = text.Append(letter);
            else return null;
        }

        return text.ToString();
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
