using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>
/// <c>verify</c> runs the go-live list and exits with 0 only when every line holds; <c>--json</c> prints it for programs. It changes
/// nothing and may run beside a serving process.
/// </summary>
internal static class VerifyCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    public static Command For(WebApplication app)
    {
        var json = new Option<bool>("--json") { Description = "Print the list as JSON, with the first bad row of each kind." };
        var photos = new Option<bool>("--photos") { Description = "Also read every photo file and compare it with what was stored." };
        var command = new Command("verify", "Prove that the database is fit to go live: schema, query plans, references, ledger.")
        {
            json, photos,
        };
        command.SetAction((parsed, stop) => RunAsync(app, parsed.GetValue(json), parsed.GetValue(photos), stop));
        return command;
    }

    private static async Task<int> RunAsync(WebApplication app, bool asJson, bool withPhotos, CancellationToken stop)
    {
        app.Services.GetRequiredService<DatabaseAddress>().MustExist();
        var lines = asJson
            ? await AskAsync(app, asJson, withPhotos, null, stop)
            : await ConsoleProgress.RunAsync("Asking", show => AskAsync(app, asJson, withPhotos, show, stop));
        if (!asJson && ConsoleTables.IsTerminal) AnsiConsole.Write(ConsoleTables.Of(lines));
        var failed = lines.Count(line => !line.Passed);
        if (asJson) Console.WriteLine(JsonSerializer.Serialize(Shown(lines, app), Json));
        else Console.WriteLine(failed == 0 ? $"All {lines.Count} checks hold." : $"{failed} of {lines.Count} checks fail.");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<List<GoLiveLine>> AskAsync(
        WebApplication app, bool asJson, bool withPhotos, Action<JobStep>? show, CancellationToken stop)
    {
        var list = app.Services.GetRequiredService<GoLive>();
        var (lines, total) = (new List<GoLiveLine>(), list.Count + (withPhotos ? 1 : 0));
        var asked = show is null ? null : new Asked(title => show(new JobStep(lines.Count, total, title)));
        await foreach (var line in list.RunAsync(asked, stop)) Take(line);
        if (withPhotos) Take(await list.PhotosAsync(asked, stop));
        return lines;

        void Take(GoLiveLine line)
        {
            lines.Add(line);
            if (!asJson && !ConsoleTables.IsTerminal) Print(line);
        }
    }

    private static object Shown(List<GoLiveLine> lines, WebApplication app) => new
    {
        Success = lines.TrueForAll(line => line.Passed),
        CheckedAt = app.Services.GetRequiredService<TimeProvider>().NowUtc(),
        Checks = lines.Select(line => new
        {
            line.Name,
            line.Area,
            line.Title,
            line.Passed,
            line.Evidence,
            line.FirstBad,
            Milliseconds = Math.Round(line.Took.TotalMilliseconds, 1),
        }),
    };

    private static void Print(GoLiveLine line) => Console.WriteLine(FormattableString.Invariant(
        $"{(line.Passed ? "ok  " : "FAIL")}  {line.Name,-30}{line.Took.TotalMilliseconds,8:N0} ms  {line.Evidence}"));

    /// <summary>What is being asked now.</summary>
    private sealed class Asked(Action<string> show) : IProgress<string>
    {
        public void Report(string value) => show(value);
    }
}
