using Microsoft.AspNetCore.Components.Authorization;
using UnityAdmin.Data;

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

    /// <summary>Does something as the person at the page, whose role is read again at this moment.</summary>
    /// <returns>Null when it is done, else why not.</returns>
    public async Task<Refusal?> TryAsync(Func<Actor, Task<Result>> act, Role atLeast = Role.Staff) =>
        (await TryAsync<bool>(async by => (await act(by)).Refused is { } refused ? refused : true, atLeast)).Refused;

    /// <summary>The same where the outcome is wanted too. A busy database is a refusal: nothing was written.</summary>
    public async Task<Result<T>> TryAsync<T>(Func<Actor, Task<Result<T>>> act, Role atLeast = Role.Staff)
    {
        try
        {
            return (await ActAsync(atLeast)).Is(out var actor, out var no) ? await act(actor) : no;
        }
        catch (DatabaseBusyException busy)
        {
            return new Refusal("database_busy", $"{busy.Title}. {busy.Sentence}");
        }
    }
}
