using UnityAdmin.Analytics;

namespace UnityAdmin.Operations;

/// <summary>What becomes of a day, as page and command line say it.</summary>
internal static class RetentionWords
{
    public static string Words(this RetentionVerdict verdict) => verdict switch
    {
        RetentionVerdict.Purgeable => "goes",
        RetentionVerdict.HalfPurged => "goes: a purge was stopped half-way",
        RetentionVerdict.NotRolledUp => "stays: not rolled up yet",
        RetentionVerdict.Changed => "stays: changed since it was counted",
        _ => "stays: came in after the day was sealed",
    };
}
