using System.ComponentModel.DataAnnotations;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>
/// Something a visitor of the storefront did, as the storefront told it. Raw: kept for <see cref="Retention.Days"/> days, then only the
/// rollup remembers it. What is counted by (product, search term) stands in columns of its own, taken from the data when it came in.
/// </summary>
[NotAudited]
public sealed class AnalyticsEvent
{
    public const string Table = "analytics_events";
    public const int NameLength = 64;
    public const int KeyLength = 64;
    public const int DataLength = 4_000;
    public const int PathLength = 500;
    public const int UserAgentLength = 300;
    public const int SearchLength = 100;

    public long Id { get; init; }

    /// <summary>The event's own id, where the client gives one: told twice, it counts once.</summary>
    [MaxLength(KeyLength)]
    public string? ClientEventId { get; init; }

    /// <summary>By its normal name (<see cref="EventNames"/>).</summary>
    [MaxLength(NameLength)]
    public required string EventType { get; init; }

    /// <summary>A JSON object.</summary>
    [MaxLength(DataLength)]
    public string? EventData { get; init; }

    /// <summary>A customer there is; what a client says is worth no more than that.</summary>
    public int? UserId { get; set; }

    [MaxLength(KeyLength)]
    public string? SessionId { get; init; }

    /// <summary>Without its last part, by which no single visitor is known.</summary>
    [MaxLength(45)]
    public string? IpAddress { get; init; }

    [MaxLength(UserAgentLength)]
    public string? UserAgent { get; init; }

    [MaxLength(PathLength)]
    public string? Path { get; init; }

    /// <summary>As the client said it; there need not be such a product.</summary>
    public int? ProductId { get; init; }

    /// <summary>What was searched for, in lower case with single spaces.</summary>
    [MaxLength(SearchLength)]
    public string? SearchTerm { get; init; }

    /// <summary>How much the search found; null where the client did not say.</summary>
    public int? SearchResults { get; init; }

    /// <summary>When it happened; for an event told late, before it came in.</summary>
    public DateTime Timestamp { get; init; }
}
