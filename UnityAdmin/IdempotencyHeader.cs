using System.Security.Cryptography;

namespace UnityAdmin;

/// <summary>The header by which a client names a request of its own, so that a repeat is answered and not done again.</summary>
public static class IdempotencyHeader
{
    private const string Name = "Idempotency-Key";

    private const string Meaning =
        "The client's own key for this request, bare or quoted: a repeat gets the first answer again, the same key with another body 422.";

    private static readonly Refusal Unreadable = new("idempotency_key_invalid",
        $"The header {Name} must be 1 to {IdempotentRequest.KeyLength} visible characters.", RefusalKind.Invalid);

    /// <summary>Refused when the request has a key that cannot be one; asked before the body is read.</summary>
    public static Result Check(HttpRequest request)
    {
        if (KeyOf(request) is not { } key) return Result.Done;
        return key.Length is > 0 and <= IdempotentRequest.KeyLength && key.All(letter => letter is > ' ' and <= '~')
            ? Result.Done
            : Unreadable;
    }

    /// <param name="request">One that <see cref="Check"/> let pass.</param>
    /// <param name="body">Compared by what it says (RFC 8785), with the hashes of its files, in their order.</param>
    /// <param name="target">What the address names, such as the submission an offer is for.</param>
    /// <param name="stop">Gives up reading the files.</param>
    /// <returns>Null when the request has no key.</returns>
    public static async Task<IdempotentRequest?> ReadAsync(HttpRequest request, ApiBody body, string target, CancellationToken stop)
    {
        if (KeyOf(request) is not { } key) return null;
        var parts = new List<string> { target, CanonicalJson.Of(body.Fields.Json) };
        foreach (var file in body.Files)
        {
            await using var content = file.OpenReadStream();
            parts.Add(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)));
        }

        return new IdempotentRequest(
            key, IdempotentRequest.HashOf(string.Join('\n', parts)), IdempotentRequest.HashOf(body.Fields.Json.GetRawText()));
    }

    public static RouteHandlerBuilder DescribeIdempotencyKey(this RouteHandlerBuilder route) => route.DescribeHeader(Name, Meaning);

    // Quotes are how the header's standard spells a text; most clients leave them out.
    private static string? KeyOf(HttpRequest request) => request.Headers[Name] is { Count: > 0 } sent
        ? sent.ToString() is ['"', .. var bare, '"'] ? bare : sent.ToString()
        : null;
}
