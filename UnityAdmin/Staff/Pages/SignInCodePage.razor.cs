using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Staff.Pages;

public sealed partial class SignInCodePage(SignInDesk desk, NavigationManager navigation)
{
    private Refusal? refused;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    private CodeForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new CodeForm();
        if (await desk.WhoIsHalfWayAsync(Http, Http.RequestAborted) is null) navigation.NavigateTo(LocalUrl.SignIn);
    }

    private async Task CheckAsync()
    {
        var tried = await desk.TryCodeAsync(Form!.Code, Http, Http.RequestAborted);
        if (tried.Is(out _, out refused))
        {
            navigation.NavigateTo(LocalUrl.Of(ReturnUrl));
            return;
        }

        Form.Code = "";
        Http.Response.StatusCode = ApiProblem.StatusOf(refused.Kind);
    }
}

public sealed class CodeForm
{
    [Required(ErrorMessage = "Write the code.")]
    [MaxLength(40, ErrorMessage = "A code is shorter than that.")]
    public string Code { get; set; } = "";
}
