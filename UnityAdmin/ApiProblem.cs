using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace UnityAdmin;

/// <summary>
/// How the HTTP API says no: RFC 9457 problem details plus the members <c>success</c> and <c>error</c> that the storefront reads.
/// </summary>
public static class ApiProblem
{
    public const string ContentType = "application/problem+json";

    /// <summary>
    /// How the API spells JSON: snake_case, words of enums too. What strangers typed stays text wherever a page puts it: ASP.NET's own
    /// encoder would leave angle brackets and signs that turn the direction of writing as they are.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = Spell(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Spell(JsonSerializerOptions json)
    {
        json.Encoder = JavaScriptEncoder.Default;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        if (json.Converters.OfType<JsonStringEnumConverter>().Any()) return json;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new UtcMoment());
        return json;
    }

    // One shape for every moment; System.Text.Json alone drops the milliseconds where they are zero.
    private sealed class UtcMoment : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
    }

    /// <param name="refusal">The verb's no.</param>
    /// <param name="more">Further members, such as <c>("current", terms)</c> for a stale offer.</param>
    public static IResult Problem(this Refusal refusal, params (string Name, object? Value)[] more)
    {
        var answer = Answer(StatusOf(refusal.Kind), refusal.Code, refusal.Sentence, refusal.Fields, more);
        return refusal.RetryAfter is { } wait ? new LaterResult(answer, wait) : answer;
    }

    /// <summary>For the noes of the border itself: no token, too large, too many.</summary>
    public static Task WriteAsync(HttpContext http, int status, string code, string sentence) =>
        Answer(status, code, sentence, new Dictionary<string, string>(), []).ExecuteAsync(http);

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Contradiction => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static IResult Answer(
        int status, string code, string sentence, IReadOnlyDictionary<string, string> fields, (string Name, object? Value)[] more)
    {
        var members = new Dictionary<string, object?>
        {
            ["type"] = $"urn:unity:problem:{code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = sentence,
            ["code"] = code,
            ["success"] = false,
            ["error"] = sentence,
        };
        if (fields.Count > 0) members["errors"] = fields;
        foreach (var (name, value) in more) members[name] = value;
        return Results.Json(members, Json, ContentType, status);
    }

    private sealed class LaterResult(IResult inner, TimeSpan wait) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString("0", CultureInfo.InvariantCulture);
            return inner.ExecuteAsync(httpContext);
        }
    }
}
