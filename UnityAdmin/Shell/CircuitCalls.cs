using Microsoft.AspNetCore.SignalR;

namespace UnityAdmin.Shell;

/// <summary>
/// Knows which of a browser's calls to its circuit are something the person did. The others only answer calls of ours: a picture was
/// painted, a script has returned. A call this does not know is an action.
/// </summary>
public sealed class CircuitCalls : IHubFilter
{
    private static readonly HashSet<string> Answers =
        ["OnRenderCompleted", "EndInvokeJSFromDotNet", "ReceiveByteArray", "ReceiveJSDataChunk", "SendDotNetStreamToJS"];

    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>Whether what runs here now was begun by the person at the page.</summary>
    public static bool IsAction => Current.Value is not { } call || !Answers.Contains(call);

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        Current.Value = invocationContext.HubMethodName;
        return await next(invocationContext);
    }
}
