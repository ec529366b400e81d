using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace UnityAdmin.Shell;

public sealed partial class MainLayout(NavigationManager navigation, CircuitCap cap) : IDisposable
{
    // A bare "#main" would resolve against <base href="/"> and leave the page.
    private string here = "";

    protected override void OnInitialized()
    {
        here = WithoutHash(navigation.Uri);
        navigation.LocationChanged += Follow;
    }

    public void Dispose() => navigation.LocationChanged -= Follow;

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        here = WithoutHash(change.Location);
        _ = InvokeAsync(StateHasChanged);
    }

    private static string WithoutHash(string uri) => uri.Split('#')[0];
}
