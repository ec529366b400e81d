namespace UnityAdmin.Customers;

/// <summary>What someone typed to find a person, as the parts the stored lines are searched by. The list of every area asks it.</summary>
public static class ContactSearch
{
    private const int MaxWords = 6;

    /// <summary>Every part must be found; a part with two spellings by either. Empty when nothing was typed.</summary>
    public static List<string[]> PartsOf(string typed)
    {
        var whole = typed.Trim().ToLowerInvariant();
        if (Phone.SearchDigits(whole) is { } digits)
        {
            var packed = string.Concat(whole.Where(letter => !char.IsWhiteSpace(letter)));
            return [packed == digits ? [digits] : [digits, packed]];
        }

        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. words.Select(word => new[] { word.TrimStart('@') is { Length: > 0 } bare ? bare : word }).Take(MaxWords)];
    }
}
