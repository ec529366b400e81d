using Microsoft.AspNetCore.Components.Web;

namespace UnityAdmin.Shell;

public static class Keys
{
    /// <summary>Ctrl+Enter, or ⌘+Enter on a Mac: sends what is being written.</summary>
    public static bool Sends(this KeyboardEventArgs key) => key.Key == "Enter" && (key.CtrlKey || key.MetaKey);
}
