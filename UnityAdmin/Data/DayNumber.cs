namespace UnityAdmin.Data;

/// <summary>Numbers counted up within a day of the shop: <c>ORD-20260302-00001</c>, <c>BATCH-20260302-00001</c>.</summary>
internal static class DayNumber
{
    private const int DayDigits = 8;
    private const int CountDigits = 5;

    /// <summary>The number as it is stored, from any spelling of the whole of it; null when anything else was typed.</summary>
    public static string? Find(string word, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || SearchText.Key(typed) is not { } key) return null;
        if (!key.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return null;
        var digits = key[word.Length..];
        return digits.Length == DayDigits + CountDigits && digits.All(char.IsAsciiDigit)
            ? $"{word}-{digits[..DayDigits]}-{digits[DayDigits..]}"
            : null;
    }
}
