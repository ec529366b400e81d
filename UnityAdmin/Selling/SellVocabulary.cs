namespace UnityAdmin.Selling;

/// <summary>The words of the sell form. The catalogue has its own; the mapping is asked for when an item becomes stock.</summary>
public static class SellVocabulary
{
    public static readonly IReadOnlyList<string> Categories = ["Streetwear", "Shoes", "Tech", "Jewellery"];

    public static readonly IReadOnlyList<string> Conditions = ["Brand New & Tagged", "Like New", "Mint", "Decent", "Poor"];

    /// <summary>The word as the form spells it, from any spelling that differs only in case, spaces and signs; null when unknown.</summary>
    public static string? Find(IReadOnlyList<string> words, string typed) =>
        words.FirstOrDefault(word => Bare(word).Equals(Bare(typed), StringComparison.OrdinalIgnoreCase));

    private static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit));
}
