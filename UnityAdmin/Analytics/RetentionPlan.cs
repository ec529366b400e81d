namespace UnityAdmin.Analytics;

public enum RetentionVerdict
{
    /// <summary>Its raw events are counted in its figures, so they may go.</summary>
    Purgeable,

    /// <summary>Sealed already; a run was stopped before the last of its raw events was gone.</summary>
    HalfPurged,

    /// <summary>Never rolled up: the raw events are all there is.</summary>
    NotRolledUp,

    /// <summary>There are other raw events than were counted.</summary>
    Changed,

    /// <summary>Events that came in after the day was sealed; no count can take them in any more.</summary>
    Strays,
}

/// <param name="Date">The day of the shop.</param>
/// <param name="Events">Raw events that are there now.</param>
/// <param name="Version">The day's <see cref="AnalyticsDay.Version"/> when it was judged; null where it was never rolled up.</param>
/// <param name="Verdict">Whether they may go, or why not.</param>
public sealed record RetentionDay(DateOnly Date, long Events, int? Version, RetentionVerdict Verdict)
{
    public bool Goes => Verdict is RetentionVerdict.Purgeable or RetentionVerdict.HalfPurged;
}

/// <summary>What a purge would do now.</summary>
/// <param name="Before">Days that ended by then are old enough.</param>
/// <param name="Days">All days that are old enough and have raw events, oldest first.</param>
public sealed record RetentionPlan(DateTime Before, IReadOnlyList<RetentionDay> Days)
{
    /// <summary>How many raw events would be deleted.</summary>
    public long Events => Days.Where(day => day.Goes).Sum(day => day.Events);
}

/// <param name="Days">Days whose last raw event went.</param>
/// <param name="Events">Raw events deleted.</param>
/// <param name="Kept">Days that are old enough and had to stay.</param>
public sealed record RetentionReport(int Days, long Events, IReadOnlyList<RetentionDay> Kept);
