namespace UnityAdmin.Data;

/// <summary>What the search boxes share: both databases keep trigrams of search_text, SQLite in an FTS5 table of its own.</summary>
internal static class Trigrams
{
    private const int Length = 3;

    /// <summary>Shorter text has no trigram: it is looked for row by row.</summary>
    public static bool Has(string text) => text.Length >= Length;

    /// <summary>A phrase in double quotes is text to FTS5, whatever signs are in it; a quote inside is doubled.</summary>
    public static string Phrase(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}
