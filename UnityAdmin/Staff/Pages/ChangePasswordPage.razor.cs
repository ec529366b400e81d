using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class ChangePasswordPage(
    CurrentStaff staff, OwnAccount accounts, SignInDesk desk, NavigationManager navigation)
{
    private bool owesPassword;
    private Refusal? refused;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm]
    private ChangePasswordForm? Form { get; set; }

    protected override void OnInitialized()
    {
        Form ??= new ChangePasswordForm();
        owesPassword = Http.User.HasClaim(claim => claim.Type == StaffClaims.OwesPassword);
    }

    private async Task ChangeAsync()
    {
        if (!(await staff.ActOnOwnAccountAsync(Http.RequestAborted)).Is(out var me, out _))
        {
            await AccountPage.LeaveAsync(Http, navigation);
            return;
        }

        var changed = await accounts.ChangePasswordAsync(me, Form!.Current, Form.Password, Http.RequestAborted);
        if (!changed.Is(out var user, out refused))
        {
            Http.Response.StatusCode = ApiProblem.StatusOf(refused.Kind);
            return;
        }

        await desk.SignInAgainAsync(user, Http, Http.RequestAborted);
        navigation.NavigateTo(owesPassword ? "/" : "/account?changed=password");
    }
}

public sealed class ChangePasswordForm
{
    [Required(ErrorMessage = "Write your current password.")]
    [MaxLength(Passwords.MaxLength, ErrorMessage = "A password has at most 200 characters.")]
    public string Current { get; set; } = "";

    [Required(ErrorMessage = "Choose a new password.")]
    [MinLength(Passwords.MinLength, ErrorMessage = "A password has at least 10 characters.")]
    [MaxLength(Passwords.MaxLength, ErrorMessage = "A password has at most 200 characters.")]
    public string Password { get; set; } = "";

    [Compare(nameof(Password), ErrorMessage = "The two new passwords differ.")]
    public string Again { get; set; } = "";
}
