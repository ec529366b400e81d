namespace UnityAdmin.Analytics;

/// <summary>Every way Analytics can say no.</summary>
public static class AnalyticsRefusals
{
    public static readonly Refusal PeriodBackwards = new(
        "period_backwards", "The period ends before it begins. Swap the two days.", RefusalKind.Invalid);

    public static readonly Refusal NotYet = new(
        "day_not_yet", "The period ends after today. Choose today or an earlier day.", RefusalKind.Invalid);

    public static readonly Refusal NoteEmpty = new("note_empty", "Write what happened that day.", RefusalKind.Invalid);

    public static readonly Refusal NoteTooLong = new(
        "note_too_long", $"A note may be at most {AnalyticsNote.TextLength} characters long. Shorten it.", RefusalKind.Invalid);

    public static readonly Refusal NoteNotYet = new(
        "note_not_yet", "That day has not come yet. Choose today or an earlier day.", RefusalKind.Invalid);

    public static readonly Refusal NoteGone = new("note_gone", "Somebody has deleted this note meanwhile.", RefusalKind.Missing);

    public static Refusal NoteChanged(AnalyticsNote now) => new(
        "note_changed", $"Somebody has changed this note meanwhile. It now says “{now.Text}”. Look at it, then say what it shall be.");

    public static readonly Refusal NoEvents = new(
        "events_missing", "events is missing: give a list of at least one event.", RefusalKind.Invalid);

    /// <param name="whose">Whose events were too many.</param>
    /// <param name="wait">Until more are taken.</param>
    public static Refusal TooManyBytes(string whose, TimeSpan wait) => new("too_many_event_bytes",
        $"Too much was sent by {whose} in a minute. Send the events again in {Math.Ceiling(wait.TotalSeconds):0} seconds.",
        RefusalKind.TooMany)
    {
        RetryAfter = wait,
    };

    public const string EventsGoneCode = "raw_events_gone";

    public static Refusal EventsGone(DateOnly date, long counted, long there) => new(EventsGoneCode,
        $"{date:d MMM yyyy} was counted from {counted:N0} raw events and {there:N0} are left, so its figures stay as they are. "
        + "Bring the events back from a backup.");

    public static readonly Refusal NothingTracked = new(
        "nothing_tracked", "None of the events could be taken; errors says why.", RefusalKind.Invalid);

    public static readonly Refusal SessionUnreadable = new(
        "session_unreadable", $"sessionId must be text of at most {AnalyticsEvent.KeyLength} characters.", RefusalKind.Invalid);

    public static readonly Refusal NotText = new(
        "not_text", "The request holds characters that are not text.", RefusalKind.Invalid);

    public static Refusal TooManyEvents(int most) => new(
        "too_many_events", $"At most {most} events are taken at once. Send the rest in further requests.", RefusalKind.TooLarge);

    public static Refusal NotToBePurged(RetentionDay day) => new(
        "day_not_purgeable",
        $"The raw events of {day.Date:d MMM yyyy} stay: " + day.Verdict switch
        {
            RetentionVerdict.NotRolledUp => "the day was not rolled up yet. Run the rollup first.",
            RetentionVerdict.Strays => "some came in after the day was sealed. `verify` names them.",
            _ => "they are not the ones that were counted. Run the rollup first.",
        });

    public static Refusal DaySealed(DateOnly date) => new(
        "day_sealed",
        $"{date:d MMM yyyy} is sealed: its raw events were purged, so it cannot be counted again. Choose a period after it.");
}
