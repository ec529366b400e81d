using System.CommandLine;
using UnityAdmin.Jobs;

namespace UnityAdmin.Operations;

/// <summary>
/// <c>anchor</c> begins the anchors of the ledger anew, after a backup was restored or where their key was lost. It is a run of the ledger
/// audit, so that nobody signs at the same time.
/// </summary>
internal static class AnchorCommand
{
    public static Command For(WebApplication app)
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why, such as \"Backup of 3 May restored\"; it is kept with the anchor.", Required = true,
        };
        var command = new Command("anchor", "Begin the ledger's anchors anew on the ledger as it is now, once it holds by itself.")
        {
            reason,
        };
        command.SetAction((parsed, stop) => JobCommand.RunAsync(app, Schedule.LedgerAudit, null, (progress, over) =>
            RecurringWork.AnchorAnewAsync(app.Services, parsed.GetValue(reason)!, progress, over), stop));
        return command;
    }
}
