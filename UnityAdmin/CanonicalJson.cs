using System.Globalization;
using System.Text;
using System.Text.Json;

namespace UnityAdmin;

/// <summary>
/// One spelling for each JSON value (RFC 8785): no spaces, members in the order of their names, numbers as JavaScript prints them. Written
/// here because no package that is kept up does it.
/// </summary>
public static class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteAll('{', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), '}', text, member =>
                {
                    WriteText(member.Name, text);
                    _ = text.Append(':');
                    Write(member.Value, text);
                });
                break;
            case JsonValueKind.Array:
                WriteAll('[', value.EnumerateArray(), ']', text, entry => Write(entry, text));
                break;
            case JsonValueKind.String when Read(value) is { } read:
                WriteText(read, text);
                break;
            case JsonValueKind.Number:
                _ = text.Append(Number(value));
                break;
            default:
                _ = text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteAll<T>(char open, IEnumerable<T> parts, char close, StringBuilder text, Action<T> write)
    {
        _ = text.Append(open);
        foreach (var (index, part) in parts.Index())
        {
            if (index > 0) _ = text.Append(',');
            write(part);
        }

        _ = text.Append(close);
    }

    // Half of a surrogate pair is no text; such a value stays as it was spelt.
    private static string? Read(JsonElement value)
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

    private static void WriteText(string value, StringBuilder text)
    {
        _ = text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        _ = text.Append('"');
    }

    // The shortest digits that read back as the same number; plain from 1e-6 up to 1e21, beyond that with an exponent.
    private static string Number(JsonElement value)
    {
        if (!value.TryGetDouble(out var number) || !double.IsFinite(number)) return value.GetRawText();
        if (number == 0) return "0";
        var (digits, exponent) = Digits(number);
        var sign = number < 0 ? "-" : "";
        if (exponent is <= 0 and > -6) return $"{sign}0.{new string('0', -exponent)}{digits}";
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? sign + digits.PadRight(exponent, '0')
                : $"{sign}{digits[..exponent]}.{digits[exponent..]}";
        }

        var power = exponent - 1;
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}");
    }

    /// <returns>The digits d and the exponent n of 0.d × 10ⁿ.</returns>
    private static (string Digits, int Exponent) Digits(double number)
    {
        var shortest = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture);
        for (var places = 0; places < 16; places++)
        {
            var shorter = Math.Abs(number).ToString($"E{places}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) != Math.Abs(number)) continue;
            shortest = shorter;
            break;
        }

        var (mantissa, power) = (shortest[..shortest.IndexOf('E')], shortest[(shortest.IndexOf('E') + 1)..]);
        return (mantissa.Replace(".", "", StringComparison.Ordinal), int.Parse(power, CultureInfo.InvariantCulture) + 1);
    }
}
