namespace UnityAdmin.Jobs;

/// <summary>Every way a job says no.</summary>
public static class JobRefusals
{
    public const string IsRunning = "job_running";

    public static readonly Refusal Unknown = new("job_unknown", "There is no such job.", RefusalKind.Missing);

    public static readonly Refusal Over = new("job_over", "This run is over already. There is nothing left to cancel.");

    public static readonly Refusal NoReason = new(
        "job_pause_reason", "Say why, so that whoever finds it paused knows.", RefusalKind.Invalid);

    public static readonly Refusal Lost = new(
        "job_lost", "Another took this run over, because it had shown no sign of life. What it had not written yet is left to the other.");

    public static Refusal Running(JobRun run) => new(
        IsRunning, $"{Title(run.Job)} is running already, started by {run.StartedBy}. Wait until it is over, or cancel it.");

    public static Refusal Asked(string job) => new(
        "job_asked", $"{Title(job)} was asked to run a moment ago and is about to begin.");

    public static Refusal NotDue(string job) => new(
        "job_not_due", $"{Title(job)} has run meanwhile. It runs again when it is next due.");

    public static Refusal Paused(string job) => new(
        "job_paused", $"{Title(job)} is paused. Resume it, or press Run now.");

    public static Refusal Cancelled(string job) => new("job_cancelled", $"{Title(job)} was cancelled. What was done stays done.");

    private static string Title(string job) => Schedule.Find(job)?.Title ?? job;
}
