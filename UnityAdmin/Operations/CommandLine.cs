using System.CommandLine;
using UnityAdmin.Staff;

namespace UnityAdmin.Operations;

/// <summary>The program's verbs; with none it serves. Every verb works on the same composition as the server.</summary>
public static class CommandLine
{
    /// <summary>What a verb prints is its answer, often to a program, and what went wrong is one sentence: no log comes between.</summary>
    public static void KeepToTheVerb(WebApplicationBuilder builder, string[] args)
    {
        if (IsVerb(args)) _ = builder.Logging.ClearProviders();
    }

    /// <returns>The exit code: 0 only on success. Errors are one sentence on stderr.</returns>
    public static Task<int> RunAsync(WebApplication app, string[] args)
    {
        // What is not a verb is ASP.NET's own (--urls, --environment), which the configuration has read already.
        var root = new RootCommand("UnityAdmin, the back office of Unity. Without a verb it serves the pages and the HTTP API.")
        {
            TreatUnmatchedTokensAsErrors = IsVerb(args),
        };
        root.SetAction((_, stop) => ServeCommand.RunAsync(app, stop));
        root.Add(MigrateCommand.For(app));
        root.Add(VerifyCommand.For(app));
        root.Add(RaceCommand.For(app));
        root.Add(RollupCommand.For(app));
        root.Add(PurgeCommand.For(app));
        root.Add(AnchorCommand.For(app));
        foreach (var command in StaffCommands.For(app)) root.Add(command);
        return root.Parse(args).InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,

            // Requests and jobs that run are let finish; the default of two seconds would end the process in their midst.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        });
    }

    /// <summary>Whether the program was called for one thing, instead of to serve.</summary>
    public static bool IsVerb(string[] args) => args is [var first, ..] && !first.StartsWith('-');
}
