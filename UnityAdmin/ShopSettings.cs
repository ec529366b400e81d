using System.ComponentModel.DataAnnotations;

namespace UnityAdmin;

/// <summary>The section <c>Shop</c> of the configuration.</summary>
public sealed class ShopSettings
{
    /// <summary>The IANA zone in which days are cut and times are shown; the database holds UTC.</summary>
    [TimeZoneName]
    public string TimeZone { get; set; } = "Europe/Dublin";

    /// <summary>Where people outside reach this server, for links in messages; null means the address it listens on.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>How long a reservation holds. Hours of time, not of the shop's clock, whatever that does at night.</summary>
    [Range(1, 14 * 24)]
    public int ReservationHours { get; set; } = 24;

    /// <summary>The most open reservations of one session of the storefront.</summary>
    [Range(1, 100_000)]
    public int HoldsPerSession { get; set; } = 20;

    /// <summary>The most open reservations that were asked for from one address; the storefront's own server is none.</summary>
    [Range(1, 100_000)]
    public int HoldsPerAddress { get; set; } = 40;

    /// <summary>
    /// The most open reservations of one customer within a session or an address, never across them: a stranger who types somebody's
    /// phone number uses up nothing of theirs.
    /// </summary>
    [Range(1, 100_000)]
    public int HoldsPerContact { get; set; } = 10;

    /// <summary>What delivery costs, in cents; collecting is free.</summary>
    [Range(0, 100_000)]
    public long DeliveryCents { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>What the shop's clock shows. Only this direction: Dublin's negative summer time fools the other.</summary>
    public DateTime LocalOf(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    /// <summary>The shop's calendar day at a moment of UTC.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(LocalOf(utc));

    /// <summary>The first millisecond of UTC that belongs to a day of the shop, whatever the clocks do that night.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var (before, within) = (midnight.AddDays(-1), midnight.AddDays(1));
        while (within - before > TimeSpan.FromMilliseconds(1))
        {
            var between = before.AddMilliseconds(Math.Floor((within - before).TotalMilliseconds / 2));
            if (DayOf(between) < day) before = between;
            else within = between;
        }

        return within;
    }

    /// <summary>
    /// The moment at which the shop's clock shows this: the later one in an hour that comes twice, an hour on in one that is left out.
    /// </summary>
    public DateTime UtcOf(DateTime local)
    {
        var asUtc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (earlier, later) = (asUtc - OffsetAt(asUtc.AddDays(-1)), asUtc - OffsetAt(asUtc.AddDays(1)));
        if (earlier > later) (earlier, later) = (later, earlier);
        return LocalOf(later) == local || LocalOf(earlier) != local ? later : earlier;
    }

    private TimeSpan OffsetAt(DateTime utc) => LocalOf(utc) - utc;
}
