using System.Security.Cryptography;

namespace UnityAdmin.Shell;

/// <summary>
/// What every answer tells the browser not to do. Scripts come from our own files only; styles may be inline because Blazor components
/// set them as attributes.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string OwnScripts = "script-src 'self'";

    private const string Policy =
        "default-src 'self'; " + OwnScripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly object Nonce = new();

    /// <summary>Lets this one answer bear scripts of its own.</summary>
    /// <returns>What each of them must name in its <c>nonce</c> attribute.</returns>
    public static string AllowInlineScripts(HttpContext context)
    {
        var nonce = RandomNumberGenerator.GetHexString(32);
        context.Items[Nonce] = nonce;
        return nonce;
    }

    public Task InvokeAsync(HttpContext context)
    {
        // Written when the answer starts: the exception handler clears what was set before it ran.
        context.Response.OnStarting(static answer =>
        {
            var headers = ((HttpResponse)answer).Headers;
            headers.ContentSecurityPolicy = PolicyOf((HttpResponse)answer);
            headers.XContentTypeOptions = "nosniff";
            _ = headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    // A photo comes in a sandbox, which allows less; what Blazor has set by itself allows more.
    private static string PolicyOf(HttpResponse answer)
    {
        if (answer.Headers.ContentSecurityPolicy.ToString() is var own && own.Contains("sandbox", StringComparison.Ordinal)) return own;
        return answer.HttpContext.Items[Nonce] is string nonce ? Policy.Replace(OwnScripts, $"{OwnScripts} 'nonce-{nonce}'") : Policy;
    }
}
