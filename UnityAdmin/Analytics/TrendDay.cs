namespace UnityAdmin.Analytics;

/// <summary>How far the figures of a day may be trusted.</summary>
public enum DayState
{
    /// <summary>Over and rolled up.</summary>
    Final,

    /// <summary>Counted before it was over, or changed since: the next rollup may say more.</summary>
    Partial,

    /// <summary>Over, and its figures are still to be made.</summary>
    NotRolledUp,

    /// <summary>Final for ever: its raw events are gone, or going.</summary>
    Purged,

    /// <summary>Before the first day that anything was told of. Nobody knows what happened.</summary>
    Unknown,
}

/// <summary>One day of a chart. A figure that is not known is null, which is not zero.</summary>
/// <param name="Date">The day of the shop.</param>
/// <param name="State">How far its figures may be trusted.</param>
/// <param name="Row">Its proof, stored or counted just now; null where it is not known.</param>
/// <param name="IsLive">Counted just now from the raw events.</param>
/// <param name="PageViews">Of any page.</param>
public sealed record TrendDay(DateOnly Date, DayState State, AnalyticsDay? Row, bool IsLive, long? PageViews)
{
    /// <summary>Nothing more will come, so the day can be compared with others.</summary>
    public bool IsWhole => State is DayState.Final or DayState.Purged;

    /// <summary>Counted, and its events or orders changed since.</summary>
    public bool HasChanged => State == DayState.Partial && Row is { IsReopened: true };

    public long? Visitors => Row?.UniqueSessions;

    public long? Orders => Row?.OrderCount;

    public long? RevenueCents => Row?.RevenueCents;

    /// <summary>Orders for each visitor; null also where nobody came.</summary>
    public double? Conversion => Row is { UniqueSessions: > 0 } ? (double)Row.OrderCount / Row.UniqueSessions : null;

    internal static TrendDay Of(DateOnly date, AnalyticsDay? row, long pageViews, DateOnly? first, bool isLive)
    {
        var state = row switch
        {
            null when first is null || date < first => DayState.Unknown,
            null => DayState.NotRolledUp,
            { SealedAt: not null } => DayState.Purged,
            { IsWhole: false } => DayState.Partial,
            _ => DayState.Final,
        };
        return state is DayState.NotRolledUp or DayState.Unknown
            ? new TrendDay(date, state, null, false, null)
            : new TrendDay(date, state, row, isLive, pageViews);
    }
}
