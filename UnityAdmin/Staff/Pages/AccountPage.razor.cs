using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class AccountPage(
    CurrentStaff staff, OwnAccount accounts, StaffSessions signIns, NavigationManager navigation)
{
    private AccountView? account;
    private Actor? me;
    private IReadOnlyList<StaffSession> sessions = [];
    private long? here;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Changed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var admitted = await staff.ActOnOwnAccountAsync(Http.RequestAborted);
        if (!admitted.Is(out me, out _))
        {
            await LeaveAsync(Http, navigation);
            return;
        }

        here = StaffSessions.IdOf(Http.User);
        sessions = await signIns.ListAsync(me, Http.RequestAborted);
        account = await accounts.ReadAsync(me, Http.RequestAborted);
    }

    private async Task EndAsync(long session)
    {
        _ = await signIns.EndAsync(session, SessionEnd.SignedOutElsewhere, me!, Http.RequestAborted);
        navigation.NavigateTo("/account?changed=sessions");
    }

    private async Task EndOthersAsync()
    {
        if (here is { } kept) _ = await signIns.EndOthersAsync(kept, me!, Http.RequestAborted);
        navigation.NavigateTo("/account?changed=sessions");
    }

    /// <summary>The cookie is no longer true: it goes, and its owner signs in again.</summary>
    internal static async Task LeaveAsync(HttpContext http, NavigationManager navigation)
    {
        await http.SignOutAsync(Policies.People);
        navigation.NavigateTo(LocalUrl.SignIn);
    }
}
