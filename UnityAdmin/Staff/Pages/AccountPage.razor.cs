using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class AccountPage(CurrentStaff staff, OwnAccount accounts, NavigationManager navigation)
{
    private AccountView? account;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Changed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var admitted = await staff.ActOnOwnAccountAsync(Http.RequestAborted);
        if (admitted.Is(out var me, out _)) account = await accounts.ReadAsync(me, Http.RequestAborted);
        else await LeaveAsync(Http, navigation);
    }

    /// <summary>The cookie is no longer true: it goes, and its owner signs in again.</summary>
    internal static async Task LeaveAsync(HttpContext http, NavigationManager navigation)
    {
        await http.SignOutAsync(Policies.People);
        navigation.NavigateTo(LocalUrl.SignIn);
    }
}
