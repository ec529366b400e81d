using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary><c>purge</c> deletes raw events that are old enough; <c>purge --dry-run</c> prints what it would do and does nothing.</summary>
internal static class PurgeCommand
{
    public static Command For(WebApplication app)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Print which days would go and which stay, and delete nothing." };
        var command = new Command("purge", $"Delete raw events older than {Retention.Days} days; their figures stay.") { dry };
        command.SetAction((parsed, stop) => parsed.GetValue(dry) ? PreviewAsync(app, stop) : RunAsync(app, stop));
        return command;
    }

    private static Task<int> RunAsync(WebApplication app, CancellationToken stop) => JobCommand.RunAsync(
        app,
        Schedule.Retention,
        whyNot: null,
        async (progress, over) => RecurringWork.Outcome(
            await app.Services.GetRequiredService<Retention>().PurgeAsync(Actor.CommandLine(), progress, over)),
        stop);

    // It only reads, so it may run beside a serving process.
    private static async Task<int> PreviewAsync(WebApplication app, CancellationToken stop)
    {
        app.Services.GetRequiredService<DatabaseAddress>().MustExist();
        await app.Services.GetRequiredService<Migrator>().MustBeCurrentAsync(stop);
        var plan = await app.Services.GetRequiredService<Retention>().PreviewAsync(stop);
        if (ConsoleTables.IsTerminal && plan.Days.Count > 0) AnsiConsole.Write(ConsoleTables.Of(plan));
        foreach (var day in ConsoleTables.IsTerminal ? [] : plan.Days)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd}  {day.Events,12:N0}  {day.Verdict.Words()}"));
        }

        Console.WriteLine(plan.Events == 0
            ? "There is nothing to delete."
            : $"{RecurringWork.Events(plan.Events)} of {RecurringWork.Days(plan.Days.Count(day => day.Goes))} would be deleted.");
        return 0;
    }
}
