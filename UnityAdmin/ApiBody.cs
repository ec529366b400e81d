using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace UnityAdmin;

/// <summary>The body of a public request: its fields, and the files that came with them.</summary>
public sealed record ApiBody(ApiFields Fields, IFormFileCollection Files)
{
    private const int MaxJsonBytes = 256 * 1024;
    private const int MaxDepth = 16;
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    private static readonly Refusal NotReadable = new(
        "body_not_readable", "The body is not a JSON object that can be read.", RefusalKind.Invalid);
    private static readonly Refusal TooLarge = new("body_too_large", "The request is too large.", RefusalKind.TooLarge);

    /// <summary>A JSON object of at most 256 KB.</summary>
    public static async Task<Result<ApiBody>> ReadJsonAsync(HttpRequest request, CancellationToken stop)
    {
        if (!(await ReadDocumentAsync(request, MaxJsonBytes, stop)).Is(out var document, out var unreadable)) return unreadable;
        using (document)
        {
            return NamesAreText(document.RootElement)
                ? new ApiBody(new ApiFields(document.RootElement.Clone()), new FormFileCollection())
                : NotReadable;
        }
    }

    /// <summary>A JSON object as it came, for whoever reads many small things from it. Its names need not even be text.</summary>
    /// <returns>To be disposed by the caller.</returns>
    public static async Task<Result<JsonDocument>> ReadDocumentAsync(HttpRequest request, long maxBytes, CancellationToken stop)
    {
        Limit(request, maxBytes);
        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = MaxDepth }, stop);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return NotReadable;
        }
        catch (JsonException)
        {
            return NotReadable;
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : NotReadable;
        }
    }

    /// <summary>
    /// JSON, or a multipart form with the same names: its lists are JSON text, its prices are numbers as text, its files stay files.
    /// </summary>
    public static async Task<Result<ApiBody>> ReadFormAsync(
        HttpRequest request, IReadOnlySet<string> lists, IReadOnlySet<string> prices, long maxBytes, CancellationToken stop)
    {
        if (!request.HasFormContentType) return await ReadJsonAsync(request, stop);
        Limit(request, maxBytes);
        try
        {
            var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = maxBytes, ValueCountLimit = 200 }, stop);
            var fields = new JsonObject();
            foreach (var (name, values) in form)
            {
                var text = values[^1] ?? "";
                fields[name] = lists.Contains(name) ? JsonNode.Parse(text, null, new JsonDocumentOptions { MaxDepth = MaxDepth })
                    : prices.Contains(name) ? Price(text)
                    : text;
            }

            return new ApiBody(new ApiFields(JsonSerializer.SerializeToElement(fields)), form.Files);
        }
        catch (JsonException)
        {
            return NotReadable;
        }
        catch (Exception bad) when (bad is InvalidDataException or BadHttpRequestException or IOException && !FullDisk.IsMeantBy(bad))
        {
            return bad is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } || request.ContentLength > maxBytes
                ? TooLarge
                : NotReadable;
        }
    }

    // JSON can spell half of a surrogate pair in a name, and looking for any other name then throws.
    private static bool NamesAreText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && NamesAreText(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(NamesAreText),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonValue? Price(string text) => text.Length == 0 ? null
        : decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var euros)
            ? JsonValue.Create(euros)
            : JsonValue.Create(text);

    private static void Limit(HttpRequest request, long bytes)
    {
        var limit = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = bytes;
    }
}
