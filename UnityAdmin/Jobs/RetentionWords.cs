using UnityAdmin.Analytics;

namespace UnityAdmin.Jobs;

/// <summary>What becomes of a day, as page and command line say it.</summary>
internal static class RetentionWords
{
    public static string Words(this RetentionVerdict verdict) => verdict switch
    {
        RetentionVerdict.Purgeable => "goes",
        RetentionVerdict.HalfPurged => $"goes: {Why(verdict)}",
        _ => $"stays: {Why(verdict)}",
    };

    /// <summary>Why it goes or stays; empty where nothing needs to be said.</summary>
    public static string Why(RetentionVerdict verdict) => verdict switch
    {
        RetentionVerdict.Purgeable => "",
        RetentionVerdict.HalfPurged => "the rest of a purge that was stopped",
        RetentionVerdict.NotRolledUp => "not rolled up yet",
        RetentionVerdict.Changed => "changed since it was counted",
        _ => "came in after the day was sealed",
    };
}
