using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UnityAdmin.Analytics;

// The call as the OpenAPI document shows it. TrackForm is what reads and checks it.

/// <summary>POST /api/analytics/track.</summary>
internal sealed record TrackBody(
    [property: Description("1 to 500, each judged by itself.")] IReadOnlyList<TrackBodyEvent> Events,
    [property: Description("The session of all events that name none; session_id does as well."), JsonPropertyName("sessionId")]
    string? SessionId = null);

internal sealed record TrackBodyEvent(
    [property: Description("What happened, such as page_view; event_type does as well. Common other spellings are known.")] string Type,
    [property: Description("Where; page_url does as well. Host and query are dropped.")] string? Path = null,
    string? SessionId = null,
    [property: Description("An existing customer; anything else is ignored.")] int? UserId = null,
    [property: Description("An object of at most 4,000 characters. product_id, query and results are counted.")] JsonElement? Data = null,
    [property: Description("The event's own id: told twice, it counts once.")] string? Id = null,
    [property: Description("ISO 8601 with Z or an offset, at most 30 days ago; without it, now, and so where the clock is wrong.")]
    DateTimeOffset? Timestamp = null);

/// <param name="Success">Whether any was read.</param>
/// <param name="Tracked">How many were taken, those told before included; 0 where a wish not to be tracked is honoured.</param>
/// <param name="Errors">Why the others were not.</param>
internal sealed record TrackAnswer(bool Success, int Tracked, int Failed, DateTime Timestamp, IReadOnlyList<TrackError> Errors);

/// <param name="Index">The event's place in the list, from 0.</param>
internal sealed record TrackError(int Index, string Error);
