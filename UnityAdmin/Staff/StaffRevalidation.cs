using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using UnityAdmin.Data;

namespace UnityAdmin.Staff;

/// <summary>
/// Who the person at an open circuit is. It is asked anew at each of their actions (<see cref="CircuitAccess"/>), and every ten seconds
/// for pages that nobody touches: a page of another node hears nothing of a lock.
/// </summary>
internal sealed class StaffRevalidation(ILoggerFactory logs, Doorkeeper doorkeeper) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    /// <summary>Asks the database, and lets the page know who its owner is now: from then on it shows what they may see.</summary>
    public async Task<Standing> AskAsync(CancellationToken stop)
    {
        var who = (await GetAuthenticationStateAsync()).User;
        if (who.Identity is not { IsAuthenticated: true }) return new Standing(null, null);
        var standing = await doorkeeper.StandingOfAsync(who, stop);
        var now = standing.Refused is null ? standing.Renewed : Nobody;
        if (now is not null) SetAuthenticationState(Task.FromResult(new AuthenticationState(now)));
        return standing;
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            var standing = await doorkeeper.StandingOfAsync(authenticationState.User, cancellationToken);
            if (standing.Renewed is { } now) SetAuthenticationState(Task.FromResult(new AuthenticationState(now)));
            return standing.Refused is null;
        }
        catch (Exception failed) when (failed is DatabaseBusyException or ObjectDisposedException)
        {
            // The database is away, or the program ends. Our base would sign everybody out and log an error; nothing can be read
            // meanwhile, and the next action asks again.
            return true;
        }
    }
}
