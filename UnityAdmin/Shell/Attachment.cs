using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

/// <summary>
/// A script's hold on what a component drew: a module's function is called with it, and what that returns is told to <c>stop</c> at the
/// end. Whoever moves on before the browser has answered leaves nothing behind and breaks no page.
/// </summary>
internal sealed class Attachment(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? module;
    private bool gone;

    /// <summary>What the function returned; null until then.</summary>
    public IJSObjectReference? Held { get; private set; }

    public async Task AttachAsync(string address, string function, params object?[] arguments)
    {
        var loaded = await js.InvokeAsync<IJSObjectReference>("import", $"./{address}");
        if (gone)
        {
            await loaded.LetGoAsync();
            return;
        }

        module = loaded;
        var held = await module.InvokeAsync<IJSObjectReference>(function, arguments);
        if (gone) await held.LastCallAsync("stop");
        else Held = held;
    }

    public async ValueTask DisposeAsync()
    {
        gone = true;
        await Held.LastCallAsync("stop");
        await module.LetGoAsync();
    }
}
