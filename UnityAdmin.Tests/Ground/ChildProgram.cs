using System.Diagnostics;
using UnityAdmin.Data;

namespace UnityAdmin.Tests;

/// <summary>The built program as a process of its own: its command line, its output, its exit code.</summary>
internal static class ChildProgram
{
    /// <param name="Exit">The exit code.</param>
    /// <param name="Out">All of stdout.</param>
    /// <param name="Error">All of stderr, trimmed.</param>
    public sealed record Outcome(int Exit, string Out, string Error);

    public static async Task<Outcome> RunAsync(DatabaseAddress database, string folder, params string[] arguments)
    {
        using var process = Start(database, folder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return new Outcome(process.ExitCode, await output, (await error).Trim());
    }

    /// <summary>Serves until it says that it has started, is told to stop, and ends; what it printed until then.</summary>
    public static async Task<Outcome> ServeOnceAsync(DatabaseAddress database, string folder)
    {
        using var process = Start(database, folder, "--urls", "http://127.0.0.1:0");
        try
        {
            var error = process.StandardError.ReadToEndAsync(Stop);
            var output = new System.Text.StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
            {
                output.AppendLine(line);
                if (!line.Contains("Content root path", StringComparison.Ordinal)) continue;
                using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            }

            await process.WaitForExitAsync(Stop);
            return new Outcome(process.ExitCode, output.ToString(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    internal static Process Start(DatabaseAddress database, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Actor).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Database__Provider"] = database.Provider.ToString();
        start.Environment["ConnectionStrings__Unity"] = database.ConnectionString;
        start.Environment["Storage__Directory"] = folder;
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return Process.Start(start)!;
    }
}
