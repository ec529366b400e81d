using System.Text;

namespace UnityAdmin.Data;

/// <summary>
/// The folded line by which a row is found. It begins and ends with a space and has one between any two words, so that a whole word and
/// the beginning of one are parts of the line like any other:
/// 1. <c>UN-000165</c> stands there as <c>un 000165</c> and as <c>un000165</c>: signs within a word may be typed, left out or a space.
/// 2. A size is one word, <c>uk9</c> or <c>uk9h</c> for a half, whatever stands between system and number, so that UK 9 is not "uk" and
/// some 9.
/// </summary>
public static class SearchText
{
    // Written apart as often as together: Ó Briain, Mac Mahon, D' Arcy.
    private static readonly HashSet<string> Prefixes = ["o", "d", "mc", "mac"];

    /// <summary>The line of a row with these fields; what is null or says nothing is left out.</summary>
    public static string Of(params IEnumerable<string?> fields)
    {
        var line = new StringBuilder(" ");
        foreach (var field in fields)
        {
            if (!string.IsNullOrEmpty(field)) Append(line, SearchWord.Read(field));
        }

        return line.Length == 1 ? "" : line.ToString();
    }

    /// <summary>
    /// What stands for a name where only the whole will do, such as a brand, a size or a SKU: two spellings of one have the same key.
    /// </summary>
    public static string Key(string text) =>
        string.Concat(SearchWord.Read(text).Select(word => word.Text)) is { Length: > 0 } key ? key : text.Trim();

    private static void Append(StringBuilder line, List<SearchWord> words)
    {
        for (var from = 0; from < words.Count;)
        {
            var to = SearchWord.EndOfChunk(words, from);
            for (var at = from; at < to; at++)
            {
                _ = line.Append(words[at].Text).Append(' ');
                if (words[at].Also is { } also) _ = line.Append(also).Append(' ');
            }

            if (to - from > 1) _ = line.AppendJoin("", words[from..to].Select(word => word.Text)).Append(' ');
            else if (to < words.Count && Prefixes.Contains(words[from].Text))
                _ = line.Append(words[from].Text).Append(words[to].Text).Append(' ');
            from = to;
        }
    }
}
