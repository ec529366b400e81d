using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Shell;

/// <summary>A moment in words, with the exact one in the shop's time zone on hover.</summary>
public sealed partial class When(TimeProvider clock, IOptions<ShopSettings> shop, MinuteTicker ticker) : IDisposable
{
    [Parameter, EditorRequired]
    public DateTime At { get; set; }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) ticker.Ticked += Tick;
    }

    public void Dispose() => ticker.Ticked -= Tick;

    private void Tick() => _ = InvokeAsync(StateHasChanged);
}
