namespace UnityAdmin.Customers;

/// <summary>One phone number behind its many spellings: <c>087 123 4567</c>, <c>+353 (0)87-1234567</c>, <c>00353871234567</c>.</summary>
public static class Phone
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;
    private const string Ireland = "353";

    // What people put between the digits, the dashes and spaces of a copied web page among it.
    private const string Signs = " +()-./\u00a0\u2010\u2011\u2013";

    /// <summary>E.164, as it is stored and compared: <c>+353871234567</c>. A number without a country code is taken as Irish.</summary>
    /// <returns>Null when this is no phone number.</returns>
    public static string? Normalize(string? typed)
    {
        if (typed is null || typed.Any(letter => !char.IsAsciiDigit(letter) && !Signs.Contains(letter))) return null;
        var plus = typed.LastIndexOf('+');
        if (plus >= 0 && typed[..plus].Any(letter => char.IsAsciiDigit(letter) || letter == '+')) return null;
        var digits = Digits(typed.Replace("(0)", ""));
        var international = plus >= 0 ? digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : digits.StartsWith(Ireland, StringComparison.Ordinal) && digits.Length > 10 ? digits
            : Ireland + digits.TrimStart('0');
        if (international.StartsWith(Ireland + "0", StringComparison.Ordinal)) international = Ireland + international[4..];
        return international.Length is >= MinDigits and <= MaxDigits && international[0] != '0' ? "+" + international : null;
    }

    /// <summary>
    /// The digits by which any spelling of a whole or partial number finds the stored one: <c>087 12</c> → <c>8712</c>,
    /// <c>087</c> → <c>35387</c>.
    /// </summary>
    /// <returns>Null when the text holds anything but digits and the signs people put between them, or too little to search by.</returns>
    public static string? SearchDigits(string typed)
    {
        if (typed.Any(letter => !char.IsAsciiDigit(letter) && !Signs.Contains(letter))) return null;
        var all = Digits(typed.Replace("(0)", ""));
        var digits = all.StartsWith("00", StringComparison.Ordinal) ? all[2..] : all;
        if (digits.StartsWith(Ireland, StringComparison.Ordinal)) digits = digits[3..];
        digits = digits.TrimStart('0');
        if (digits.Length >= 3) return digits;

        // The beginning of a number, 087: too short to be looked for anywhere, so it is looked for at the beginning.
        return digits.Length > 0 && digits.Length < all.Length ? Ireland + digits : null;
    }

    /// <summary>As people here write it: <c>087 123 4567</c> for an Irish mobile, E.164 in groups for the rest.</summary>
    public static string Shown(string normalized) =>
        normalized.StartsWith("+3538", StringComparison.Ordinal) && normalized.Length == 13
            ? $"0{normalized[4..6]} {normalized[6..9]} {normalized[9..]}"
            : normalized;

    private static string Digits(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));
}
