using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace UnityAdmin.Staff;

/// <summary>Asks every half minute whether the owner of an open circuit may still be there; if not, the circuit is nobody's.</summary>
internal sealed class StaffRevalidation(ILoggerFactory logs, Doorkeeper doorkeeper) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        doorkeeper.StillStandsAsync(authenticationState.User, cancellationToken);
}
