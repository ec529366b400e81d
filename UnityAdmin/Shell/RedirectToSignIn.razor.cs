using Microsoft.AspNetCore.Components;

namespace UnityAdmin.Shell;

public sealed partial class RedirectToSignIn(NavigationManager navigation)
{
    protected override void OnInitialized()
    {
        var here = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
