using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Jobs;

/// <summary>While this row stands, the schedule passes the job over; people can still run it.</summary>
[NotAudited]
public sealed class JobPause
{
    public const int ReasonLength = 200;

    /// <summary>The job's name in <see cref="Schedule"/>.</summary>
    [MaxLength(80)]
    public required string Job { get; init; }

    [MaxLength(200)]
    public required string PausedBy { get; init; }

    [MaxLength(ReasonLength)]
    public required string Reason { get; init; }

    public DateTime PausedAt { get; init; }
}
