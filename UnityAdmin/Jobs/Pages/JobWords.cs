using System.Globalization;
using UnityAdmin.Shell;

namespace UnityAdmin.Jobs.Pages;

/// <summary>How jobs and their runs are said to people.</summary>
internal static class JobWords
{
    public static string History(string job) => $"/jobs?history={job}";

    public static (string Word, string Icon, Meaning Meaning) Look(JobRun run) => run.State switch
    {
        JobRunState.Running => ("Running", "sync", Meaning.Info),
        JobRunState.Failed => ("Failed", "error", Meaning.Bad),
        JobRunState.Cancelled => ("Cancelled", "cancel", Meaning.Attention),
        _ when run.DoneCount == 0 && run.Note is null => ("Nothing to do", "check", Meaning.Neutral),
        _ => ("Done", "check_circle", Meaning.Good),
    };

    /// <summary>What came of it, in a few words; empty where the chip says it all.</summary>
    public static string Outcome(JobRun run) => run switch
    {
        { State: JobRunState.Cancelled, CancelledBy: { } who } => run.ProgressTotal > 0
            ? Words($"by {who} at {run.ProgressDone:N0} of {run.ProgressTotal:N0}")
            : $"by {who}",
        { Runs: > 1 } => Words($"{run.Runs:N0} times in a row"),
        _ => run.Note ?? "",
    };

    public static string StartedBy(JobRun run) => run.StartedBy == JobLog.BySchedule ? "by the schedule" : $"by {run.StartedBy}";

    /// <summary>How long it took; null for what is several runs.</summary>
    public static string? Took(JobRun run) => run is { FinishedAt: { } end, Runs: 1 } ? Duration(end - run.StartedAt) : null;

    public static string Duration(TimeSpan took) => took switch
    {
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalMinutes: < 1 } => Words($"{(int)took.TotalSeconds} s"),
        { TotalHours: < 1 } => Words($"{(int)took.TotalMinutes} min {took.Seconds} s"),
        _ => Words($"{(int)took.TotalHours} h {took.Minutes} min"),
    };

    public static string Size(long bytes) => bytes < 1_000_000_000
        ? Words($"{bytes / 1_000_000.0:N1} MB")
        : Words($"{bytes / 1_000_000_000.0:N1} GB");

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
