using System.CommandLine;
using UnityAdmin.Analytics;
using UnityAdmin.Data;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary><c>rollup</c> counts the days that changed, or those of a period.</summary>
internal static class RollupCommand
{
    public static Command For(WebApplication app)
    {
        var from = new Option<DateOnly?>("--from") { Description = "The first day of the shop to look at, such as 2026-03-01." };
        var to = new Option<DateOnly?>("--to") { Description = "The last; by default today." };
        var command = new Command("rollup", "Count every day whose events or orders changed since it was last counted.") { from, to };
        command.SetAction((parsed, stop) => RunAsync(app, parsed.GetValue(from), parsed.GetValue(to), stop));
        return command;
    }

    private static Task<int> RunAsync(WebApplication app, DateOnly? from, DateOnly? to, CancellationToken stop)
    {
        var rollup = app.Services.GetRequiredService<Rollup>();
        return JobCommand.RunAsync(app, Schedule.Rollup, () => rollup.WhyNotAsync(from, to, stop), async (progress, over) =>
        {
            var counted = await rollup.RunAsync(from, to, Actor.CommandLine(), progress, over);
            return counted.Is(out var report, out var no) ? RecurringWork.Outcome(report) : throw new StartRefusedException(no.Sentence);
        }, stop);
    }
}
