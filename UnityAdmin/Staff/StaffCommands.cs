using System.CommandLine;

namespace UnityAdmin.Staff;

/// <summary><c>user create</c> and <c>token create</c>.</summary>
internal static class StaffCommands
{
    public static IEnumerable<Command> For(WebApplication app) => [];
}
