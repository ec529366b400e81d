using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// Listens to single keys for a page and lists them behind <c>?</c>. Silent while someone types, holds Ctrl, Alt or Meta, or has a
/// dialog open. Put one on a page.
/// </summary>
public sealed partial class Shortcuts(IJSRuntime js) : IAsyncDisposable
{
    private readonly Attachment keys = new(js);
    private DotNetObjectReference<Shortcuts>? self;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Shortcut> All { get; set; }

    /// <summary>Raised with the <see cref="Shortcut.Key"/> pressed.</summary>
    [Parameter]
    public EventCallback<string> OnPressed { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        await keys.AttachAsync(Assets["js/shortcuts.js"], "listen", self, All.Select(shortcut => shortcut.Key));
    }

    [JSInvokable]
    public Task PressAsync(string key) => InvokeAsync(() => OnPressed.InvokeAsync(key));

    public async ValueTask DisposeAsync()
    {
        await keys.DisposeAsync();
        self?.Dispose();
    }
}
