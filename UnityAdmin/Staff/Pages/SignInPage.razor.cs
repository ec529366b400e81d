using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class SignInPage(SignInDesk desk, NavigationManager navigation, IHostEnvironment environment, StartupProgress startup)
{
    private Refusal? refused;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    private SignInForm? Form { get; set; }

    private bool NeedsHttps => !environment.IsDevelopment() && !Http.Request.IsHttps && Http.Request.Host.Host != "localhost"
        && !(IPAddress.TryParse(Http.Request.Host.Host, out var address) && IPAddress.IsLoopback(address));

    protected override void OnInitialized()
    {
        Form ??= new SignInForm();
        var isIn = Http.User.Identity is { IsAuthenticated: true };
        if (isIn && startup.IsOver && HttpMethods.IsGet(Http.Request.Method)) navigation.NavigateTo(LocalUrl.Of(ReturnUrl));
    }

    private Task SignInAsAsync(SignInSuggestion somebody)
    {
        (Form!.Email, Form.Password) = (somebody.Email, somebody.Password);
        return SignInAsync();
    }

    private async Task SignInAsync()
    {
        var tried = await desk.TryPasswordAsync(Form!.Email, Form.Password, Http, Http.RequestAborted);
        if (!tried.Is(out var step, out refused))
        {
            Form.Password = "";
            Http.Response.StatusCode = ApiProblem.StatusOf(refused.Kind);
            return;
        }

        var target = LocalUrl.Of(ReturnUrl);
        navigation.NavigateTo(step.NeedsCode ? $"/sign-in/code?returnUrl={Uri.EscapeDataString(target)}" : target);
    }
}

public sealed class SignInForm
{
    [Required(ErrorMessage = "Write your e-mail address.")]
    [MaxLength(StaffUser.MaxEmail, ErrorMessage = "An e-mail address has at most 256 characters.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Write your password.")]
    [MaxLength(Passwords.MaxLength, ErrorMessage = "A password has at most 200 characters.")]
    public string Password { get; set; } = "";
}
