using Microsoft.AspNetCore.Components.Authorization;

namespace UnityAdmin.Staff;

/// <summary>The person at this page or circuit. Pages ask it for the actor of each action, at the moment of the action.</summary>
public sealed class CurrentStaff(AuthenticationStateProvider authentication, Doorkeeper doorkeeper)
{
    public async Task<Result<Actor>> ActAsync(Role atLeast, CancellationToken stop = default)
    {
        var who = (await authentication.GetAuthenticationStateAsync()).User;
        return await doorkeeper.AdmitAsync(who, atLeast, who.FindFirst(StaffClaims.From)?.Value, stop);
    }

    /// <summary>For the account pages, which open whatever the role and before the first password change.</summary>
    public async Task<Result<Actor>> ActOnOwnAccountAsync(CancellationToken stop = default)
    {
        var who = (await authentication.GetAuthenticationStateAsync()).User;
        return await doorkeeper.AdmitToOwnAccountAsync(who, who.FindFirst(StaffClaims.From)?.Value, stop);
    }
}
