using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UnityAdmin.Analytics;

/// <summary>An event's fields, in either spelling; of a field that is there twice the last counts.</summary>
internal readonly ref struct TrackFields
{
    /// <exception cref="InvalidOperationException">A name is no text.</exception>
    public TrackFields(JsonElement one)
    {
        foreach (var field in one.EnumerateObject())
        {
            if (field.NameEquals("type"u8) || field.NameEquals("event_type"u8)) Type = field.Value;
            else if (field.NameEquals("path"u8) || field.NameEquals("page_url"u8)) Path = field.Value;
            else if (field.NameEquals("session_id"u8) || field.NameEquals("sessionId"u8)) Session = field.Value;
            else if (field.NameEquals("user_id"u8)) User = field.Value;
            else if (field.NameEquals("data"u8)) Data = field.Value;
            else if (field.NameEquals("id"u8) || field.NameEquals("event_id"u8)) Id = field.Value;
            else if (field.NameEquals("timestamp"u8)) Timestamp = field.Value;
        }
    }

    public JsonElement Type { get; }

    public JsonElement Path { get; }

    public JsonElement Session { get; }

    public JsonElement User { get; }

    public JsonElement Data { get; }

    public JsonElement Id { get; }

    public JsonElement Timestamp { get; }
}

/// <summary>What of an event's data is kept: the object as it came, and what is counted.</summary>
internal readonly record struct TrackData(string? Json, int? ProductId, string? Term, int? Results)
{
    private const int MostUtf8 = AnalyticsEvent.DataLength * 3;

    /// <summary>The object with what the server has to say of the event; that alone where both are too long.</summary>
    public string? JsonWith(IReadOnlyDictionary<string, string> marks)
    {
        if (marks.Count == 0) return Json;
        var marked = Json is null ? [] : JsonNode.Parse(Json)!.AsObject();
        foreach (var (name, value) in marks) marked[name] = value;
        var text = marked.ToJsonString();
        return text.Length <= AnalyticsEvent.DataLength ? text : JsonSerializer.Serialize(marks);
    }

    /// <returns>False for what is no object, or too long.</returns>
    /// <exception cref="InvalidOperationException">It holds what is no text.</exception>
    public static bool TryRead(JsonElement given, out TrackData data)
    {
        data = default;
        if (TrackText.IsNothing(given)) return true;
        if (given.ValueKind != JsonValueKind.Object) return false;
        var json = given.GetRawText();
        if (json.Length > AnalyticsEvent.DataLength) return false;
        JsonElement product = default, term = default, results = default;
        foreach (var field in given.EnumerateObject())
        {
            if (field.NameEquals("product_id"u8) || field.NameEquals("productId"u8) || field.NameEquals("item_id"u8)) product = field.Value;
            else if (IsTerm(field)) term = field.Value;
            else if (IsResults(field)) results = field.Value;
        }

        data = new TrackData(json, TrackText.WholeNumber(product) is > 0 and var id ? id : null, TermOf(term),
            TrackText.WholeNumber(results) is >= 0 and var found ? found : null);
        return true;
    }

    private static bool IsTerm(JsonProperty field) =>
        field.NameEquals("query"u8) || field.NameEquals("term"u8) || field.NameEquals("q"u8) || field.NameEquals("search_term"u8);

    private static bool IsResults(JsonProperty field) =>
        field.NameEquals("results"u8) || field.NameEquals("results_count"u8) || field.NameEquals("result_count"u8);

    private static string? TermOf(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.String) return null;
        var typed = given.GetString()!.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var term = string.Concat(string.Join(' ', words).Where(letter => char.GetUnicodeCategory(letter) is not
            (UnicodeCategory.Control or UnicodeCategory.Format)));
        return term.Length == 0 ? null : TrackForm.Cut(term, AnalyticsEvent.SearchLength).TrimEnd();
    }
}

/// <summary>Single values of an event; text that a database would refuse is refused here.</summary>
internal static class TrackText
{
    public static bool IsNothing(JsonElement given) => given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <param name="text">Trimmed; null when absent or blank.</param>
    /// <returns>False for what is no text, or longer.</returns>
    public static bool TryRead(JsonElement given, int most, out string? text)
    {
        text = null;
        if (IsNothing(given)) return true;
        if (given.ValueKind != JsonValueKind.String) return false;
        var typed = given.GetString()!.Trim();
        if (typed.Length > most || typed.Any(char.IsControl)) return false;
        text = typed.Length == 0 ? null : typed;
        return true;
    }

    /// <summary>The path of an address: its host says nothing, and what follows may name a person.</summary>
    public static bool TryReadPath(JsonElement given, out string? path)
    {
        if (!TryRead(given, 8_000, out path)) return false;
        if (path is null) return true;
        var end = path.AsSpan().IndexOfAny('?', '#');
        if (end >= 0) path = path[..end];
        var host = path.StartsWith('/') ? -1 : path.IndexOf("://", StringComparison.Ordinal);
        if (host >= 0) path = path.IndexOf('/', host + 3) is > 0 and var begins ? path[begins..] : "/";
        if (path.Length == 0) path = "/";
        return path.Length <= AnalyticsEvent.PathLength;
    }

    /// <summary>A whole number, as such or as text; null for all else.</summary>
    public static int? WholeNumber(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Number => given.TryGetInt32(out var number) ? number : null,
        JsonValueKind.String => int.TryParse(given.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null,
        _ => null,
    };
}
