using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using UnityAdmin.Shell;

namespace UnityAdmin.Selling.Pages;

/// <summary>Around each form of the way to the shelf: its title, what others did meanwhile, its refusal and its one button.</summary>
public sealed partial class WorkFrame
{
    private ElementReference heading;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What the one button does, as it says it.</summary>
    [Parameter, EditorRequired]
    public required string Do { get; set; }

    [Parameter, EditorRequired]
    public required string DoIcon { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public Refusal? Refused { get; set; }

    /// <summary>What someone else did since this was opened, as a sentence; null when nobody did anything.</summary>
    [Parameter]
    public string? Strangers { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Stands above the button: what it comes to.</summary>
    [Parameter]
    public RenderFragment? Foot { get; set; }

    [Parameter]
    public EventCallback OnDo { get; set; }

    [Parameter]
    public EventCallback OnSeen { get; set; }

    [Parameter]
    public EventCallback OnStale { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await heading.FocusAsync();
    }

    // Escape is the page's own, which leaves it alone in fields.
    private Task KeyAsync(KeyboardEventArgs key) => key.Sends() ? OnDo.InvokeAsync() : Task.CompletedTask;

    private async Task LookAgainAsync()
    {
        await OnStale.InvokeAsync();
        await OnSeen.InvokeAsync();
    }
}
