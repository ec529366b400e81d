using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class TwoFactorPage(
    CurrentStaff staff, OwnAccount accounts, SignInDesk desk, NavigationManager navigation)
{
    private Actor? me;
    private AccountView? account;
    private Refusal? refused;
    private IReadOnlyList<string>? recoveryCodes;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "two-factor-on")]
    private CodeForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "two-factor-manage")]
    private ManageForm? PasswordForm { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new CodeForm();
        PasswordForm ??= new ManageForm();
        if ((await staff.ActOnOwnAccountAsync(Http.RequestAborted)).Is(out me, out _)) await ReadAsync();
        else await AccountPage.LeaveAsync(Http, navigation);
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    private string AppLink(string key) =>
        $"otpauth://totp/Unity:{Uri.EscapeDataString(account!.Person.Email!)}?secret={key}&issuer=Unity&digits=6";

    private async Task ReadAsync() => account = await accounts.ReadAsync(me!, Http.RequestAborted);

    private async Task PrepareAsync()
    {
        refused = (await accounts.PrepareTwoFactorAsync(me!, Http.RequestAborted)).Refused;
        await ReadAsync();
    }

    private async Task TurnOnAsync()
    {
        Show(await accounts.TurnOnTwoFactorAsync(me!, Form!.Code, Http.RequestAborted));
        if (refused is null) await desk.SignInAgainAsync(account!.Person, Http, Http.RequestAborted);
    }

    private async Task ManageAsync()
    {
        if (PasswordForm!.Wish == "codes")
        {
            Show(await accounts.NewRecoveryCodesAsync(me!, PasswordForm.Password, Http.RequestAborted));
            return;
        }

        var off = await accounts.TurnOffTwoFactorAsync(me!, PasswordForm.Password, Http.RequestAborted);
        if (off.Is(out var user, out refused)) await desk.SignInAgainAsync(user, Http, Http.RequestAborted);
        await ReadAsync();
    }

    private void Show(Result<IReadOnlyList<string>> made)
    {
        if (!made.Is(out recoveryCodes, out refused)) Http.Response.StatusCode = ApiProblem.StatusOf(refused.Kind);
    }
}

public sealed class ManageForm
{
    [Required(ErrorMessage = "Write your password.")]
    [MaxLength(Passwords.MaxLength, ErrorMessage = "A password has at most 200 characters.")]
    public string Password { get; set; } = "";

    /// <summary><c>codes</c> or <c>off</c>: which of the two buttons was pressed; Enter means the first.</summary>
    public string Wish { get; set; } = "codes";
}
