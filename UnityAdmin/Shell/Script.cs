using Microsoft.JSInterop;

namespace UnityAdmin.Shell;

internal static class Script
{
    // A call on its way while its circuit ends is cancelled; one that starts later is disconnected. Both mean that nobody is there.

    /// <summary>Frees a JavaScript object; when the browser has already gone there is nothing left to free.</summary>
    public static async ValueTask LetGoAsync(this IJSObjectReference? held)
    {
        if (held is null) return;
        try
        {
            await held.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
        }
    }

    /// <summary>Calls <paramref name="function"/> on the way out; a browser that has already gone does not need it.</summary>
    public static async ValueTask LastCallAsync(this IJSObjectReference? held, string function)
    {
        if (held is null) return;
        try
        {
            await held.InvokeVoidAsync(function);
            await held.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
        }
    }
}
