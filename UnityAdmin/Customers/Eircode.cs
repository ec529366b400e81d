using System.Text.RegularExpressions;

namespace UnityAdmin.Customers;

/// <summary>An Irish postcode: a routing key (letter, digit, digit or W) and a unique identifier of four.</summary>
public static partial class Eircode
{
    /// <summary><c>d02x285</c> → <c>D02 X285</c>; null when it is none.</summary>
    public static string? Normalize(string typed)
    {
        var packed = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant();
        return Shape().IsMatch(packed) ? $"{packed[..3]} {packed[3..]}" : null;
    }

    [GeneratedRegex("^[A-Z][0-9][0-9W][A-Z0-9]{4}$")]
    private static partial Regex Shape();
}
