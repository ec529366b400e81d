using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

public enum JobRunState
{
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>
/// One run of a job of <see cref="Schedule"/>, and while it runs the right to do so:
/// 1. At most one row of a job is running (a unique index), whoever started it on whichever node.
/// 2. Every write of the job first renews its row by one guarded UPDATE; zero rows means that the run was given up for dead or cancelled,
/// and the write does not happen.
/// 3. A run whose program died is marked failed by whoever notices; the job then runs again.
/// Runs of a job without a cron that found nothing to do are one row, however many follow each other.
/// </summary>
[NotAudited]
public sealed class JobRun
{
    public const string Table = "job_runs";
    public const int NoteLength = 1_000;

    public long Id { get; init; }

    [MaxLength(80)]
    public required string Job { get; init; }

    public JobRunState State { get; set; }

    public DateTime StartedAt { get; init; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>The last sign of life while it runs.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>Who started it: the schedule, or a person by name.</summary>
    [MaxLength(200)]
    public required string StartedBy { get; init; }

    /// <summary>The machine and process it runs on.</summary>
    [MaxLength(200)]
    public required string Node { get; init; }

    /// <summary>Picked up after the run before it was cut off.</summary>
    public bool IsRecovery { get; init; }

    /// <summary>It did not end by itself: its program died or was stopped. Such a run does not count as the one that was due.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>What it got done, in the job's own unit: messages sent, days rolled up, rows deleted.</summary>
    public long DoneCount { get; set; }

    /// <summary>How far it is, out of <see cref="ProgressTotal"/>.</summary>
    public long ProgressDone { get; set; }

    /// <summary>0 where the job cannot say.</summary>
    public long ProgressTotal { get; set; }

    /// <summary>What it is at while it runs; afterwards its result in a sentence, or why it failed.</summary>
    [MaxLength(NoteLength)]
    public string? Note { get; set; }

    /// <summary>Who asked for it to stop; null while nobody did.</summary>
    [MaxLength(200)]
    public string? CancelledBy { get; set; }

    /// <summary>How many quiet runs in a row this is.</summary>
    public int Runs { get; set; }
}
