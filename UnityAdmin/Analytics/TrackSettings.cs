namespace UnityAdmin.Analytics;

/// <summary>What is done with the events of a browser that asks not to be tracked (<c>DNT: 1</c> or <c>Sec-GPC: 1</c>).</summary>
public enum DoNotTrack
{
    /// <summary>They are stored like any other.</summary>
    Ignore,

    /// <summary>They are counted, but belong to nobody: without session, customer, network and browser.</summary>
    Anonymous,

    /// <summary>They are not stored.</summary>
    Discard,
}

/// <summary>The section <c>Analytics</c> of the configuration.</summary>
public sealed class TrackSettings
{
    public DoNotTrack DoNotTrack { get; set; } = DoNotTrack.Ignore;
}
