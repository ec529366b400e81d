using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Staff;

/// <summary>The authentication scheme <c>Authorization: Bearer ua_…</c> of the HTTP API.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "Bearer";

    private const string Word = Scheme + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Word, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await tokens.RecognizeAsync(header[Word.Length..].Trim(), Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail(StaffRefusals.TokenNotValid.Sentence);
        await tokens.NoteUseAsync(token, Context.RemoteAddress, Context.RequestAborted);
        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, token.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, token.Name));
        identity.AddClaim(new Claim(ClaimTypes.Role, token.Role.ToString()));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return ApiProblem.WriteAsync(Context, StatusCodes.Status401Unauthorized, "token_needed",
            "This needs a valid token in the header Authorization: Bearer ua_….");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.WriteAsync(Context, StatusCodes.Status403Forbidden, "not_allowed", "This token's role does not allow it.");
}
