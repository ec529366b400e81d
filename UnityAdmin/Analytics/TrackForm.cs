using System.Text.Json;

namespace UnityAdmin.Analytics;

/// <summary>A request's events: those that can be taken, and why the others cannot.</summary>
internal sealed record ToldEvents(List<AnalyticsEvent> Events, List<TrackError> Errors);

/// <summary>
/// Reads what a stranger's browser tells. Each event is judged by itself; a field nobody asks for is ignored. Read in one pass over the
/// JSON and without exceptions for what is merely wrong: this is the call that comes most often.
/// </summary>
/// <param name="network">Where it came from, without the part that tells one visitor from another.</param>
/// <param name="browser">The user agent, cut to its length.</param>
/// <param name="now">When it came in.</param>
/// <param name="isAnonymous">Leaves out what tells one visitor from another.</param>
internal sealed class TrackForm(string? network, string? browser, DateTime now, bool isAnonymous = false)
{
    public const int MaxEvents = 500;

    /// <summary>
    /// Days are sealed once they ended <see cref="Retention.Days"/> days ago, so with this no event can meet a sealed one.
    /// </summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    /// <summary>A clock may run ahead by so much; beyond that it is wrong, and what it told is kept beside the server's time.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Nothing waits so long to be told: the clock is wrong.</summary>
    private static readonly TimeSpan WrongClock = TimeSpan.FromDays(365);

    private static readonly Refusal NoData = Wrong(FormattableString.Invariant(
        $"data must be an object of at most {AnalyticsEvent.DataLength:N0} characters."));

    private readonly string? crawler = Crawlers.NameIn(browser);

    private readonly string? userAgent = string.IsNullOrWhiteSpace(browser) ? null : Cut(browser, AnalyticsEvent.UserAgentLength);

    /// <summary>Refused where the request as a whole is wrong.</summary>
    public Result<ToldEvents> Read(JsonElement body)
    {
        if (ReadRequest(body, out var events, out var session) is { } unreadable) return unreadable;
        if (events.ValueKind != JsonValueKind.Array || events.GetArrayLength() == 0) return AnalyticsRefusals.NoEvents;
        if (events.GetArrayLength() > MaxEvents) return AnalyticsRefusals.TooManyEvents(MaxEvents);
        var told = new ToldEvents(new List<AnalyticsEvent>(events.GetArrayLength()), []);
        foreach (var (index, one) in events.EnumerateArray().Index())
        {
            if (!ReadEvent(one, session).Is(out var happened, out var wrong)) told.Errors.Add(new TrackError(index, wrong.Sentence));
            else told.Events.Add(happened);
        }

        return told;
    }

    private static Refusal? ReadRequest(JsonElement body, out JsonElement events, out string? session)
    {
        (events, session) = (default, null);
        var given = default(JsonElement);
        try
        {
            foreach (var field in body.EnumerateObject())
            {
                if (field.NameEquals("events"u8)) events = field.Value;
                else if (field.NameEquals("sessionId"u8) || field.NameEquals("session_id"u8)) given = field.Value;
            }

            return TrackText.TryRead(given, AnalyticsEvent.KeyLength, out session) ? null : AnalyticsRefusals.SessionUnreadable;
        }
        catch (InvalidOperationException)
        {
            return AnalyticsRefusals.NotText;
        }
    }

    private Result<AnalyticsEvent> ReadEvent(JsonElement one, string? session)
    {
        if (one.ValueKind != JsonValueKind.Object) return Wrong("The event must be an object.");
        try
        {
            return Judge(new TrackFields(one), session);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are no UTF-8: the reader of JSON says so by throwing.
            return Wrong("The event holds characters that are not text.");
        }
    }

    private Result<AnalyticsEvent> Judge(TrackFields fields, string? session)
    {
        if (!TrackText.TryRead(fields.Type, AnalyticsEvent.NameLength, out var typed)) return NoText("type", AnalyticsEvent.NameLength);
        if (typed is null) return Wrong("type is missing: say what happened, such as page_view.");
        if (EventNames.Normalize(typed) is not { Length: <= AnalyticsEvent.NameLength } type)
            return Wrong("type must be a name of letters, digits and _, at most 64 of them, such as page_view.");
        const int KeyLength = AnalyticsEvent.KeyLength;
        if (!TrackText.TryRead(fields.Session, KeyLength, out var own)) return NoText("session_id", KeyLength);
        if (!TrackText.TryRead(fields.Id, KeyLength, out var id)) return NoText("id", KeyLength);
        if (!TrackText.TryReadPath(fields.Path, out var path)) return NoText("path", AnalyticsEvent.PathLength);
        var marks = new Dictionary<string, string>();
        if (!ReadMoment(fields.Timestamp, marks).Is(out var at, out var untimely)) return untimely;
        if (!TrackData.TryRead(fields.Data, out var data)) return NoData;
        if (crawler is not null) (marks["event_type"], marks["crawler"], type) = (type, crawler, EventNames.Crawler);
        var isSearch = type == EventNames.Search;
        return new AnalyticsEvent
        {
            ClientEventId = id,
            EventType = type,
            EventData = data.JsonWith(marks),
            UserId = isAnonymous ? null : TrackText.WholeNumber(fields.User),
            SessionId = isAnonymous ? null : own ?? session,
            IpAddress = isAnonymous ? null : network,
            UserAgent = isAnonymous ? null : userAgent,
            Path = path,
            ProductId = data.ProductId,
            SearchTerm = isSearch ? data.Term : null,
            SearchResults = isSearch ? data.Results : null,
            Timestamp = at,
        };
    }

    private Result<DateTime> ReadMoment(JsonElement given, Dictionary<string, string> marks)
    {
        if (TrackText.IsNothing(given)) return now;

        // Only DateTime tells whether an offset was written, and only DateTimeOffset is safe of the zone this program runs in.
        if (given.ValueKind != JsonValueKind.String || !given.TryGetDateTime(out var written) || written.Kind == DateTimeKind.Unspecified
            || !given.TryGetDateTimeOffset(out var moment))
        {
            return Wrong("timestamp must be a moment of ISO 8601 with Z or an offset, such as 2026-11-21T18:30:00Z.");
        }

        var at = moment.UtcDateTime.AddTicks(-(moment.UtcTicks % TimeSpan.TicksPerMillisecond));
        if (at > now + Skew || at < now - WrongClock)
        {
            marks["client_timestamp"] = given.GetString()!;
            return now;
        }

        if (at < now - Oldest) return Wrong($"timestamp is more than {Oldest.Days} days ago.");
        return at < now ? at : now;
    }

    private static Refusal NoText(string name, int most) => Wrong($"{name} must be text of at most {most} characters.");

    private static Refusal Wrong(string sentence) => new("event_invalid", sentence, RefusalKind.Invalid);

    // Half a character at the end would be no text.
    internal static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
