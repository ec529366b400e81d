using System.Globalization;
using Spectre.Console;
using UnityAdmin.Analytics;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>
/// What verbs show to people at a terminal. Programs and files get plain lines instead, which stay as they are: scripts read them.
/// </summary>
internal static class ConsoleTables
{
    public static bool IsTerminal => !Console.IsOutputRedirected;

    public static Table Of(IReadOnlyList<GoLiveLine> lines)
    {
        var table = New().AddColumn("").AddColumn("Check").AddColumn(new TableColumn("Took").RightAligned()).AddColumn("What was found");
        foreach (var line in lines)
        {
            _ = table.AddRow(
                line.Passed ? new Text("ok", new Style(Color.Green)) : new Text("FAIL", new Style(Color.Red, decoration: Decoration.Bold)),
                new Text(line.Name),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{line.Took.TotalMilliseconds:N0} ms")),
                new Text(line.Evidence));
        }

        return table;
    }

    public static Table Of(RetentionPlan plan)
    {
        var table = New().AddColumn("Day").AddColumn(new TableColumn("Raw events").RightAligned()).AddColumn("What becomes of it");
        foreach (var day in plan.Days)
        {
            _ = table.AddRow(
                new Text(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new Text(day.Events.ToString("N0", CultureInfo.InvariantCulture)),
                new Text(day.Verdict.Words(), day.Goes ? Style.Plain : new Style(Color.Yellow)));
        }

        return table;
    }

    // Texts go in as they are: what a database says may hold brackets, which are no markup here.
    private static Table New() => new Table().Border(TableBorder.Simple);
}
