using System.Globalization;
using System.Text.Json;
using UnityAdmin.Data;

namespace UnityAdmin.Shell;

/// <summary>One thing somebody did to a document, whatever number of audit rows it left.</summary>
/// <param name="Phrase">What they did, as it follows a name.</param>
/// <param name="From">The address it came from.</param>
public sealed record HistoryEntry(
    long Id, string Who, ActorKind Kind, string Phrase, DateTime At, string? From, IReadOnlyList<HistoryChange> Changes)
{
    // Keys and hashes say nothing to people, and who did it when stands above the table.
    private static readonly HashSet<string> Silent =
    [
        "id", "user_id", "normalized", "token_hash",
        "submission_id", "product_id", "offer_id", "item_id", "content_hash", "offer_token_hash", "offer_token_sealed", "sent_by_id",
        "decided_by_id", "decided_at", "written_by_id", "written_by_name", "written_at", "sent_by_name", "sent_at",
        "answered_by_name", "answered_at", "created_at", "inspected_by_id", "inspected_by_name", "inspected_at", "paid_by_id",
        "paid_by_name", "paid_at",
    ];

    /// <param name="rows">Newest first, as they are kept.</param>
    /// <param name="words">How the document's area speaks of them.</param>
    /// <param name="shop">Its time zone.</param>
    public static IReadOnlyList<HistoryEntry> Of(IEnumerable<SystemLog> rows, HistoryWords words, ShopSettings shop)
    {
        var entries = new List<HistoryEntry>();
        foreach (var deed in rows.GroupBy(row => (row.CreatedAt, row.Action, row.ActorKind, row.ActorId)))
        {
            var first = deed.First();
            entries.Add(new HistoryEntry(first.Id, NameOf(first), first.ActorKind, words.Phrase(first.Action), first.CreatedAt,
                first.IpAddress, [.. deed.OrderBy(row => row.Id).SelectMany(row => ChangesOf(row, words, shop))]));
        }

        return entries;
    }

    private static string NameOf(SystemLog row) => row.ActorKind == ActorKind.Seller ? "The seller" : row.ActorName;

    private static IEnumerable<HistoryChange> ChangesOf(SystemLog row, HistoryWords words, ShopSettings shop)
    {
        var (before, after) = (Columns(row.Before), Columns(row.After));
        var noun = words.Nouns.GetValueOrDefault(row.Entity, "");
        return before.Keys.Union(after.Keys).Where(column => !Silent.Contains(column)).Select(column => new HistoryChange(
            Words(noun, column), Shown(column, before, shop), Shown(column, after, shop)));
    }

    private static Dictionary<string, JsonElement> Columns(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    // ("Item", "price_cents") → "Item price"
    private static string Words(string noun, string column)
    {
        var words = column.Replace("_cents", "").Replace("_id", "").Replace('_', ' ');
        return noun.Length == 0 ? char.ToUpperInvariant(words[0]) + words[1..] : $"{noun} {words}";
    }

    private static string? Shown(string column, Dictionary<string, JsonElement> row, ShopSettings shop) =>
        !row.TryGetValue(column, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && column.EndsWith("_cents", StringComparison.Ordinal)
            ? new Money(value.GetInt64()).ToString()
        : column.EndsWith("_at", StringComparison.Ordinal) && Moment(value.ToString()) is { } utc ? RelativeTime.Exact(utc, shop)
        : value.ToString();

    private static DateTime? Moment(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc) ? utc : null;
}

/// <param name="Field">Which column of which row, in words.</param>
/// <param name="Before">Null when it held nothing, or was not there.</param>
public sealed record HistoryChange(string Field, string? Before, string? After);

/// <summary>How an area speaks of its audit rows.</summary>
/// <param name="Phrase">A verb's stable name as what somebody did: <c>edited the product</c>.</param>
/// <param name="Nouns">What a row of each table is called; one that is not named is the document itself.</param>
public sealed record HistoryWords(Func<string, string> Phrase, IReadOnlyDictionary<string, string> Nouns);
