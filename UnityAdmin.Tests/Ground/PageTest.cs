using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UnityAdmin.Tests.Staff;

namespace UnityAdmin.Tests;

/// <summary>
/// Renders pages of a shop without a browser: its real classes on its real database, shared with the test. bUnit stands in for the
/// browser and for who is signed in; whether they may enter is decided by the app's own policies.
/// </summary>
public sealed class PageTest : BunitContext
{
    private readonly BunitAuthorizationContext visitor;

    public PageTest(TestShop shop)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;

        // How long to wait for what must come; a busy machine is no failure.
        DefaultWaitTimeout = TimeSpan.FromSeconds(60);
        visitor = this.AddAuthorization();
        var standIns = Services.Select(service => service.ServiceType).ToHashSet();
        foreach (var service in shop.Composition)
        {
            if (service.ServiceType == typeof(IHostedService)) continue;
            if (IsShared(service)) Services.AddSingleton(service.ServiceType, shop.Root.GetRequiredService(service.ServiceType));
            else if (IsTheApps(service.ServiceType) || !standIns.Contains(service.ServiceType)) Services.Add(service);
        }
    }

    /// <summary>From here on a member of staff with this role looks at the pages; the row in the database is the test's to make.</summary>
    public void SignIn(Role role, int staffId = 1, string name = "Aoife Byrne", params Claim[] more)
    {
        visitor.SetAuthorized(name);
        visitor.SetRoles(role.ToString());
        visitor.SetClaims([new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture)), .. more]);

        // Last: the other setters put bUnit's own type back.
        visitor.SetAuthenticationType(IdentityConstants.ApplicationScheme);
    }

    /// <summary>A real member of staff: what the page does then passes the doorkeeper, until the database says otherwise.</summary>
    /// <returns>The person's id.</returns>
    public async Task<int> SignInAsync(TestShop shop, Role role, string name = "Aoife Byrne")
    {
        var id = await shop.LetInAsync(role, name);
        var who = await shop.PrincipalAsync(id);
        visitor.SetAuthorized(name);
        visitor.SetRoles(role.ToString());
        visitor.SetClaims([.. who.Claims.Where(claim => claim.Type is not (ClaimTypes.Name or ClaimTypes.Role))]);

        // Last: each of the others puts bUnit's own type back.
        visitor.SetAuthenticationType(who.Identity!.AuthenticationType!);
        return id;
    }

    public void SignOut() => visitor.SetNotAuthorized();

    // One clock, one feed, one write gate: what the test does through the shop must reach the page and the other way round.
    private static bool IsShared(ServiceDescriptor service)
    {
        var type = service.ServiceType;
        if (service.Lifetime != ServiceLifetime.Singleton || type.IsGenericTypeDefinition) return false;
        return type == typeof(TimeProvider) || IsTheApps(type) || IsContextFactory(type);
    }

    private static bool IsTheApps(Type type) =>
        type.Assembly == typeof(Actor).Assembly
        || type.Namespace == typeof(IAuthorizationService).Namespace;

    private static bool IsContextFactory(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>);
}
