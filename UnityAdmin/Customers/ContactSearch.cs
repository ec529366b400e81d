using System.Globalization;
using UnityAdmin.Data;

namespace UnityAdmin.Customers;

/// <summary>
/// What someone typed to find a person, or what belongs to one: a phone number counts in every spelling, also between other words. The
/// list of every area that has people asks it.
/// </summary>
public static class ContactSearch
{
    private const int FewestDigits = 3;

    /// <summary>As many digits are a whole number and nothing else; fewer may as well be a model or a year.</summary>
    private const int NumberDigits = 7;

    /// <param name="typed">As it stands in the search box.</param>
    /// <param name="isGoods">Whether the rows tell of goods too.</param>
    public static SearchQuery Parse(string? typed, bool isGoods = true) => SearchQuery.Of(typed, cut => Read(cut, isGoods));

    private static IEnumerable<SearchPart> Read(string typed, bool isGoods)
    {
        var chunks = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var read = 0;
        for (var from = 0; from < chunks.Length; from++)
        {
            var end = from;
            while (end < chunks.Length && IsNumeric(chunks[end])) end++;
            if (Number(chunks[from..end], from > 0 ? chunks[from - 1] : null) is not { } phone)
            {
                from = Math.Max(from, end - 1);
                continue;
            }

            foreach (var part in SearchQuery.Read(string.Join(' ', chunks[read..from]), isGoods)) yield return part;
            yield return phone;
            (read, from) = (end, end - 1);
        }

        foreach (var part in SearchQuery.Read(string.Join(' ', chunks[read..]), isGoods)) yield return part;
    }

    /// <summary>The run of digits as a phone number, and as the number it may be otherwise: of an order, a batch or a product.</summary>
    private static SearchPart? Number(string[] chunks, string? before)
    {
        var text = string.Join(' ', chunks);
        var digits = text.Count(char.IsDigit);
        if (digits < FewestDigits && !text.StartsWith('0')) return null;
        if (text.StartsWith("000", StringComparison.Ordinal) || IsSize(before)) return null;
        if (Phone.SearchDigits(text) is not { } phone) return null;
        var otherwise = digits < NumberDigits || chunks.Length == 1 ? SearchQuery.Read(text, true).ToList() : [];
        return otherwise.Count == 0 ? SearchPart.Of(phone) : new SearchPart([[phone], .. Joined(otherwise)]);
    }

    // All the parts, each in one of its ways.
    private static IEnumerable<IReadOnlyList<string>> Joined(List<SearchPart> parts) => parts.Aggregate(
        (IEnumerable<IReadOnlyList<string>>)[[]],
        (ways, part) => ways.SelectMany(way => part.Ways.Select(more => (IReadOnlyList<string>)[.. way, .. more])));

    private static bool IsSize(string? before) =>
        before is not null && SearchWord.Read(before) is [.., var last] && (SearchWord.IsSystem(last.Text) || last.Text is "size" or "sz");

    private static bool IsNumeric(string chunk) => chunk.All(letter => char.IsDigit(letter) || "+()./".Contains(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format);
}
