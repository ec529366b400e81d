using System.Text.RegularExpressions;

namespace UnityAdmin.Customers;

/// <summary>
/// An Irish postcode: a routing key (letter, digit, digit or W) and a unique identifier of four. Where one is typed a postcode of the
/// United Kingdom fits as well, because the shop delivers to Northern Ireland; no text can be read as both.
/// </summary>
public static partial class Eircode
{
    /// <summary>What a field for it must hold, as the end of a sentence.</summary>
    public const string MustBe = "an Eircode or a UK postcode, such as D02 X285 or BT1 5GS";

    /// <summary><c>d02x285</c> → <c>D02 X285</c>, <c>bt15gs</c> → <c>BT1 5GS</c>; null when it is neither.</summary>
    public static string? Normalize(string typed)
    {
        var packed = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant();
        return Shape().IsMatch(packed) ? $"{packed[..3]} {packed[3..]}"
            : UnitedKingdom().IsMatch(packed) ? $"{packed[..^3]} {packed[^3..]}"
            : null;
    }

    /// <summary>An Eircode is one door; a postcode of the United Kingdom is a street or a part of one.</summary>
    public static bool NamesOneDoor(string normalized) => Shape().IsMatch(normalized.Replace(" ", ""));

    [GeneratedRegex("^[A-Z][0-9][0-9W][A-Z0-9]{4}$")]
    private static partial Regex Shape();

    // The last two letters are never C, I, K, M, O or V.
    [GeneratedRegex("^[A-PR-UWYZ][A-Z]?[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}$")]
    private static partial Regex UnitedKingdom();
}
