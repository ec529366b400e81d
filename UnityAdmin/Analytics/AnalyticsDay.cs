using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using UnityAdmin.Data;

namespace UnityAdmin.Analytics;

/// <summary>
/// The proof of one rolled-up day of the shop, beside the rows of the rollup that share its date:
/// 1. It says from which raw events and orders the rows were counted; while a recount says the same, they are current.
/// 2. Sealed, the day's rows and this one never change again (triggers refuse it), and <see cref="Checksum"/> is theirs.
/// 3. Raw events are deleted only of sealed days.
/// </summary>
[NotAudited]
public sealed class AnalyticsDay : IVersioned
{
    public const string Table = "analytics_days";

    public DateOnly Date { get; init; }

    /// <summary>The first millisecond of UTC that belongs to the day, as it was cut when the day was last rolled up.</summary>
    public DateTime StartsAt { get; set; }

    /// <summary>The first that belongs to the next.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>How many raw events were counted.</summary>
    public long RawCount { get; set; }

    /// <summary>The newest of them; 0 where there was none.</summary>
    public long MaxEventId { get; set; }

    /// <summary>Orders placed that day and neither cancelled nor refunded as a whole since.</summary>
    public int OrderCount { get; set; }

    public long RevenueCents { get; set; }

    /// <summary>Sessions that did anything at all; none of a crawler.</summary>
    public long UniqueSessions { get; set; }

    public long UniqueUsers { get; set; }

    /// <summary>A <see cref="VisitorSketch"/> of the sessions, by which those of several days are counted once.</summary>
    public required byte[] SessionSketch { get; set; }

    public DateTime RolledUpAt { get; set; }

    /// <summary>The run that rolled it up; null where no job did.</summary>
    public long? JobRunId { get; set; }

    /// <summary>
    /// Its events or its sales changed since they were counted. Triggers mark it, and count <see cref="Version"/> up, so that a rollup
    /// which was counting meanwhile leaves the mark.
    /// </summary>
    public bool IsReopened { get; set; }

    public DateTime? SealedAt { get; set; }

    /// <summary>SHA-256 of the day's rows (<see cref="DaySeal"/>), once sealed.</summary>
    [MaxLength(64)]
    public string? Checksum { get; set; }

    /// <summary>When the last of its raw events was deleted.</summary>
    public DateTime? PurgedAt { get; set; }

    public int Version { get; set; }

    /// <summary>Rolled up before it was over, so there may be more to come.</summary>
    public bool IsPartial => RolledUpAt < EndsAt;

    /// <summary>Over and counted, and nothing came in since.</summary>
    public bool IsWhole => SealedAt is not null || (!IsReopened && !IsPartial);

    /// <summary>The same for the database.</summary>
    internal static Expression<Func<AnalyticsDay, bool>> Whole { get; } =
        day => day.SealedAt != null || (!day.IsReopened && day.RolledUpAt >= day.EndsAt);
}

/// <summary>A day's events of one type.</summary>
[NotAudited]
public sealed class AnalyticsDaily
{
    public const string Table = "analytics_daily";

    public DateOnly Date { get; init; }

    [MaxLength(AnalyticsEvent.NameLength)]
    public required string EventType { get; init; }

    public long EventCount { get; init; }

    public long UniqueSessions { get; init; }

    public long UniqueUsers { get; init; }

    /// <summary>What the day's orders came to less what was refunded, on the row of <see cref="EventNames.Purchase"/>; else 0.</summary>
    public long RevenueCents { get; init; }

    /// <summary>A <see cref="VisitorSketch"/> of the sessions.</summary>
    public required byte[] SessionSketch { get; init; }
}

/// <summary>An hour of a day on the shop's clock; the hour that comes twice in autumn is one row.</summary>
[NotAudited]
public sealed class AnalyticsHourly
{
    public const string Table = "analytics_hourly";

    public DateOnly Date { get; init; }

    public int Hour { get; init; }

    public long EventCount { get; init; }

    public long PageViews { get; init; }
}

/// <summary>A day of one product: looked at and put into carts as visitors told it, sold as the orders say.</summary>
[NotAudited]
public sealed class AnalyticsProductDaily
{
    public const string Table = "analytics_product_daily";

    public DateOnly Date { get; init; }

    public int ProductId { get; init; }

    public long Views { get; init; }

    public long CartAdds { get; init; }

    public long UnitsSold { get; init; }

    public long RevenueCents { get; init; }
}

/// <summary>A day of one search term.</summary>
[NotAudited]
public sealed class AnalyticsSearchDaily
{
    public const string Table = "analytics_search_daily";

    public DateOnly Date { get; init; }

    [MaxLength(AnalyticsEvent.SearchLength)]
    public required string Term { get; init; }

    public long Searches { get; init; }

    public long UniqueSessions { get; init; }

    /// <summary>Searches that found nothing.</summary>
    public long WithoutResult { get; init; }
}

/// <summary>What a manager wrote on a day of the charts: a drop, a sale, a broken checkout.</summary>
public sealed class AnalyticsNote : IVersioned
{
    public const string Table = "analytics_notes";
    public const int TextLength = 200;

    public int Id { get; init; }

    public DateOnly Date { get; init; }

    [MaxLength(TextLength)]
    public required string Text { get; set; }

    [MaxLength(200)]
    public required string Author { get; init; }

    public DateTime CreatedAt { get; init; }

    public int Version { get; set; }
}
