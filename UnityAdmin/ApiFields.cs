using System.Globalization;
using System.Text.Json;

namespace UnityAdmin;

/// <summary>
/// Reads the fields of a JSON object that a stranger sent, and collects a sentence for each that is wrong instead of stopping at the
/// first. Fields nobody asks for are ignored.
/// </summary>
public sealed class ApiFields
{
    private static readonly string AtMost = $"at most {new Money(Money.MaxCents)}";

    private readonly JsonElement body;
    private readonly string path;
    private readonly Dictionary<string, string> wrong;

    public ApiFields(JsonElement body)
        : this(body, "", [])
    {
    }

    private ApiFields(JsonElement body, string path, Dictionary<string, string> wrong) =>
        (this.body, this.path, this.wrong) = (body, path, wrong);

    /// <summary>Null while nothing was wrong.</summary>
    public Refusal? Refused => wrong.Count == 0
        ? null
        : new Refusal("fields_invalid", string.Join(' ', wrong.Values.Take(5)), RefusalKind.Invalid) { Fields = wrong };

    public bool Has(string name) => Find(name) is not null;

    public void Wrong(string name, string sentence) => _ = wrong.TryAdd(path + name, sentence);

    /// <summary>Trimmed text; null when absent, null or blank.</summary>
    public string? Text(string name, int maxLength)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String || ReadString(value) is not { } text)
        {
            Complain(name, "must be text");
            return null;
        }

        text = VisibleText.Clean(text).Trim();
        if (text.Length > maxLength) Complain(name, $"may be at most {maxLength:N0} characters long");
        else if (text.Any(IsNoText)) Complain(name, "holds characters that are not text");
        else return text.Length == 0 ? null : text;
        return null;
    }

    /// <summary>What somebody is called; null as well when there is no letter in it to be seen.</summary>
    public string? Name(string name, int maxLength) =>
        Text(name, maxLength) is { } typed && VisibleText.HasLetter(typed) ? typed : null;

    /// <summary>Text that must be there; after a complaint the empty text, so that reading goes on.</summary>
    public string RequiredText(string name, int maxLength)
    {
        var text = Text(name, maxLength);
        if (text is null) Complain(name, "is missing");
        return text ?? "";
    }

    /// <summary>Text that must be one of the words or, with <paramref name="normalize"/>, a spelling of one.</summary>
    public string RequiredWord(string name, IReadOnlyList<string> words, Func<IReadOnlyList<string>, string, string?> normalize)
    {
        var typed = RequiredText(name, 80);
        if (typed.Length == 0) return typed;
        if (normalize(words, typed) is { } word) return word;
        Complain(name, $"must be one of: {string.Join(", ", words)}");
        return "";
    }

    /// <summary>Text that a parser must accept; its own spelling is returned.</summary>
    public string? Parsed(string name, int maxLength, Func<string, string?> parse, string mustBe)
    {
        if (Text(name, maxLength) is not { } typed) return null;
        if (parse(typed) is { } parsed) return parsed;
        Complain(name, $"must be {mustBe}");
        return null;
    }

    /// <summary>Euros as a JSON number with at most two decimals, 0 or more.</summary>
    public Money? Euros(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var euros)) Complain(name, "must be a number of euros");
        else if (euros < 0) Complain(name, "must not be negative");
        else if (Money.FromEuros(euros) is not { } price) Complain(name, $"must be {AtMost}, with at most two decimals");
        else return price;
        return null;
    }

    public int? WholeNumber(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        Complain(name, "must be a whole number");
        return null;
    }

    /// <summary>A whole number that must be there and lie in a range; after a complaint the least, so that reading goes on.</summary>
    public int RequiredNumber(string name, int least, int most)
    {
        if (Find(name) is null) Complain(name, "is missing");
        if (WholeNumber(name) is not { } number) return least;
        if (number >= least && number <= most) return number;
        Complain(name, $"must be from {least:N0} to {most:N0}");
        return least;
    }

    /// <summary>The body as it was sent, by which two requests are told apart.</summary>
    public JsonElement Json => body;

    /// <summary>The fields of an object inside this one; null when there is none, or when it is something else.</summary>
    public ApiFields? Inner(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value ? new ApiFields(value, $"{path}{name}.", wrong) : null;

    /// <summary>The objects of a list that must hold at least one; after a complaint an empty list.</summary>
    public IReadOnlyList<ApiFields> RequiredList(string name, int max)
    {
        if (Find(name) is not { } value) Complain(name, "is missing");
        else if (value.ValueKind != JsonValueKind.Array) Complain(name, "must be a list");
        else if (value.GetArrayLength() is 0) Complain(name, "must hold at least one entry");
        else if (value.GetArrayLength() > max) Complain(name, $"may hold at most {max} entries");
        else return Entries(name, value);
        return [];
    }

    private List<ApiFields> Entries(string name, JsonElement list)
    {
        var entries = new List<ApiFields>();
        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{index}]");
            if (entry.ValueKind == JsonValueKind.Object) entries.Add(new ApiFields(entry, at + ".", wrong));
            else wrong[at] = $"{at} must be an object.";
        }

        return entries;
    }

    private void Complain(string name, string what) => Wrong(name, $"{path}{name} {what}.");

    private static bool IsNoText(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');

    private JsonElement? Find(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    // JSON can spell half of a surrogate pair, which is no text; the reader says so by throwing.
    private static string? ReadString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
