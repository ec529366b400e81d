using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// One photo large, the others as a strip; a click opens it over the whole window. Left and right turn, Z zooms, Esc closes, all in the
/// browser without waiting for the server.
/// </summary>
public sealed partial class PhotoViewer(IJSRuntime js) : IAsyncDisposable
{
    private ElementReference viewer;
    private IJSObjectReference? module;
    private string? attached;
    private bool gone;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Photo> Photos { get; set; }

    /// <summary>What is said when there is nothing to see.</summary>
    [Parameter]
    public string None { get; set; } = "Nothing was sent with this item.";

    private string Key => string.Join('\n', Photos.Select(photo => photo.Url));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (attached == Key || Photos.Count == 0) return;
        attached = Key;
        module ??= await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/photos.js"]}");
        if (gone) await module.LetGoAsync();
        else await module.InvokeVoidAsync("attach", viewer);
    }

    public ValueTask DisposeAsync()
    {
        gone = true;
        return module.LetGoAsync();
    }
}
