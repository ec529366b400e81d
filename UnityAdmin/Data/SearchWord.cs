using System.Globalization;

namespace UnityAdmin.Data;

/// <summary>One word of folded text; a size is one word however it was written.</summary>
/// <param name="Text">Letters and digits.</param>
/// <param name="StartsChunk">White space stands before it, or nothing.</param>
/// <param name="Kind">What is known of it.</param>
/// <param name="Also">Another word by which it is found.</param>
internal sealed record SearchWord(string Text, bool StartsChunk, SearchWordKind Kind = SearchWordKind.Plain, string? Also = null)
{
    private const int MostSizeDigits = 2;

    private static readonly Dictionary<string, string> Systems = new() { ["uk"] = "uk", ["us"] = "us", ["eu"] = "eu", ["eur"] = "eu" };

    public static bool IsSystem(string text) => Systems.ContainsKey(text);

    public static List<SearchWord> Read(string text)
    {
        var pieces = Pieces(TextFolding.Fold(text));
        var words = new List<SearchWord>(pieces.Count);
        for (var at = 0; at < pieces.Count;)
        {
            var (word, used) = ReadSize(pieces, at) ?? (new SearchWord(pieces[at].Text, pieces[at].StartsChunk), 1);
            words.Add(word);
            at += used;
        }

        return words;
    }

    /// <summary>Where the words end that were written without white space between them.</summary>
    public static int EndOfChunk(List<SearchWord> words, int from)
    {
        var end = from + 1;
        while (end < words.Count && !words[end].StartsChunk) end++;
        return end;
    }

    private static (SearchWord Word, int Used)? ReadSize(List<Piece> pieces, int at)
    {
        var piece = pieces[at];
        if (SplitSize(piece.Text) is var (system, attached)) return Size(pieces, at, system, attached, 1);
        if (Systems.TryGetValue(piece.Text, out var named))
        {
            // UK size 9
            var next = at + 1 < pieces.Count && pieces[at + 1].Text is "size" or "sz" ? at + 2 : at + 1;
            if (next >= pieces.Count || !IsSizeNumber(pieces[next].Text)) return null;
            return Size(pieces, at, named, pieces[next].Text, next - at + 1);
        }

        if (!IsSizeNumber(piece.Text)) return null;
        var isHalf = at + 1 < pieces.Count && pieces[at + 1] is { Text: "5", Gap: "." or " ." };
        var after = at + (isHalf ? 2 : 1);
        var number = Number(piece.Text, isHalf);
        var isLast = after + 1 >= pieces.Count || !IsSizeNumber(pieces[after + 1].Text);
        if (isLast && after < pieces.Count && Systems.TryGetValue(pieces[after].Text, out var behind))
            return (new SearchWord(number, piece.StartsChunk, SearchWordKind.NumberBeforeSystem, behind + number), after - at);
        return isHalf ? (new SearchWord(number, piece.StartsChunk, SearchWordKind.Size), 2) : null;
    }

    private static (SearchWord Word, int Used) Size(List<Piece> pieces, int at, string system, string digits, int used)
    {
        var next = at + used;
        var isHalf = next < pieces.Count && pieces[next] is { Text: "5", Gap: " " or "-" or "." or " ." };
        var number = Number(digits, isHalf);
        var word = new SearchWord(system + number, pieces[at].StartsChunk, SearchWordKind.Size, isHalf ? number : null);
        return (word, used + (isHalf ? 1 : 0));
    }

    // uk9, 9uk
    private static (string System, string Digits)? SplitSize(string text)
    {
        foreach (var (written, system) in Systems)
        {
            if (text.StartsWith(written, StringComparison.Ordinal) && IsSizeNumber(text[written.Length..]))
                return (system, text[written.Length..]);
            if (text.EndsWith(written, StringComparison.Ordinal) && IsSizeNumber(text[..^written.Length]))
                return (system, text[..^written.Length]);
        }

        return null;
    }

    private static bool IsSizeNumber(string text) => text.Length is > 0 and <= MostSizeDigits && text.All(char.IsAsciiDigit);

    private static string Number(string digits, bool isHalf) =>
        int.Parse(digits, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) + (isHalf ? "h" : "");

    private static List<Piece> Pieces(string folded)
    {
        var pieces = new List<Piece>();
        for (var at = 0; at < folded.Length;)
        {
            var gap = at;
            while (at < folded.Length && IsGap(folded[at])) at++;
            var start = at;
            while (at < folded.Length && !IsGap(folded[at])) at++;
            if (at > start) pieces.Add(new Piece(folded[start..at], folded[gap..start], pieces.Count == 0));
        }

        return pieces;
    }

    private static bool IsGap(char sign) => sign is TextFolding.Space or TextFolding.Point or TextFolding.Sign;

    /// <param name="Gap">What stands before it.</param>
    private readonly record struct Piece(string Text, string Gap, bool IsFirst)
    {
        public bool StartsChunk => IsFirst || Gap.Contains(TextFolding.Space);
    }
}

internal enum SearchWordKind
{
    Plain,

    /// <summary>A whole size, or the number of a half one.</summary>
    Size,

    /// <summary>The 9 of "9 UK": a size, or the end of a name before the country it is sold in.</summary>
    NumberBeforeSystem,
}
