using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace UnityAdmin.Shell;

/// <summary>What is left until a moment; asks for attention when that is little.</summary>
public sealed partial class Countdown(TimeProvider clock, IOptions<ShopSettings> shop, MinuteTicker ticker) : IDisposable
{
    [Parameter, EditorRequired]
    public DateTime Until { get; set; }

    /// <summary>How little asks for attention.</summary>
    [Parameter]
    public TimeSpan Soon { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The word once the moment has passed.</summary>
    [Parameter]
    public string Over { get; set; } = "expired";

    private string Look => (Until - clock.NowUtc()) switch
    {
        var left when left <= TimeSpan.Zero => "when-over",
        var left when left < Soon => "when-soon",
        _ => "",
    };

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) ticker.Ticked += Tick;
    }

    public void Dispose() => ticker.Ticked -= Tick;

    private void Tick() => _ = InvokeAsync(StateHasChanged);
}
