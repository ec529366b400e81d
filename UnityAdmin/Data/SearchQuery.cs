namespace UnityAdmin.Data;

/// <summary>
/// What someone typed to find rows, as parts of their <see cref="ISearchable.SearchText"/>. Every part must be found, in one of its ways;
/// a way is found when all its terms are.
/// </summary>
/// <param name="Parts">Empty when nothing was typed, or nothing that could be looked for.</param>
/// <param name="IsBlank">Nothing was typed: all rows are meant. Only signs were typed when false and there are no parts: no row is.</param>
public sealed record SearchQuery(IReadOnlyList<SearchPart> Parts, bool IsBlank)
{
    private const int MostParts = 8;
    private const int MostLetters = 200;

    /// <summary>As many digits in a row stand in numbers of the shop's own, which have their signs wherever they are written.</summary>
    private const int NumberDigits = 5;

    // Alone it may be the beginning of any word; beside others it is a size.
    private static readonly HashSet<string> LetterSizes = ["s", "m", "l"];

    /// <param name="typed">As it stands in the search box; what is further than 200 letters is not looked at.</param>
    /// <param name="isGoods">Whether the rows have sizes.</param>
    public static SearchQuery Parse(string? typed, bool isGoods = true) => Of(typed, cut => Read(cut, isGoods));

    /// <param name="typed">As it stands in the search box.</param>
    /// <param name="read">Makes parts of it.</param>
    internal static SearchQuery Of(string? typed, Func<string, IEnumerable<SearchPart>> read) => string.IsNullOrWhiteSpace(typed)
        ? new SearchQuery([], true)
        : new SearchQuery([.. read(typed.Length > MostLetters ? typed[..MostLetters] : typed).Take(MostParts)], false);

    /// <summary>The rows that have this text as whole words in this order.</summary>
    public static SearchPart Whole(string text) => SearchPart.Of(SearchText.Of(text));

    /// <summary>Whether a text that is in no table has every part.</summary>
    public bool Matches(string text)
    {
        var line = SearchText.Of(text);
        return IsBlank || (Parts.Count > 0
            && Parts.All(part => part.Ways.Any(way => way.All(term => line.Contains(term, StringComparison.Ordinal)))));
    }

    internal static IEnumerable<SearchPart> Read(string typed, bool isGoods)
    {
        var words = SearchWord.Read(typed);
        for (var from = 0; from < words.Count;)
        {
            var (end, first) = (SearchWord.EndOfChunk(words, from), words[from]);
            if (first is { Kind: SearchWordKind.NumberBeforeSystem, Also: { } size })
            {
                yield return new SearchPart([[Exactly(size)], [Exactly(first.Text), Starting(words[from + 1].Text)]]);
                end = Math.Max(end, from + 2);
            }
            else if (end - from == 1)
            {
                var isSize = first.Kind == SearchWordKind.Size || (isGoods && words.Count > 1 && LetterSizes.Contains(first.Text));
                yield return SearchPart.Of(isSize ? Exactly(first.Text) : Term(first.Text));
            }
            else
            {
                yield return Chunk(words[from..end]);
            }

            from = end;
        }
    }

    // T-shirt, tshirt and t shirt are one; a size at an end of it is a whole word there too.
    private static SearchPart Chunk(List<SearchWord> words)
    {
        var (apart, joined) = (string.Join(' ', words.Select(word => word.Text)), string.Concat(words.Select(word => word.Text)));
        if (words.Exists(word => word.Text.Length >= NumberDigits && word.Text.All(char.IsAsciiDigit))) return SearchPart.Of(Term(joined));
        var (before, after) = (words[0].Kind == SearchWordKind.Plain ? "" : " ", words[^1].Kind == SearchWordKind.Plain ? "" : " ");
        return new SearchPart([[after.Length > 0 ? joined + after : Term(joined)], [before + apart + after]]);
    }

    /// <summary>Any part of a word; of short ones the beginning, and of short numbers the whole, or "1" would be in every number.</summary>
    private static string Term(string word) => word.Length > 2 || !char.IsAscii(word[0]) ? word
        : word.All(char.IsAsciiDigit) ? Exactly(word)
        : Starting(word);

    private static string Exactly(string word) => $" {word} ";

    private static string Starting(string word) => $" {word}";
}

/// <summary>One thing that must be found, and the ways in which it may stand in the line.</summary>
public sealed record SearchPart(IReadOnlyList<IReadOnlyList<string>> Ways)
{
    private const int Trigram = 3;

    public static SearchPart Of(params IEnumerable<string> terms) => new([[.. terms]]);

    /// <summary>Whether an index of trigrams can answer it; shorter terms have none and are looked for row by row.</summary>
    public bool HasTrigrams => Ways.All(way => way.All(term => term.Length >= Trigram));

    /// <summary>The same for FTS5. In double quotes everything is text, whatever signs are in it; a quote inside is doubled.</summary>
    public string ForFullText => $"({string.Join(" OR ", Ways.Select(way => $"({string.Join(" AND ", way.Select(Quoted))})"))})";

    private static string Quoted(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
