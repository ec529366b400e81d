using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// Listens to single keys for a page and lists them behind <c>?</c>. Silent while someone types, holds Ctrl, Alt or Meta, or has a
/// dialog open. Put one on a page.
/// </summary>
public sealed partial class Shortcuts(IJSRuntime js) : IAsyncDisposable
{
    private DotNetObjectReference<Shortcuts>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? listener;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Shortcut> All { get; set; }

    /// <summary>Raised with the <see cref="Shortcut.Key"/> pressed.</summary>
    [Parameter]
    public EventCallback<string> OnPressed { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/shortcuts.js"]}");
        listener = await module.InvokeAsync<IJSObjectReference>("listen", self, All.Select(shortcut => shortcut.Key));
    }

    [JSInvokable]
    public Task PressAsync(string key) => InvokeAsync(() => OnPressed.InvokeAsync(key));

    public async ValueTask DisposeAsync()
    {
        await listener.LastCallAsync("stop");
        await module.LetGoAsync();
        self?.Dispose();
    }
}
