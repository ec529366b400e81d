using System.Globalization;
using UnityAdmin.Data;
using UnityAdmin.Shell;

namespace UnityAdmin.Analytics.Pages;

internal static class AnalyticsWords
{
    public static readonly CultureInfo Irish = CultureInfo.GetCultureInfo("en-IE");

    public const string Jobs = "/jobs";

    public const string RollupJob = $"{Jobs}?history={FigureBook.RollupJob}";

    public static string Accuracy { get; } =
        (100 * VisitorSketch.StandardError).ToString("±\u00a00.0", CultureInfo.InvariantCulture) + "\u00a0%";

    public static string Word(this DayState state) => state switch
    {
        DayState.Final => "Final",
        DayState.Partial => "Partial",
        DayState.NotRolledUp => "Not rolled up yet",
        DayState.Purged => "Final, raw purged",
        _ => "Not known",
    };

    public static string Word(this TrendDay day) => day switch
    {
        { HasChanged: true } => "Partial, changed since",
        { State: DayState.Partial } => "Partial, so far",
        _ => day.State.Word(),
    };

    public static string Icon(this DayState state) => state switch
    {
        DayState.Final => "check_circle",
        DayState.Partial => "timelapse",
        DayState.NotRolledUp => "pending",
        DayState.Purged => "lock",
        _ => "help",
    };

    public static Meaning Meaning(this DayState state) => state switch
    {
        DayState.Final or DayState.Purged => Shell.Meaning.Good,
        DayState.Partial => Shell.Meaning.Info,
        DayState.NotRolledUp => Shell.Meaning.Attention,
        _ => Shell.Meaning.Neutral,
    };

    /// <summary>What style sheets call it.</summary>
    public static string Key(this DayState state) => Conventions.SnakeCase(state.ToString());

    public static string Why(this DayState state) => state switch
    {
        DayState.Final => "The day is over and counted.",
        DayState.Partial => "Counted before all of it was known; there may be more to come.",
        DayState.NotRolledUp => "The day is over, but its figures are still to be made.",
        DayState.Purged => "Counted and sealed. The raw events are gone; the figures stay as they are.",
        _ => "Before the first event that was ever told of.",
    };

    public static string Why(this TrendDay day) => day.HasChanged
        ? "Events or orders of the day changed since it was counted; the next rollup counts it again."
        : day.State.Why();

    public static string Short(DateOnly day) => day.ToString("d MMM", Irish);

    public static string Long(DateOnly day) => day.ToString("ddd d MMM yyyy", Irish);

    public static string Span(Period period) => period switch
    {
        { Days: 1 } => Long(period.From),
        _ when period.From.Year == period.To.Year => $"{Short(period.From)} – {period.To.ToString("d MMM yyyy", Irish)}",
        _ => $"{period.From.ToString("d MMM yyyy", Irish)} – {period.To.ToString("d MMM yyyy", Irish)}",
    };

    public static string Days(int days) => days == 1 ? "1 day" : $"{days:N0} days";

    public static string Change(double change) => (change < 0 ? "−" : "+")
        + (100 * Math.Abs(change)).ToString(Math.Abs(change) < 0.0995 ? "0.0" : "N0", CultureInfo.InvariantCulture) + " %";

    public static string Alarm(EventAlarm alarm) => alarm.Appeared
        ? $"{alarm.Name} is new: {alarm.PerDay:N0} on {Short(alarm.Day)}, none in the {EventAlarm.DaysBefore} days before."
        : $"{alarm.Name} stopped: none on {Short(alarm.Day)}, about {Math.Max(1, alarm.PerDay):N0} a day before. "
            + "Check the storefront's tracking.";

    /// <summary>How far a day may be trusted, and who says so.</summary>
    public static string Trust(TrendDay day, ShopSettings shop) =>
        day.Row is null ? day.Why() : $"{day.Word()}{(day.HasChanged ? " it was " : ": ")}{Counted(day, shop)}";

    /// <summary>Who counted a day, and when.</summary>
    public static string Counted(TrendDay day, ShopSettings shop) => day switch
    {
        { Row: null } => day.Why(),
        { IsLive: true } => $"counted just now, at {Clock(day.Row.RolledUpAt, shop)}",
        { Row.JobRunId: { } run } => $"rolled up {RelativeTime.Exact(day.Row.RolledUpAt, shop)}, run {run}",
        _ => $"rolled up {RelativeTime.Exact(day.Row.RolledUpAt, shop)}",
    };

    private static string Clock(DateTime utc, ShopSettings shop) => shop.LocalOf(utc).ToString("HH:mm", Irish);
}
