using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace UnityAdmin.Staff;

/// <summary>Looks at the database before any page, file or list is answered to a cookie: what it says is never believed for long.</summary>
internal static class StaffCookie
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (!MayMatter(http.GetEndpoint())) return;
        var standing = await http.RequestServices.GetRequiredService<Doorkeeper>()
            .StandingOfAsync(context.Principal!, http.RequestAborted);
        if (standing.Refused is not null)
        {
            context.RejectPrincipal();
            await http.SignOutAsync(Policies.People);
        }
        else if (standing.Renewed is { } renewed)
        {
            context.ReplacePrincipal(renewed);
            context.ShouldRenew = true;
        }
    }

    // What is open to everyone answers alike whoever asks: style sheets, health, the storefront's API. Its pages alone show a name.
    private static bool MayMatter(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is null || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
