using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class FirstAdminPage(FirstAdmin firstAdmin, SignInDesk desk, NavigationManager navigation)
{
    private bool opens;
    private Refusal? refused;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Code { get; set; }

    [SupplyParameterFromForm]
    private FirstAdminForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new FirstAdminForm();
        opens = await firstAdmin.OpensAsync(Code, Http.RequestAborted);
        if (!opens) Http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private async Task CreateAsync()
    {
        var person = new NewPerson { Email = Form!.Email, Name = Form.Name, Password = Form.Password };
        var made = await firstAdmin.CreateAsync(Code, person, Http.RemoteAddress, Http.RequestAborted);
        if (!made.Is(out _, out refused))
        {
            Http.Response.StatusCode = ApiProblem.StatusOf(refused.Kind);
            return;
        }

        var signedIn = await desk.TryPasswordAsync(Form.Email, Form.Password, Http, Http.RequestAborted);
        navigation.NavigateTo(signedIn.Refused is null ? "/" : LocalUrl.SignIn);
    }
}

public sealed class FirstAdminForm
{
    [Required(ErrorMessage = "Write your name.")]
    [MaxLength(StaffUser.MaxName, ErrorMessage = "A name has at most 120 characters.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Write your e-mail address.")]
    [EmailAddress(ErrorMessage = "This is not an e-mail address.")]
    [MaxLength(StaffUser.MaxEmail, ErrorMessage = "An e-mail address has at most 256 characters.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Choose a password.")]
    [MinLength(Passwords.MinLength, ErrorMessage = "A password has at least 10 characters.")]
    [MaxLength(Passwords.MaxLength, ErrorMessage = "A password has at most 200 characters.")]
    public string Password { get; set; } = "";
}
